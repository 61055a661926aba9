import type { ApiKey } from "../model/api-key.ts";
import type { PublicKey } from "../model/public-key.ts";
import { isUnknown, known } from "../model/unknown.ts";
import type { Identities } from "./identity.ts";

/** Keys that share something with others, found in one pass over all. */
export interface Duplicates {
  /** Other keys with the same mathematics, each real key once. */
  sameKey(key: ApiKey): readonly ApiKey[];
  /** Other keys with the same RSA modulus and another exponent. */
  sameModulus(key: ApiKey): readonly ApiKey[];
  /** Other keys with the same OCI fingerprint and other mathematics. */
  sameFingerprint(key: ApiKey): readonly ApiKey[];
}

/** Indexes the keys that will exist after the plan. */
export function duplicatesOf(keys: readonly ApiKey[], identities: Identities): Duplicates {
  const byMaterial = new Map<string, ApiKey[]>();
  const byModulus = new Map<string, ApiKey[]>();
  const byFingerprint = new Map<string, ApiKey[]>();
  for (const key of keys) {
    if (key.existence === "removed") continue;
    add(byMaterial, identities.materialOf(key), key);
    const material = materialOf(key);
    if (material?.type === "RSA") add(byModulus, material.modulusId, key);
    add(byFingerprint, material?.ociFingerprint, key);
  }
  const holder = (key: ApiKey): string => holding(key, identities);
  return {
    sameKey: (key) => others(byMaterial.get(identities.materialOf(key) ?? ""), key, holder),
    sameModulus: (key) => unlike(byModulus, key, materialOf(key)?.modulusId, holder),
    sameFingerprint: (key) => unlike(byFingerprint, key, materialOf(key)?.ociFingerprint, holder),
  };
}

function materialOf(key: ApiKey): PublicKey | undefined {
  const reading = known(key.publicKey);
  return reading?.kind === "key" ? reading.key : undefined;
}

function add(groups: Map<string, ApiKey[]>, name: string | undefined, key: ApiKey): void {
  if (name === undefined) return;
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [key]);
  else group.push(key);
}

/** One real key of one owner: what several documents show of it counts once. */
function holding(key: ApiKey, identities: Identities): string {
  const owner = identities.ownerOf(key) ?? "";
  const declared = key.origin.kind === "terraform" ? key.origin : key.declaredBy;
  if (declared?.mode === "managed") return `${owner} ${declared.address} ${declared.deposed ?? ""}`;
  return `${owner} ${known(key.id) ?? (key.origin.kind === "live" ? key.origin.path.join("/") : key.origin.address)}`;
}

function others(group: readonly ApiKey[] | undefined, key: ApiKey, holder: (key: ApiKey) => string): readonly ApiKey[] {
  if (group === undefined || group.length < 2) return [];
  const own = holder(key);
  const id = known(key.id);
  const seen = new Map<string, ApiKey>();
  for (const other of group) {
    // A data source and a resource show one real key under one id.
    if (
      other === key ||
      holder(other) === own ||
      takesPlace(key, other) ||
      takesPlace(other, key) ||
      (id !== undefined && known(other.id) === id && other.system === key.system)
    )
      continue;
    seen.set(known(other.id) ?? holder(other), other);
  }
  return [...seen.values()];
}

/** Configuration that asks for another user's key at an address replaces the one that is stored there: they never stand together. */
function takesPlace({ existence, active, origin }: ApiKey, stored: ApiKey): boolean {
  const isUndecided = existence === "declared" && isUnknown(active) && stored.existence === "exists";
  return (
    isUndecided &&
    origin.kind === "terraform" &&
    stored.origin.kind === "terraform" &&
    origin.address === stored.origin.address
  );
}

function unlike(
  groups: ReadonlyMap<string, ApiKey[]>,
  key: ApiKey,
  name: string | undefined,
  holder: (key: ApiKey) => string,
): readonly ApiKey[] {
  const own = materialOf(key)?.keyId;
  const group =
    name === undefined
      ? undefined
      : groups.get(name)?.filter((other) => other === key || materialOf(other)?.keyId !== own);
  return others(group, key, holder);
}
