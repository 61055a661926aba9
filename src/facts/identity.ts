import type { ApiKey } from "../model/api-key.ts";
import { publicKeyOf } from "../model/credential.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import type { Owner } from "../model/owner.ts";
import { isUnknown, known, type Reference } from "../model/unknown.ts";
import { namedOwnersOf } from "./named-owners.ts";
import type { Owned, ReferencePlace } from "./owned.ts";

/** Names of things that several keys share, so that they can be grouped: owners and key material, also where only a reference is known. */
export interface Identities {
  /** Equal for keys of one owner; `undefined` when nothing tells whose key it is. */
  readonly ownerIdentity: (subject: Owned) => string | undefined;
  /** The same, where it is no mere reference to something that no source tells: two such may be one owner. */
  readonly ownerForSure: (subject: Owned) => string | undefined;
  /** Equal for keys with the same mathematics; `undefined` when there is no public key, or nothing tells which. */
  readonly materialOf: (key: ApiKey) => string | undefined;
  /** The owner, where a source of the run describes it. */
  readonly ownerOf: (subject: Owned) => Owner | undefined;
  /** The key pair of Terraform's own that the key's public half comes from. */
  readonly generatedOf: (key: ApiKey) => GeneratedKey | undefined;
}

/** By system and the id that a realm gives an owner: the account's id of the same owner, as views of keys tell both. */
export type AccountIds = ReadonlyMap<string, string>;

/** The root module that a document, or a folder of configuration, belongs to. */
export type RootOf = (root: string) => string;

/** Indexes owners and generated key pairs once. @param rootOf which documents belong to one root module: references reach across them @param accountIds the ids of owners that are known by their realm's */
export function identitiesOf(
  owners: readonly Owner[],
  generatedKeys: readonly GeneratedKey[],
  rootOf: RootOf = (root) => root,
  accountIds: AccountIds = new Map(),
): Identities {
  const ownersById = new Map<string, Owner>();
  const ownersByAddress = new Map<string, Owner>();
  const namedOwners = namedOwnersOf(owners, rootOf);
  for (const owner of owners) {
    for (const id of [known(owner.id), known(owner.realmId)])
      if (id !== undefined) ownersById.set(`${owner.system} ${id}`, owner);
    if (owner.address !== undefined) ownersByAddress.set(`${rootOf(owner.root ?? "")} ${owner.address}`, owner);
  }
  const generatedByAddress = new Map(generatedKeys.map((pair) => [`${rootOf(pair.root)} ${pair.address}`, pair]));
  const generatedByMaterial = new Map(
    generatedKeys.flatMap((pair) => {
      const reading = known(pair.publicKey);
      return reading?.kind === "key" ? [[reading.key.keyId, pair]] : [];
    }),
  );

  const ownerOf = (subject: Owned): Owner | undefined => {
    const id = known(subject.owner.id);
    if (id !== undefined && subject.owner.idWithin === "account") return namedOwners.ownerOf(subject, id);
    if (id !== undefined)
      return (
        ownersById.get(`${subject.system} ${id}`) ??
        ownersById.get(`${subject.system} ${accountIds.get(`${subject.system} ${id}`) ?? ""}`)
      );
    const reference = referenceOf(subject.owner.id);
    return reference && objectAt(ownersByAddress, reference, originOf(subject), rootOf);
  };

  const generatedOf = (key: ApiKey): GeneratedKey | undefined => {
    const publicKey = publicKeyOf(key);
    const reading = known(publicKey);
    if (reading?.kind === "key") return generatedByMaterial.get(reading.key.keyId);
    if (!isUnknown(publicKey)) return undefined;
    const { reference, from = [] } = publicKey;
    return [...(reference === undefined ? [] : [reference]), ...from]
      .map((each) => objectAt(generatedByAddress, each, originOf(key), rootOf))
      .find((pair) => pair !== undefined);
  };

  const ownerIdentity = (subject: Owned): string | undefined => {
    const owner = ownerOf(subject);
    const given = known(subject.owner.id);
    const own = (subject.owner.idWithin === "realm" && accountIds.get(`${subject.system} ${given}`)) || given;
    const realmId = known(owner?.realmId) ?? subject.owner.realmId;
    const id = known(owner?.id) ?? own ?? realmId;
    if (id !== undefined && subject.owner.idWithin === "account") return namedOwners.identityOf(subject, id, owner);
    if (id !== undefined) return `${subject.system} ${id}`;
    if (owner?.address !== undefined) return `${subject.system} ${rootOf(owner.root ?? "")} ${owner.address}`;
    return referredTo(originOf(subject), referenceOf(subject.owner.id), rootOf);
  };

  const ownerForSure = (subject: Owned): string | undefined =>
    isUnknown(subject.owner.id) && ownerOf(subject) === undefined ? undefined : ownerIdentity(subject);

  const materialOf = (key: ApiKey): string | undefined => {
    const publicKey = publicKeyOf(key);
    const reading = known(publicKey);
    if (reading !== undefined) return reading.kind === "key" ? reading.key.keyId : undefined;
    const pair = generatedOf(key);
    const made = known(pair?.publicKey);
    if (made?.kind === "key") return made.key.keyId;
    return pair === undefined
      ? referredTo(originOf(key), referenceOf(publicKey), rootOf)
      : `${rootOf(pair.root)} ${pair.address}`;
  };

  return { ownerIdentity, ownerForSure, materialOf, ownerOf, generatedOf };
}

/** What a reference of the subject's starts from. */
function originOf(subject: Owned): ReferencePlace | undefined {
  return "terraform" in subject ? subject.terraform : undefined;
}

function referenceOf(value: unknown): Reference | undefined {
  return isUnknown(value) ? value.reference : undefined;
}

/** What no source shows as an object can still be named: the same variable, the same attribute of the same data source. */
function referredTo(
  origin: ReferencePlace | undefined,
  reference: Reference | undefined,
  rootOf: RootOf,
): string | undefined {
  if (reference === undefined || origin === undefined) return undefined;
  return `${rootOf(origin.root)} ${reference.address} ${reference.attribute}`;
}

/**
 * The object that a reference names. A plan's configuration tells the resource but not the instance of `resource.name[each.key]`: then the
 * instance with the key's own instance key is meant, else the only one. A configuration tells the instance of `resource.name[0]` even where
 * count is not known: then the object that may be there stands for it.
 */
export function objectAt<T>(
  objects: ReadonlyMap<string, T>,
  reference: Reference,
  origin: ReferencePlace | undefined,
  rootOf: RootOf,
): T | undefined {
  if (origin === undefined) return undefined;
  const root = rootOf(origin.root);
  const exact = objects.get(`${root} ${reference.address}`);
  const uncounted = reference.address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, "");
  const found = exact ?? objects.get(`${root} ${uncounted}`);
  const instanceKey = /\[[^[\]]*\]$/.exec(origin.address)?.[0];
  if (found !== undefined || instanceKey === undefined) return found;
  return objects.get(`${root} ${reference.address}${instanceKey}`);
}

/** Equal for two records of one real key: the system's own id, else the place in Terraform. */
export function instanceOf(key: ApiKey): string {
  const id = known(key.id);
  if (id !== undefined) return `${key.system} ${id}`;
  if (key.terraform === undefined || key.live !== undefined) return `${key.system} ${key.live?.path.join("/") ?? ""}`;
  const { root, address, deposed } = key.terraform;
  return `${root} ${address} ${deposed ?? ""} ${key.existence === "removed" ? "removed" : ""}`;
}
