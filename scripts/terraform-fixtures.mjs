// What the generators of fixtures share: public keys, and Terraform documents that hold them as the provider writes them.
import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url));
export const tenancy = "ocid1.tenancy.oc1..demo";

/** @param {string} name */
export function publicKey(name, bits = 2048) {
  const path = join(fixtures, "keys", `${name}.pem`);
  if (!existsSync(path)) {
    mkdirSync(join(fixtures, "keys"), { recursive: true });
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
    writeFileSync(path, publicKey.export({ type: "spki", format: "pem" }));
  }
  return readFileSync(path, "utf8");
}

/** @param {string} pem */
export function fingerprint(pem) {
  const der = createPublicKey(pem).export({ type: "spki", format: "der" });
  return (createHash("md5").update(der).digest("hex").match(/../g) ?? []).join(":");
}

/** The same modulus with exponent 17. @param {string} pem */
export function withExponent17(pem) {
  const jwk = createPublicKey(pem).export({ format: "jwk" });
  return createPublicKey({ key: { ...jwk, e: "EQ" }, format: "jwk" }).export({ type: "spki", format: "pem" });
}

/** Attributes of an oci_identity_api_key as the provider stores them. @param {{ user: string, key: string, created?: string, state?: string, fingerprint?: string }} of */
export function classic({
  user,
  key,
  created = "2026-10-01 08:00:00.118 +0000 UTC",
  state = "ACTIVE",
  fingerprint: recorded = fingerprint(key),
}) {
  const user_id = `ocid1.user.oc1..${user}`;
  return {
    fingerprint: recorded,
    id: `${tenancy}/${user_id}/${recorded}`,
    inactive_status: null,
    key_value: key,
    state,
    time_created: created,
    timeouts: null,
    user_id,
  };
}

/** Where the provider of a type comes from. @param {string} type */
function providerOf(type) {
  const prefix = type.split("_", 1)[0];
  return `registry.terraform.io/${prefix === "oci" ? "oracle" : prefix === "intersight" ? "CiscoDevNet" : "hashicorp"}/${prefix}`;
}

/** @param {Record<string, object>} keys attributes by resource name */
export function state(keys, type = "oci_identity_api_key", mode = "managed") {
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial: 7,
    lineage: "3f1f2f64-0000-4000-8000-000000000001",
    outputs: {},
    resources: Object.entries(keys).map(([name, attributes]) => ({
      mode,
      type,
      name,
      provider: `provider["${providerOf(type)}"]`,
      instances: [{ schema_version: 0, attributes, sensitive_attributes: [] }],
    })),
    check_results: null,
  };
}

const computed = ["fingerprint", "id", "inactive_status", "state", "time_created"];

/** A change of a plan. @param {string} name @param {readonly string[]} actions @param {Record<string, unknown> | null} before @param {Record<string, unknown> | null} after */
export function change(name, actions, before, after, type = "oci_identity_api_key") {
  const creates = actions.includes("create");
  const known =
    after === null
      ? null
      : creates
        ? Object.fromEntries(Object.entries(after).filter(([key]) => !computed.includes(key)))
        : after;
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: providerOf(type),
    change: {
      actions,
      before,
      after: known,
      after_unknown: creates ? Object.fromEntries(computed.map((key) => [key, true])) : {},
      before_sensitive: false,
      after_sensitive: false,
    },
  };
}

/** @param {readonly object[]} changes */
export function plan(changes) {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes,
    configuration: { root_module: {} },
    applyable: true,
    complete: true,
    errored: false,
  };
}
