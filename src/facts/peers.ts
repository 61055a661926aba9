import type { ApiKey } from "../model/api-key.ts";
import { compareText } from "../model/location.ts";
import { isUnknown, known, type Maybe, unknown } from "../model/unknown.ts";
import { type Identities, instanceOf } from "./identity.ts";

/** The keys that one user will have after the plan. */
export interface Peers {
  /** Newest first; each real key once. */
  readonly keys: readonly ApiKey[];
  readonly count: Maybe<number>;
  readonly activeCount: Maybe<number>;
  /** 1 for the newest; 0 for a key that will not exist. */
  ordinalOf(key: ApiKey): number;
  /** 1 for the newest active one; 0 for a key that is not active. */
  activeOrdinalOf(key: ApiKey): Maybe<number>;
}

/** Groups keys by owner, in one pass over them. A key without a known owner has no peers. */
export function peersOf(keys: readonly ApiKey[], identities: Identities): (key: ApiKey) => Peers | undefined {
  const groups = new Map<string, ApiKey[]>();
  for (const key of keys) {
    const owner = key.existence === "removed" ? undefined : identities.ownerOf(key);
    if (owner === undefined) continue;
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [key]);
    else group.push(key);
  }
  const peers = new Map<string, Peers>();
  return (key) => {
    const owner = identities.ownerOf(key);
    if (owner === undefined) return undefined;
    let found = peers.get(owner);
    if (found === undefined) {
      found = peersAmong(groups.get(owner) ?? []);
      peers.set(owner, found);
    }
    return found;
  };
}

function peersAmong(group: readonly ApiKey[]): Peers {
  const distinct = [...new Map(group.map((key) => [instanceOf(key), key])).values()].sort(newestFirst);
  const uncounted = distinct.find((key) => key.origin.kind === "terraform" && key.origin.maybe);
  const uncertain =
    uncounted?.origin.kind === "terraform"
      ? unknown(`how many instances ${uncounted.origin.address} has is not known`)
      : undefined;
  const ordinals = new Map(distinct.map((key, index) => [instanceOf(key), index + 1]));
  const active = distinct.filter((key) => known(key.active) === true);
  const activeOrdinals = new Map(active.map((key, index) => [instanceOf(key), index + 1]));
  const untold = distinct.map((key) => key.active).find(isUnknown);
  return {
    keys: distinct,
    count: uncertain ?? distinct.length,
    activeCount: uncertain ?? untold ?? active.length,
    ordinalOf: (key) => ordinals.get(instanceOf(key)) ?? 0,
    activeOrdinalOf: (key) => (isUnknown(key.active) ? key.active : (activeOrdinals.get(instanceOf(key)) ?? 0)),
  };
}

/** A key that is still to be made is newer than every other; one whose creation is not known comes last. */
function newestFirst(a: ApiKey, b: ApiKey): number {
  return creation(b) - creation(a) || compareText(instanceOf(a), instanceOf(b));
}

function creation(key: ApiKey): number {
  if (key.existence === "planned" || key.existence === "declared") return Number.MAX_SAFE_INTEGER;
  return known(key.timeCreated) ?? 0;
}
