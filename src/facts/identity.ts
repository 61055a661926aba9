import type { ApiKey, GeneratedKey } from "../model/api-key.ts";
import { isUnknown, known, type Reference } from "../model/unknown.ts";
import type { User } from "../model/user.ts";

/** Names of things that several keys share, so that they can be grouped: owners and key material, also where only a reference is known. */
export interface Identities {
  /** Equal for keys of one user; `undefined` when nothing tells whose key it is. */
  readonly ownerOf: (key: ApiKey) => string | undefined;
  /** Equal for keys with the same mathematics; `undefined` when there is no public key, or nothing tells which. */
  readonly materialOf: (key: ApiKey) => string | undefined;
  /** The declared user, where the run has met it. */
  readonly userOf: (key: ApiKey) => User | undefined;
  /** The key pair of Terraform's own that the key's public half comes from. */
  readonly generatedOf: (key: ApiKey) => GeneratedKey | undefined;
}

/** Indexes users and generated key pairs once. */
export function identitiesOf(users: readonly User[], generatedKeys: readonly GeneratedKey[]): Identities {
  const usersById = new Map<string, User>();
  const usersByAddress = new Map<string, User>();
  for (const user of users) {
    for (const id of [known(user.id), known(user.domainId)])
      if (id !== undefined) usersById.set(`${user.system} ${id}`, user);
    if (user.address !== undefined) usersByAddress.set(`${user.root ?? ""} ${user.address}`, user);
  }
  const generatedByAddress = new Map(generatedKeys.map((pair) => [`${pair.root} ${pair.address}`, pair]));
  const generatedByMaterial = new Map(
    generatedKeys.flatMap((pair) => {
      const reading = known(pair.publicKey);
      return reading?.kind === "key" ? [[reading.key.keyId, pair]] : [];
    }),
  );

  const userOf = (key: ApiKey): User | undefined => {
    const id = known(key.user);
    if (id !== undefined) return usersById.get(`${key.system} ${id}`);
    const reference = referenceOf(key.user);
    return reference && atInstance(usersByAddress, reference, key);
  };

  const generatedOf = (key: ApiKey): GeneratedKey | undefined => {
    const reading = known(key.publicKey);
    if (reading?.kind === "key") return generatedByMaterial.get(reading.key.keyId);
    const reference = referenceOf(key.publicKey);
    return reference && atInstance(generatedByAddress, reference, key);
  };

  const ownerOf = (key: ApiKey): string | undefined => {
    const user = userOf(key);
    const id = known(user?.id) ?? known(key.user);
    if (id !== undefined) return `${key.system} ${id}`;
    if (user?.address !== undefined) return `${key.system} ${user.root ?? ""} ${user.address}`;
    return referredTo(key, referenceOf(key.user));
  };

  const materialOf = (key: ApiKey): string | undefined => {
    const reading = known(key.publicKey);
    if (reading !== undefined) return reading.kind === "key" ? reading.key.keyId : undefined;
    const pair = generatedOf(key);
    const made = known(pair?.publicKey);
    if (made?.kind === "key") return made.key.keyId;
    return pair === undefined ? referredTo(key, referenceOf(key.publicKey)) : `${pair.root} ${pair.address}`;
  };

  return { ownerOf, materialOf, userOf, generatedOf };
}

function referenceOf(value: unknown): Reference | undefined {
  return isUnknown(value) ? value.reference : undefined;
}

/** What is not met as an object can still be named: the same variable, the same attribute of the same data source. */
function referredTo(key: ApiKey, reference: Reference | undefined): string | undefined {
  if (reference === undefined || key.origin.kind !== "terraform") return undefined;
  return `${key.origin.root} ${reference.address} ${reference.attribute}`;
}

/**
 * The object that a reference names. A plan's configuration tells the resource but not the instance of `resource.name[each.key]`: then the
 * instance with the key's own instance key is meant, else the only one. A configuration tells the instance of `resource.name[0]` even where
 * count is not known: then the object that may be there stands for it.
 */
function atInstance<T>(objects: ReadonlyMap<string, T>, reference: Reference, key: ApiKey): T | undefined {
  if (key.origin.kind !== "terraform") return undefined;
  const exact = objects.get(`${key.origin.root} ${reference.address}`);
  const uncounted = reference.address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, "");
  const found = exact ?? objects.get(`${key.origin.root} ${uncounted}`);
  const instanceKey = /\[[^[\]]*\]$/.exec(key.origin.address)?.[0];
  if (found !== undefined || instanceKey === undefined) return found;
  return objects.get(`${key.origin.root} ${reference.address}${instanceKey}`);
}

/** Equal for two sightings of one real key: the system's own id, else the place in Terraform. */
export function instanceOf(key: ApiKey): string {
  const id = known(key.id);
  if (id !== undefined) return `${key.system} ${id}`;
  if (key.origin.kind === "live") return `${key.system} ${key.origin.path.join("/")}`;
  const { root, address, deposed } = key.origin;
  return `${root} ${address} ${deposed ?? ""} ${key.existence === "removed" ? "removed" : ""}`;
}
