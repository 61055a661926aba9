import { type ApiKey, isLasting } from "../model/api-key.ts";
import { publicKeyOf } from "../model/credential.ts";
import { type Gap, isKey, type Subject } from "../model/gap.ts";
import { compareText } from "../model/location.ts";
import { isUnknown, known, type Maybe, type Unknown, unknown } from "../model/unknown.ts";
import { grouped } from "./grouped.ts";
import { type Identities, instanceOf } from "./identity.ts";
import { firstOthers, type Others } from "./others.ts";

/** The keys of one type that one owner will have after the plan. */
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

/** Groups keys by owner and type, in one pass over them. A key without a known owner has no peers. */
export function peersOf(
  keys: readonly ApiKey[],
  gaps: readonly Gap[],
  { ownerIdentity }: Identities,
): (key: ApiKey) => Peers | undefined {
  const nameOf = (subject: Subject): string | undefined => {
    const owner = ownerIdentity(subject);
    return owner === undefined ? undefined : `${owner} ${subject.type}`;
  };
  const groups = grouped(keys.filter(isLasting), nameOf);
  const gapsOfOwner = grouped(gaps, nameOf);
  // A listing that failed before it told any owner leaves every count of its account, or of its realm, unknown.
  const gapsOfSource = grouped(
    gaps.filter(({ owner }) => isUnknown(owner.id)),
    ({ source, type }) => `${source} ${type}`,
  );
  const peers = new Map<string, Peers>();
  return (key) => {
    const name = nameOf(key);
    if (name === undefined) return undefined;
    let found = peers.get(name);
    if (found === undefined) {
      found = peersAmong(groups.get(name) ?? [], gapsOfOwner.get(name)?.[0], gapsOfSource);
      peers.set(name, found);
    }
    return found;
  };
}

function peersAmong(
  group: readonly ApiKey[],
  gap: Gap | undefined,
  gapsOfSource: ReadonlyMap<string, readonly Gap[]>,
): Peers {
  const distinct = [...new Map(group.map((key) => [instanceOf(key), key])).values()].sort(newestFirst);
  const isStranger = (subject: Subject): boolean =>
    !isKey(subject) || (subject.live !== undefined && subject.terraform === undefined);
  const uncertain =
    gap?.reason ??
    distinct.map((key) => uncountedBy(key, gapsOfSource)).find(isUnknown) ??
    (distinct.some(isStranger) ? distinct.map(maybeListed).find(isUnknown) : undefined);
  const shown = new Set(distinct);
  const ordinals = new Map(distinct.map((key, index) => [instanceOf(key), index + 1]));
  const active = distinct.filter((key) => known(key.active) === true);
  const activeOrdinals = new Map(active.map((key, index) => [instanceOf(key), index + 1]));
  const notKnown = distinct.map((key) => key.active).find(isUnknown);
  return {
    othersOf: (key) => ({
      count: distinct.length - (shown.has(key) ? 1 : 0),
      named: firstOthers(distinct, (other) => other !== key),
    }),
    count: uncertain ?? distinct.length,
    activeCount: uncertain ?? notKnown ?? active.length,
    ordinalOf: (key) => uncertain ?? ordinals.get(instanceOf(key)) ?? 0,
    activeOrdinalOf: (key) =>
      isUnknown(key.active) ? key.active : (uncertain ?? activeOrdinals.get(instanceOf(key)) ?? 0),
  };
}

/** Why the number of keys is not known, where this key makes it so. */
function uncountedBy(key: ApiKey, gapsOfSource: ReadonlyMap<string, readonly Gap[]>): Unknown | undefined {
  if (key.live === undefined)
    return key.terraform?.maybe === true
      ? unknown(`how many instances ${key.terraform.address} has is not known`)
      : undefined;
  if (key.live.wholeOwner === true) return undefined;
  const realm = known(key.realm);
  return key.views
    .flatMap(({ source }) => gapsOfSource.get(`${source} ${key.type}`) ?? [])
    .find((gap) => realm === undefined || (known(gap.realm) ?? realm) === realm)?.reason;
}

/** Configuration does not tell whether its key is there already: where it does not tell which key that is, a live one may be it. */
function maybeListed(key: ApiKey): Unknown | undefined {
  const { terraform, live, existence } = key;
  if (terraform === undefined || live !== undefined || existence !== "declared") return undefined;
  if (known(publicKeyOf(key))?.kind === "key") return undefined;
  return unknown(`${terraform.address} may be a key that the live system lists`);
}

/** A key that is still to be made is newer than every other; one whose creation is not known comes last. */
function newestFirst(a: ApiKey, b: ApiKey): number {
  return creation(b) - creation(a) || compareText(instanceOf(a), instanceOf(b));
}

function creation(key: ApiKey): number {
  if (key.existence === "planned" || key.existence === "declared") return Number.MAX_SAFE_INTEGER;
  return known(key.timeCreated) ?? 0;
}
