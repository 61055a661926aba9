import type { Gap } from "../model/gap.ts";
import type { Location } from "../model/location.ts";
import type { KeyValues, View } from "../model/view.ts";
import type { ReadKey } from "./system.ts";
import { unsetKey } from "./terraform-view.ts";

/** The place of a key, or of what could not be listed, in the listing of an account. */
export interface LivePlace {
  readonly system: string;
  /** Id of the key type. */
  readonly type: string;
  /** As the user gave it. */
  readonly source: string;
  /** Names from the outside in, for people: account, realm, owner, key. */
  readonly path: readonly string[];
  /** The same for the virtual path: names that stay when something is renamed, where there are such. */
  readonly segments: readonly string[];
}

const noPlaces: View["places"] = new Map();

/**
 * The view that a listing gives of a key; what `key` leaves out is unset.
 * @param wholeOwner whether the reply that showed it holds all keys of its owner
 */
export function liveView({ path, segments, ...place }: LivePlace, key: ReadKey, wholeOwner = false): View {
  return {
    ...unsetKey,
    ...place,
    ...key,
    origin: { kind: "live", path, ...(wholeOwner ? { wholeOwner } : {}) },
    existence: "exists",
    moment: "current",
    comments: [],
    location: virtualLocation([place.system, ...segments]),
    places: noPlaces,
  };
}

/** What a listing could not show: keys of the owner, or of a whole realm or account where the owner is left out. */
export function liveGap(
  { segments, ...place }: LivePlace,
  { owner, ...gap }: Pick<Gap, "account" | "realm" | "reason"> & { readonly owner: Partial<KeyValues["owner"]> },
): Gap {
  const { reason } = gap;
  return {
    ...place,
    ...gap,
    owner: { kind: "user", id: reason, name: reason, ...owner },
    location: virtualLocation([place.system, ...segments, "unlisted"]),
  };
}

/** Only characters that need no encoding in a URI, and no segment that means a folder: code scanning refuses colons and schemes. */
function virtualLocation(segments: readonly string[]): Location {
  const safe = segments.map((segment) => segment.replaceAll(/[^\w.@+-]/g, "_").replace(/^\.+$/, "_"));
  return {
    uri: `${safe.join("/")}.apikey`,
    region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    virtual: true,
  };
}
