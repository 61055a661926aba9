import { keyPair } from "../../model/credential.ts";
import type { KeyOwner } from "../../model/owner.ts";
import type { TerraformValues } from "../../model/terraform.ts";
import { isUnknown, known, mapKnown } from "../../model/unknown.ts";
import { flagOf, instantOf, firstObjectOf, textOf } from "../../terraform/values.ts";
import { pastedPublicKey } from "../pasted-key.ts";
import type { KeyTerraformType, ReadKey } from "../system.ts";
import { tagsOf } from "../tags.ts";
import { apiKeyType } from "./key-type.ts";

const one: Omit<KeyTerraformType, "type" | "mode"> = {
  makes: "key",
  keyType: apiKeyType.id,
  computed: ["fingerprint", "id", "meta", "tenancy_ocid"],
  keptByUpdate: ["id", "fingerprint", "meta", "tenancy_ocid"],
  neverShown: ["key", "fingerprint", "meta"],
  secretAttributes: ["key"],
  read: readDomainKey,
  arguments: { credential: "key", owner: "user" },
  readImportId: (importId) => {
    const id = /\/(?:apiKeys|myApiKeys)\/([^/]+)$/.exec(importId)?.[1];
    return id === undefined ? {} : { id };
  },
};

const listIn = (attribute: string): Omit<KeyTerraformType, "type" | "mode"> => ({
  ...one,
  neverShown: [attribute],
  list: { attribute, inherits: ["idcs_endpoint"] },
});

/** API keys of identity domains: any user's, and the caller's own. */
export const domainKeyTypes: readonly KeyTerraformType[] = [
  { ...one, type: "oci_identity_domains_api_key", mode: "managed" },
  { ...one, type: "oci_identity_domains_api_key", mode: "data" },
  { ...one, type: "oci_identity_domains_my_api_key", mode: "managed" },
  { ...one, type: "oci_identity_domains_my_api_key", mode: "data" },
  { ...listIn("api_keys"), type: "oci_identity_domains_api_keys", mode: "data" },
  { ...listIn("my_api_keys"), type: "oci_identity_domains_my_api_keys", mode: "data" },
];

/**
 * Reads `oci_identity_domains_api_key` and `..._my_api_key` (identity_domains_api_key_resource.go). An identity domain keeps no lifecycle state:
 * a key that it shows is usable, unless it is being deleted.
 */
function readDomainKey(values: TerraformValues): ReadKey {
  const { publicKey, secretAt } = pastedPublicKey(values, "key");
  return {
    id: textOf(values, "id"),
    account: textOf(values, "tenancy_ocid"),
    realm: textOf(values, "idcs_endpoint"),
    owner: ownerOf(values),
    credential: keyPair({ publicKey, fingerprint: textOf(values, "fingerprint") }),
    secretAt,
    active: isUnknown(values["delete_in_progress"]) ? true : flagOf(values, "delete_in_progress") !== true,
    timeCreated: mapKnown(firstObjectOf(values, "meta"), (meta) => instantOf(meta, "created")),
    tags: tagsOf(values, "tags"),
    attributes: { service: "identity-domain", purpose: textOf(values, "description") },
  };
}

/**
 * The OCID is known in the whole tenancy, the SCIM id (`value`) in its domain only. Configuration gives the SCIM id, and a plan leaves the OCID
 * unknown beside it: the member that is known tells whose key it is, else the one that refers to a user.
 */
function ownerOf(values: TerraformValues): KeyOwner {
  const user = firstObjectOf(values, "user");
  const memberOf = (name: string) => mapKnown(user, (block) => textOf(block, name));
  const [ocid, scimId, name] = [memberOf("ocid"), memberOf("value"), memberOf("name")];
  const refers = (id: unknown): boolean => isUnknown(id) && id.reference !== undefined;
  const byOcid = known(ocid) !== undefined || scimId === undefined;
  const realmId = known(scimId);
  const beside = realmId === undefined ? {} : { realmId };
  const byScimId = !byOcid && (ocid === undefined || known(scimId) !== undefined || refers(scimId));
  return byScimId ? { kind: "user", id: scimId, name, idWithin: "realm" } : { kind: "user", id: ocid, name, ...beside };
}
