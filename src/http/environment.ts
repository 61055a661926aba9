import type { Instant } from "../model/instant.ts";
import type { ProgressEvent } from "./progress.ts";

/** All that a live system takes from the machine it runs on; injected, so that a run can be repeated. */
export interface LiveEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder; `~` in a path means it. */
  readonly home: string;
  /** Reads a UTF-8 text file; rejects with Node's error (`code` is `ENOENT` where there is none). */
  readonly readFile: (path: string) => Promise<string>;
  readonly clock: () => Instant;
  /** At least 0, less than 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** How many calls may be under way at once, for each source. */
  readonly concurrency: number;
  /** How long one attempt of a call may take from first byte to last, in milliseconds; 60 seconds when absent. */
  readonly timeout?: number;
  readonly progress?: (event: ProgressEvent) => void;
}
