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
  const undecided = at(records, isUndecided);
  const stored = at(records, ({ existence }) => existence === "exists");
  const reals = new Map(records.map(({ key, name }) => [rootOf(name), key]));
  const parts = grouped(reals.values(), partOf);
  const owners = grouped(reals.values(), identities.ownerIdentity);

  /** What is no other key: the key itself, and what never stands together with it. */
  const selvesOf = (key: ApiKey): ReadonlySet<ApiKey> => {
    const exclusive = key.existence === "exists" ? undecided : isUndecided(key) ? stored : undefined;
    const names = [...namesOf(key, identities), ...(exclusive?.get(addressOf(key)) ?? [])];
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
      const own = new Set([undefined, identities.ownerIdentity(key)]);
      for (const self of selves) {
        const owner = identities.ownerIdentity(self);
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

/** Names of the keys that Terraform has at an address. */
function at(records: readonly Named[], chosen: (key: ApiKey) => boolean): ReadonlyMap<unknown, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { key, name } of records) {
    const address = addressOf(key);
    if (address === undefined || !chosen(key)) continue;
    const before = names.get(address);
    if (before === undefined) names.set(address, [name]);
    else before.push(name);
  }
  return names;
}

function addressOf({ terraform, live }: ApiKey): string | undefined {
  return live === undefined ? terraform?.address : undefined;
}

/** Configuration that asks for another owner's key at an address replaces the one that is stored there: they never stand together. */
function isUndecided({ existence, active }: ApiKey): boolean {
  return existence === "declared" && isUnknown(active);
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
