import type { Location } from "./location.ts";

/**
 * Something to tell about the run itself, not about a key (SARIF 2.1.0, 3.58).
 * An `error` means that something asked for was not read whole: the run is incomplete and exits with 3.
 */
export interface Notification {
  readonly level: "error" | "warning" | "note";
  /** Stable id of the kind of notification, e.g. `plan-errored`, `file-unreadable`, `listing-incomplete`. */
  readonly id: string;
  /** Names the thing, the place and the next step; never holds a secret. */
  readonly message: string;
  /** The source it belongs to, as the user gave it; absent when it is about the whole run. */
  readonly source?: string;
  readonly location?: Location;
}
