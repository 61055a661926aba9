import type { Attributes, RealKey, RealUser, Service } from "./model.ts";
import { pairOf } from "./pairs.ts";

export const tenancy = "ocid1.tenancy.oc1..aaaaaaaaworld";
export const endpoint = "https://idcs-world.identity.example.com:443";
export const account = "5f00000000000000000000aa";

export const keyTypes = {
  classic: "oci_identity_api_key",
  domain: "oci_identity_domains_api_key",
  intersight: "intersight_iam_api_key",
} as const satisfies Record<Service, string>;

export const userTypes = { classic: "oci_identity_user", domain: "oci_identity_domains_user" } as const;

/** A time as the Oracle Cloud and Intersight providers store it: Go's text form. */
export function goTime(at: number): string {
  return `${new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/\.?0*Z$/, "")} +0000 UTC`;
}

/** What `oci_identity_api_key` and its kin store of a key, after a read. */
export function keyAttributes(key: RealKey, user: RealUser): Attributes {
  if (key.service === "classic") return classicKey(key, user);
  return key.service === "domain" ? domainKey(key, user) : intersightKey(key, user);
}

export function classicId(key: RealKey, user: RealUser): string {
  return `${tenancy}/${user.id}/${pairOf(key.pair).fingerprint}`;
}

export function classicKey(key: RealKey, user: RealUser): Attributes {
  return {
    fingerprint: pairOf(key.pair).fingerprint,
    id: classicId(key, user),
    inactive_status: key.active ? null : "4",
    key_value: pairOf(key.pair).pem,
    state: key.active ? "ACTIVE" : "INACTIVE",
    time_created: goTime(key.created),
    timeouts: null,
    user_id: user.id,
  };
}

export const domainKeySettings = {
  attribute_sets: null,
  attributes: null,
  authorization: null,
  idcs_endpoint: endpoint,
  resource_type_schema_version: null,
  schemas: ["urn:ietf:params:scim:schemas:oracle:idcs:apikey"],
  timeouts: null,
} as const;

function domainKey(key: RealKey, user: RealUser): Attributes {
  const created = new Date(key.created).toISOString();
  return {
    ...domainKeySettings,
    compartment_ocid: tenancy,
    delete_in_progress: false,
    description: "",
    domain_ocid: "ocid1.domain.oc1..aaaaaaaaworld",
    fingerprint: pairOf(key.pair).fingerprint,
    id: key.id,
    idcs_created_by: [],
    idcs_last_modified_by: [],
    idcs_last_upgraded_in_release: null,
    idcs_prevented_operations: [],
    key: pairOf(key.pair).pem,
    meta: [
      {
        created,
        last_modified: created,
        location: `${endpoint}/admin/v1/ApiKeys/${key.id}`,
        resource_type: "ApiKey",
        version: "1",
      },
    ],
    ocid: `ocid1.apikey.oc1..${key.id}`,
    tags: [],
    tenancy_ocid: tenancy,
    urnietfparamsscimschemasoracleidcsextensionself_change_user: [],
    user: [
      {
        display: user.name,
        name: user.name,
        ocid: user.id,
        ref: `${endpoint}/admin/v1/Users/${user.scimId ?? ""}`,
        value: user.scimId,
      },
    ],
  };
}

const reference = (moid: string, object_type: string): Attributes => ({
  additional_properties: "",
  class_id: "mo.MoRef",
  moid,
  object_type,
  selector: "",
});

export function specText(bits: string): string {
  return JSON.stringify({ Modulus: Number(bits) });
}

function intersightKey(key: RealKey, user: RealUser): Attributes {
  return {
    account_moid: account,
    additional_properties: "",
    admin_status: key.active ? "enable" : "disable",
    ancestors: [reference(user.id, "iam.User")],
    class_id: "iam.ApiKey",
    create_time: goTime(key.created),
    domain_group_moid: "5f00000000000000000000dd",
    expiry_date_time: "2036-01-01 00:00:00 +0000 UTC",
    hash_algorithm: key.hash,
    id: key.id,
    is_never_expiring: false,
    key_spec: [
      {
        additional_properties: specText(key.pair),
        class_id: "pkix.KeyGenerationSpec",
        name: "",
        object_type: "pkix.RsaAlgorithm",
      },
    ],
    last_used_ip: "",
    last_used_time: "0001-01-01 00:00:00 +0000 UTC",
    mod_time: goTime(key.created),
    moid: key.id,
    object_type: "iam.ApiKey",
    oper_status: key.active ? "enabled" : "disabled",
    owners: [account],
    parent: [reference(user.id, "iam.User")],
    permission: [reference("5f00000000000000000000ee", "iam.Permission")],
    permission_resources: [],
    private_key: "",
    purpose: "world",
    scope: [],
    shared_scope: "",
    signing_algorithm: "RSASSA-PKCS1-v1_5",
    start_time: goTime(key.created),
    tags: [],
    user: [reference(user.id, "iam.User")],
    version_context: [],
  };
}

export function userAttributes(user: RealUser): Attributes {
  if (user.service === "domain")
    return {
      active: user.active,
      id: user.scimId,
      idcs_endpoint: endpoint,
      name: [{ family_name: user.name }],
      ocid: user.id,
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      tenancy_ocid: tenancy,
      timeouts: null,
      user_name: user.name,
    };
  return {
    capabilities: [{ can_use_api_keys: true, can_use_console_password: true }],
    compartment_id: tenancy,
    defined_tags: {},
    description: "world",
    email: null,
    freeform_tags: {},
    id: user.id,
    inactive_state: user.active ? null : "1",
    last_successful_login_time: null,
    name: user.name,
    state: user.active ? "ACTIVE" : "INACTIVE",
    time_created: "2026-01-01 08:00:00 +0000 UTC",
    timeouts: null,
  };
}

/** Marks where the material of a secret would stand; nothing of the kind is ever in a file of the world. */
export const secretMark = "-----BEGIN RSA PRIVATE KEY-----\nPRIVATE-KEY-REMOVED\n-----END RSA PRIVATE KEY-----\n";

export function pairAttributes(pair: string, bits: number): Attributes {
  return {
    algorithm: "RSA",
    ecdsa_curve: "P224",
    id: pairOf(pair).fingerprint.replaceAll(":", ""),
    private_key_openssh: secretMark,
    private_key_pem: secretMark,
    private_key_pem_pkcs8: secretMark,
    public_key_fingerprint_md5: pairOf(pair).fingerprint,
    public_key_openssh: "",
    public_key_pem: pairOf(pair).pem,
    rsa_bits: bits,
  };
}
