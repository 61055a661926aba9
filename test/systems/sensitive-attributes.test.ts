import { expect, test } from "vitest";
import { fingerprintOf, keySpecOf, publicKeyOf } from "../../src/model/credential.ts";
import type { TerraformResource, TerraformValues } from "../../src/model/terraform.ts";
import { isUnknown } from "../../src/model/unknown.ts";
import { systems } from "../../src/systems/registry.ts";
import { resourceReader } from "../../src/systems/terraform-reader.ts";
import { publicKey } from "../terraform-documents.ts";

const created = "2026-10-01 08:00:00.118 +0000 UTC";

/** What of an object stays known when Terraform marks every attribute of it as sensitive. */
function knownOf(type: string, values: TerraformValues): readonly string[] {
  const resource: TerraformResource = {
    source: "s",
    root: "s",
    document: "state",
    mode: "managed",
    type,
    name: "x",
    module: "",
    index: undefined,
    address: `${type}.x`,
    values,
    sensitive: new Set(Object.keys(values)),
    tainted: false,
    location: { uri: "s" },
    comments: [],
    places: new Map(),
  };
  const [item] = resourceReader(systems).itemsOf(resource);
  if (item?.kind === "owner") {
    const { id, name, active, canUseApiKeys, timeLastLogin } = item.owner;
    return settled({ id, name, active, canUseApiKeys, timeLastLogin });
  }
  if (item?.kind !== "view") return [];
  const { id, account, owner, active, timeCreated, timeStarted, timeExpires, timeLastUsed, attributes } = item.view;
  const times = { timeCreated, timeStarted, timeExpires, timeLastUsed };
  const parts = {
    publicKey: publicKeyOf(item.view),
    spec: keySpecOf(item.view),
    fingerprint: fingerprintOf(item.view),
  };
  return settled({ id, account, owner: owner.id, active, ...times, ...parts, ...attributes });
}

function settled(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(values)
    .filter((name) => values[name] !== undefined && !isUnknown(values[name]))
    .sort();
}

test.each<[string, TerraformValues, readonly string[]]>([
  [
    "oci_identity_api_key",
    {
      id: "t/u/f",
      user_id: "u",
      key_value: publicKey("a"),
      fingerprint: "aa:bb",
      state: "INACTIVE",
      inactive_status: "1",
      time_created: created,
    },
    ["active", "fingerprint", "inactiveStatus", "lifecycleState", "publicKey", "service", "timeCreated"],
  ],
  [
    "oci_identity_domains_api_key",
    {
      id: "k",
      user: [{ ocid: "u" }],
      key: publicKey("a"),
      fingerprint: "aa:bb",
      description: "build",
      meta: [{ created: "2026-10-01T08:00:00Z" }],
    },
    ["active", "fingerprint", "publicKey", "service", "timeCreated"],
  ],
  [
    "oci_identity_user",
    { id: "u", name: "a", state: "ACTIVE", capabilities: [{ can_use_api_keys: true }] },
    ["active", "canUseApiKeys"],
  ],
  ["oci_identity_domains_user", { ocid: "u", user_name: "a", active: true }, ["active"]],
  [
    "intersight_iam_api_key",
    {
      moid: "k",
      account_moid: "a",
      user: [{ moid: "u" }],
      purpose: "build",
      key_spec: [{ additional_properties: '{"Modulus":4096}' }],
      hash_algorithm: "SHA512",
      signing_algorithm: "Ecdsa",
      admin_status: "enable",
      oper_status: "enabled",
      is_never_expiring: false,
      create_time: created,
      start_time: created,
      expiry_date_time: created,
      last_used_time: created,
      last_used_ip: "198.51.100.7",
    },
    [
      "active",
      "adminStatus",
      "hashAlgorithm",
      "neverExpires",
      "operStatus",
      "service",
      "signingAlgorithm",
      "spec",
      "timeCreated",
      "timeExpires",
      "timeLastUsed",
      "timeStarted",
    ],
  ],
])("of %s, marked as sensitive whole, what is judged and never shown stays known", (type, values, known) => {
  expect(knownOf(type, values)).toEqual(known);
});
