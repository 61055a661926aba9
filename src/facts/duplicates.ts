import { type ApiKey, isLasting } from "../model/api-key.ts";
import { publicKeyOf } from "../model/credential.ts";
import type { PublicKey } from "../model/public-key.ts";
import { known } from "../model/unknown.ts";
import { grouped } from "./grouped.ts";
import type { Identities } from "./identity.ts";
import { noOthers, type Others } from "./others.ts";
import { type RealKeys, realKeysOf } from "./real-keys.ts";

/** Keys that share something with others, found in one pass over all. */
export interface Duplicates {
  /** Other keys with the same mathematics, each real key once. */
  sameKey(key: ApiKey): Others;
  /** Whether another one with the same mathematics may be the very same key. */
  maybeSame(key: ApiKey): boolean;
  /** How many other owners have a key with the same mathematics. */
  sameKeyOwners(key: ApiKey): number;
  /** Other keys with the same RSA modulus and another exponent. */
  sameModulus(key: ApiKey): Others;
  /** Other keys with the same MD5 fingerprint and other mathematics. */
  sameFingerprint(key: ApiKey): Others;
}

/** Indexes the keys that will exist after the plan. */
export function duplicatesOf(
  keys: readonly ApiKey[],
  identities: Identities,
  maybeSameOf: (key: ApiKey) => readonly ApiKey[] = () => [],
): Duplicates {
  const staying = keys.filter(isLasting);
  const groupsBy = (nameOf: (key: ApiKey) => string | undefined) => prepared(staying, nameOf, identities, maybeSameOf);
  const byMaterial = groupsBy(identities.materialOf);
  const byModulus = groupsBy((key) => {
    const material = materialOf(key);
    return material?.type === "RSA" ? material.modulusId : undefined;
  });
  const byFingerprint = groupsBy((key) => materialOf(key)?.md5Fingerprint);
  return {
    sameKey: (key) => byMaterial(key)?.beside(key) ?? noOthers,
    maybeSame: (key) => maybeSameOf(key).length > 0,
    sameKeyOwners: (key) => byMaterial(key)?.otherOwners(key) ?? 0,
    sameModulus: (key) => byModulus(key)?.elsewhere(key) ?? noOthers,
    sameFingerprint: (key) => byFingerprint(key)?.elsewhere(key) ?? noOthers,
  };
}

function materialOf(key: ApiKey): PublicKey | undefined {
  const reading = known(publicKeyOf(key));
  return reading?.kind === "key" ? reading.key : undefined;
}

/** Groups keys by name; a group is prepared once, when the first of its keys is asked for. */
function prepared(
  keys: readonly ApiKey[],
  nameOf: (key: ApiKey) => string | undefined,
  identities: Identities,
  maybeSameOf: (key: ApiKey) => readonly ApiKey[],
): (key: ApiKey) => RealKeys | undefined {
  const groups = grouped(keys, nameOf);
  const ready = new Map<string, RealKeys>();
  return (key) => {
    const name = nameOf(key);
    const group = groups.get(name);
    if (name === undefined || group === undefined || group.length < 2) return undefined;
    const found = ready.get(name) ?? realKeysOf(group, identities, (other) => materialOf(other)?.keyId, maybeSameOf);
    ready.set(name, found);
    return found;
  };
}
