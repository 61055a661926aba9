import type { ApiKey } from "../model/api-key.ts";
import { isUnknown, known } from "../model/unknown.ts";
import { grouped } from "./grouped.ts";
import type { Identities } from "./identity.ts";
import { firstOthers, noOthers, type Others } from "./others.ts";

/** A group of keys with something in common, each real key once, prepared so that no key's question takes a pass over all. */
export interface RealKeys {
  /** The others in the group. */
  beside(key: ApiKey): Others;
  /** The others of another part of the group. */
  elsewhere(key: ApiKey): Others;
  /** How many other owners the others belong to, where it is known whose they are. */
  otherOwners(key: ApiKey): number;
}

/**
 * Makes one of the several records of each real key, which are told by their holder or their id.
 * @param partOf splits the group: equal keys are one part of those that only collide
 */
export function realKeysOf(
  group: readonly ApiKey[],
  identities: Identities,
  partOf: (key: ApiKey) => string | undefined,
  maybeSameOf: (key: ApiKey) => readonly ApiKey[] = () => [],
): RealKeys {
  const links = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let next = links.get(root); next !== undefined && next !== root; next = links.get(root)) root = next;
    links.set(name, root);
    return root;
  };
  const records = group.map((key) => {
    const [first, ...others] = namesOf(key, identities);
    for (const other of others) links.set(rootOf(other), rootOf(first));
    return { key, name: first };
  });
  const apart = neverTogether(records, identities);
  const reals = new Map(records.map(({ key, name }) => [rootOf(name), key]));
  const parts = grouped(reals.values(), partOf);
  const owners = grouped(reals.values(), identities.ownerForSure);

  /** What is no other key: the key itself, and what never stands together with it. */
  const selvesOf = (key: ApiKey): ReadonlySet<ApiKey> => {
    const others = maybeSameOf(key).flatMap((other) => namesOf(other, identities));
    const names = [...namesOf(key, identities), ...apart(key), ...others];
    return new Set(names.flatMap((name) => reals.get(rootOf(name)) ?? []));
  };
  return {
    beside: (key) => {
      const selves = selvesOf(key);
      return { count: reals.size - selves.size, named: firstOthers(reals.values(), (other) => !selves.has(other)) };
    },
    elsewhere: (key) => {
      if (parts.size < 2) return noOthers;
      const own = partOf(key);
      const selves = [...selvesOf(key)].filter((self) => partOf(self) !== own);
      return {
        count: reals.size - (parts.get(own)?.length ?? 0) - selves.length,
        named: firstOthers(besidePart(parts, own), (other) => !selves.includes(other)),
      };
    },
    otherOwners: (key) => {
      const selves = selvesOf(key);
      const ofKey = identities.ownerForSure(key);
      if (ofKey === undefined) return 0;
      const own = new Set([undefined, ofKey]);
      for (const self of selves) {
        const owner = identities.ownerForSure(self);
        if (owners.get(owner)?.every((other) => selves.has(other)) === true) own.add(owner);
      }
      return owners.size - [...own].filter((owner) => owners.has(owner)).length;
    },
  };
}

function* besidePart(parts: ReadonlyMap<unknown, readonly ApiKey[]>, own: unknown): Generator<ApiKey> {
  for (const [part, keys] of parts) if (part !== own) yield* keys;
}

interface Named {
  readonly key: ApiKey;
  readonly name: string;
}

/** How one kind of keys excludes another: a key of either kind never stands together with those of the other kind and the same name. */
interface Exclusion {
  readonly nameOf: (key: ApiKey) => string | undefined;
  readonly isOne: (key: ApiKey) => boolean;
  readonly isOther: (key: ApiKey) => boolean;
}

function exclusionsBy({ ownerIdentity }: Identities): readonly Exclusion[] {
  return [
    // Configuration that asks for another key at an address replaces the one that is stored there.
    { nameOf: addressOf, isOne: isUndecided, isOther: ({ existence }) => existence === "exists" },
    // A block that got another name without a `moved` block: what stood under the former one goes.
    {
      nameOf: rootIn,
      isOne: ({ existence }) => existence === "declared",
      isOther: ({ terraform }) => terraform?.leftOut !== undefined,
    },
    // A system takes one public key of one owner once.
    { nameOf: ownerIdentity, isOne: isComing, isOther: ({ existence }) => existence === "exists" },
  ];
}

/** For a key: the names of those that never stand together with it. */
function neverTogether(records: readonly Named[], identities: Identities): (key: ApiKey) => readonly string[] {
  const indexes = exclusionsBy(identities).map(({ nameOf, isOne, isOther }) => ({
    nameOf,
    isOne,
    isOther,
    ones: indexed(records, isOne, nameOf),
    others: indexed(records, isOther, nameOf),
  }));
  return (key) =>
    indexes.flatMap(({ nameOf, isOne, isOther, ones, others }) => {
      const name = nameOf(key);
      if (name === undefined) return [];
      const apart = isOne(key) ? (others.get(name) ?? []) : [];
      return isOther(key) ? apart.concat(ones.get(name) ?? []) : apart;
    });
}

function indexed(
  records: readonly Named[],
  chosen: (key: ApiKey) => boolean,
  nameOf: (key: ApiKey) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { key, name } of records) {
    const own = chosen(key) ? nameOf(key) : undefined;
    if (own === undefined) continue;
    const before = names.get(own);
    if (before === undefined) names.set(own, [name]);
    else before.push(name);
  }
  return names;
}

function addressOf({ terraform, live }: ApiKey): string | undefined {
  return live === undefined ? terraform?.address : undefined;
}

function rootIn({ views: [{ origin }], terraform }: ApiKey): string | undefined {
  return terraform?.leftOut !== undefined ? terraform.leftOut : origin.kind === "terraform" ? origin.root : undefined;
}

function isUndecided({ existence, active }: ApiKey): boolean {
  return existence === "declared" && isUnknown(active);
}

function isComing({ existence }: ApiKey): boolean {
  return existence === "declared" || existence === "planned";
}

/** What is equal for two records of one real key: a data source and a resource show it under one id. */
function namesOf(key: ApiKey, identities: Identities): readonly [string, ...string[]] {
  const id = known(key.id);
  const holder = holderOf(key, identities);
  return id === undefined ? [holder] : [holder, `${key.system} id ${id}`];
}

/** One real key of one owner: what several documents show of it counts once. */
function holderOf(key: ApiKey, identities: Identities): string {
  const owner = identities.ownerIdentity(key) ?? "";
  const { terraform, live } = key;
  if (terraform?.mode === "managed") return `${owner} ${terraform.address} ${terraform.deposed ?? ""}`;
  return `${owner} ${known(key.id) ?? live?.path.join("/") ?? terraform?.address}`;
}
