import type { ApiKey } from "../model/api-key.ts";
import { fingerprintOf, publicKeyOf } from "../model/credential.ts";
import { known } from "../model/unknown.ts";

/** Which Terraform objects show which live key. */
export interface Matches {
  /** Every view of each live key that Terraform has, in the order of the sources. */
  readonly viewsOf: ReadonlyMap<ApiKey, readonly ApiKey[]>;
  /** Live keys, and the Terraform objects that may be one of them: they share a key pair, and whose key Terraform means is not known. */
  readonly candidatesOf: ReadonlyMap<ApiKey, readonly ApiKey[]>;
}

/** The ids of the owner whose key it is, as they can stand on either side; none where that is not known. */
export type OwnerIds = (key: ApiKey) => readonly string[];

/**
 * Matches live keys to Terraform objects: by id, or by owner and fingerprint. What that leaves is matched by mathematics where Terraform does not tell
 * the owner, and one live key and one Terraform object have the key pair: else it is not known which is which.
 */
export function matchLive(keys: readonly ApiKey[], ownerIds: OwnerIds): Matches {
  const viewsOf = matchByName(keys, ownerIds);
  const matched = new Set([...viewsOf.keys(), ...[...viewsOf.values()].flat()]);
  const candidatesOf = new Map<ApiKey, readonly ApiKey[]>();
  for (const { live, shown } of pairsOf(
    keys.filter((key) => !matched.has(key)),
    ownerIds,
  )) {
    const [first, ...others] = live;
    const views = lasting(shown);
    if (first === undefined || views.length === 0) continue;
    if (others.length === 0 && views.length === 1) viewsOf.set(first, views);
    else {
      for (const key of live) candidatesOf.set(key, views);
      for (const view of views) candidatesOf.set(view, live);
    }
  }
  return { viewsOf, candidatesOf };
}

function matchByName(keys: readonly ApiKey[], ownerIds: OwnerIds): Map<ApiKey, readonly ApiKey[]> {
  const index = new Map<string, ApiKey>();
  for (const key of keys)
    if (key.live !== undefined) for (const name of namesOf(key, ownerIds)) index.set(name, key);
  const viewsOf = new Map<ApiKey, ApiKey[]>();
  for (const key of keys) {
    if (!isManaged(key)) continue;
    const live = namesOf(key, ownerIds)
      .map((name) => index.get(name))
      .find((found) => found !== undefined);
    if (live === undefined) continue;
    const views = viewsOf.get(live);
    if (views === undefined) viewsOf.set(live, [key]);
    else views.push(key);
  }
  return new Map([...viewsOf].map(([live, views]) => [live, lasting(views)]));
}

/** What a plan makes in place of a key that it destroys is another key, even with the same key pair. */
function lasting(views: readonly ApiKey[]): readonly ApiKey[] {
  if (!views.some(({ existence }) => existence === "removed")) return views;
  return views.filter(({ existence }) => existence === "removed" || existence === "exists");
}

/** What two records of one key have in common, the surest first. */
function namesOf(key: ApiKey, ownerIds: OwnerIds): readonly string[] {
  const reading = known(publicKeyOf(key));
  const fingerprint = known(fingerprintOf(key)) ?? (reading?.kind === "key" ? reading.key.md5Fingerprint : undefined);
  const ids = [known(key.id), ...(key.aliases ?? [])].filter((id) => id !== undefined);
  const owners = fingerprint === undefined ? [] : ownerIds(key);
  return [
    ...ids.map((id) => `id ${key.system} ${id}`),
    ...owners.map((owner) => `fingerprint ${owner} ${fingerprint?.toLowerCase()}`),
  ];
}

interface Pair {
  readonly live: ApiKey[];
  readonly shown: ApiKey[];
}

/** By key pair: the live keys, and the Terraform objects whose owner is not known. One whose owner is known is another owner's copy. */
function pairsOf(keys: readonly ApiKey[], ownerIds: OwnerIds): Iterable<Pair> {
  const pairs = new Map<string, Pair>();
  for (const key of keys) {
    const reading = known(publicKeyOf(key));
    if (reading?.kind !== "key") continue;
    const isView = isManaged(key) && ownerIds(key).length === 0;
    if (key.live === undefined && !isView) continue;
    const name = `${key.system} ${reading.key.keyId}`;
    const pair = pairs.get(name) ?? { live: [], shown: [] };
    pairs.set(name, pair);
    (isView ? pair.shown : pair.live).push(key);
  }
  return pairs.values();
}

/** Whether Terraform makes the key, rather than reads of it. */
export function isManaged({ terraform, live }: ApiKey): boolean {
  return live === undefined && terraform?.mode === "managed";
}
