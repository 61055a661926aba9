import type { ApiKey } from "../model/api-key.ts";
import { compareText } from "../model/location.ts";
import { isUnknown, known, type Maybe, type Unknown, unknown } from "../model/unknown.ts";
import { grouped } from "./grouped.ts";
import { type Identities, instanceOf } from "./identity.ts";
import { named, type Others } from "./others.ts";

/** The keys that one user will have after the plan. */
export interface Peers {
  /** The other ones, newest first; each real key once. */
  othersOf(key: ApiKey): Others;
  readonly count: Maybe<number>;
  readonly activeCount: Maybe<number>;
  /** 1 for the newest; 0 for a key that will not exist. */
  ordinalOf(key: ApiKey): Maybe<number>;
  /** 1 for the newest active one; 0 for a key that is not active. */
  activeOrdinalOf(key: ApiKey): Maybe<number>;
}

/** Groups keys by owner, in one pass over them. A key without a known owner has no peers. */
export function peersOf(keys: readonly ApiKey[], identities: Identities): (key: ApiKey) => Peers | undefined {
  const groups = grouped(
    keys.filter(({ existence }) => existence !== "removed"),
    identities.ownerOf,
  );
  // A listing that failed before it told any user leaves every count of its tenancy, or of its domain, unknown.
  const unlistedIn = grouped(
    keys.filter((key) => isUnlisted(key) && isUnknown(key.user)),
    ({ source }) => source,
  );
  const peers = new Map<string, Peers>();
  return (key) => {
    const owner = identities.ownerOf(key);
    if (owner === undefined) return undefined;
    let found = peers.get(owner);
    if (found === undefined) {
      found = peersAmong(groups.get(owner) ?? [], unlistedIn);
      peers.set(owner, found);
    }
    return found;
  };
}

function peersAmong(group: readonly ApiKey[], unlistedIn: ReadonlyMap<string, readonly ApiKey[]>): Peers {
  const distinct = [...new Map(group.map((key) => [instanceOf(key), key])).values()].sort(newestFirst);
  const isStranger = (key: ApiKey): boolean => key.origin.kind === "live" && key.declaredBy === undefined;
  const uncertain =
    distinct.map((key) => uncountedBy(key, unlistedIn.get(key.source) ?? [])).find(isUnknown) ??
    (distinct.some(isStranger) ? distinct.map(maybeListed).find(isUnknown) : undefined);
  const shown = new Set(distinct);
  const ordinals = new Map(distinct.map((key, index) => [instanceOf(key), index + 1]));
  const active = distinct.filter((key) => known(key.active) === true);
  const activeOrdinals = new Map(active.map((key, index) => [instanceOf(key), index + 1]));
  const untold = distinct.map((key) => key.active).find(isUnknown);
  return {
    othersOf: (key) => ({
      count: distinct.length - (shown.has(key) ? 1 : 0),
      named: named(distinct, (other) => other !== key),
    }),
    count: uncertain ?? distinct.length,
    activeCount: uncertain ?? untold ?? active.length,
    ordinalOf: (key) => uncertain ?? ordinals.get(instanceOf(key)) ?? 0,
    activeOrdinalOf: (key) =>
      isUnknown(key.active) ? key.active : (uncertain ?? activeOrdinals.get(instanceOf(key)) ?? 0),
  };
}

/** Whether it stands for keys that could not be listed. */
export function isUnlisted(key: ApiKey): boolean {
  return key.origin.kind === "live" && key.origin.unlisted === true;
}

/** Why the number of keys is not known, where this key makes it so. */
function uncountedBy(key: ApiKey, unlisted: readonly ApiKey[]): Unknown | undefined {
  if (key.origin.kind === "terraform" && key.origin.maybe) {
    return unknown(`how many instances ${key.origin.address} has is not known`);
  }
  if (isUnlisted(key)) return isUnknown(key.id) ? key.id : unknown("the keys of this user could not be listed");
  // Oracle Cloud's classic interface tells all keys of a user in one reply: whom it shows, it shows whole.
  if (key.origin.kind === "live" && key.origin.listings.includes("identity")) return undefined;
  const domain = known(key.domain);
  const within = unlisted.filter((other) => domain === undefined || (known(other.domain) ?? domain) === domain);
  return within.map(({ user }) => user).find(isUnknown);
}

/** Configuration does not tell whether its key is there already: where it does not tell which key that is, a live one may be it. */
function maybeListed({ origin, existence, publicKey }: ApiKey): Unknown | undefined {
  if (origin.kind !== "terraform" || existence !== "declared" || known(publicKey)?.kind === "key") return undefined;
  return unknown(`${origin.address} may be a key that the live system lists`);
}

/** A key that is still to be made is newer than every other; one whose creation is not known comes last. */
function newestFirst(a: ApiKey, b: ApiKey): number {
  return creation(b) - creation(a) || compareText(instanceOf(a), instanceOf(b));
}

function creation(key: ApiKey): number {
  if (key.existence === "planned" || key.existence === "declared") return Number.MAX_SAFE_INTEGER;
  return known(key.timeCreated) ?? 0;
}
