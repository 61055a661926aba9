import type { Location } from "./location.ts";
import type { KeyOwner } from "./owner.ts";
import type { Maybe, Unknown } from "./unknown.ts";
import type { ApiKey } from "./api-key.ts";
import type { ProviderSecret } from "./provider-secret.ts";

/**
 * Something that could not be listed or read, so that keys may be missing: of one owner, or of a whole realm or account where the owner is unknown too.
 * It is no key and is never counted as one; rules that might judge a missing key are open, and no count or join takes what was listed for whole.
 */
export interface Gap {
  readonly system: string;
  /** Id of the key type that may be missing. */
  readonly type: string;
  readonly source: string;
  readonly account: Maybe<string>;
  readonly realm: Maybe<string>;
  /** Unknown for the gap's reason where keys of any owner may be missing. */
  readonly owner: KeyOwner;
  readonly reason: Unknown;
  /** Names from the outside in: account, realm, owner. */
  readonly path: readonly string[];
  readonly location: Location;
}

/** What rules judge. */
export type Subject = ApiKey | Gap | ProviderSecret;

/** Tells a key from all else. */
export function isKey(subject: Subject): subject is ApiKey {
  return "views" in subject;
}

/** Tells a gap from all else. */
export function isGap(subject: Subject): subject is Gap {
  return "reason" in subject;
}

/** The place that names what is judged. */
export function locationOf(subject: Subject): Location {
  return isKey(subject) ? subject.views[0].location : subject.location;
}
