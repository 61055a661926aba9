// Writes fixtures/projects/demo/: the configuration of a small platform team, and the plan made from it. Run by hand; the results are committed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { change, classic, fixtures, plan, publicKey } from "./terraform-fixtures.mjs";

const folder = join(fixtures, "projects/demo");
mkdirSync(folder, { recursive: true });

const shared = publicKey("first");
const ingest = publicKey("second");
const ingestNext = publicKey("third");
const legacy = publicKey("legacy", 1024);
const ci = "ocid1.user.oc1..ci";
const heredoc = (/** @type {string} */ pem) => `<<-EOT\n${pem.trimEnd().replaceAll(/^/gm, "    ")}\n  EOT`;

writeFileSync(
  join(folder, "users.tf"),
  `# People do not get API keys here, pipelines do.
resource "oci_identity_user" "deploy" {
  name        = "deploy"
  description = "deploys from the main branch"
}
`,
);
writeFileSync(
  join(folder, "variables.tf"),
  `variable "ci_user" {
  type    = string
  default = "${ci}"
}

variable "reporting_public_key" {
  description = "public half of the reporting team's key; they hand it over when they have made it"
  type        = string
}
`,
);
writeFileSync(
  join(folder, "keys.tf"),
  `# Made in spring last year and never rotated.
resource "oci_identity_api_key" "ci" {
  user_id   = var.ci_user
  key_value = ${heredoc(shared)}
}

# The backup job got a copy of the same pair "for now".
resource "oci_identity_api_key" "backup" {
  user_id   = "ocid1.user.oc1..backup"
  key_value = ${heredoc(shared)}
}

# Terraform makes this pair, so the private half is in the state.
resource "tls_private_key" "deploy" {
  algorithm = "RSA"
  rsa_bits  = 4096
}

resource "oci_identity_api_key" "deploy" {
  user_id   = oci_identity_user.deploy.id
  key_value = tls_private_key.deploy.public_key_pem
}

# From a time when 1024 bits were enough.
resource "oci_identity_api_key" "legacy" {
  user_id   = "ocid1.user.oc1..legacy"
  key_value = ${heredoc(legacy)}
}

# A rotation that leaves the job without a key for a moment.
resource "oci_identity_api_key" "ingest" {
  user_id   = "ocid1.user.oc1..ingest"
  key_value = ${heredoc(ingestNext)}
}

resource "oci_identity_domains_api_key" "reporting" {
  idcs_endpoint = "https://idcs-0123.identity.oraclecloud.com"
  schemas       = ["urn:ietf:params:scim:schemas:oracle:idcs:apikey"]
  key           = var.reporting_public_key
  user {
    ocid = "ocid1.user.oc1..reporting"
  }
}

resource "intersight_iam_api_key" "monitoring" {
  purpose           = "fabric monitoring"
  hash_algorithm    = "SHA512_224"
  is_never_expiring = true
  key_spec {
    object_type           = "pkix.RsaAlgorithm"
    additional_properties = jsonencode({ Modulus = 3072 })
  }
}
`,
);

const old = { created: "2025-03-14 09:26:53.589 +0000 UTC" };
const ciKey = classic({ user: "ci", key: shared, ...old });
const backupKey = classic({ user: "backup", key: shared, created: "2026-09-20 07:00:00 +0000 UTC" });
const legacyKey = classic({ user: "legacy", key: legacy, created: "2026-10-05 16:20:00 +0000 UTC" });
const ingestBefore = classic({ user: "ingest", key: ingest, created: "2026-08-20 10:00:00 +0000 UTC" });
const ingestAfter = classic({ user: "ingest", key: ingestNext });

const created = (
  /** @type {string} */ type,
  /** @type {string} */ name,
  /** @type {object} */ after,
  /** @type {object} */ after_unknown,
) => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  provider_name: "registry.terraform.io/hashicorp/none",
  change: { actions: ["create"], before: null, after, after_unknown, before_sensitive: false, after_sensitive: false },
});
const reference = (/** @type {string} */ resource, /** @type {string} */ attribute) => ({
  references: [`${resource}.${attribute}`, resource],
});

const deployKey = created(
  "oci_identity_api_key",
  "deploy",
  { timeouts: null },
  {
    fingerprint: true,
    id: true,
    inactive_status: true,
    key_value: true,
    state: true,
    time_created: true,
    user_id: true,
  },
);
const made = plan([
  change("ci", ["no-op"], ciKey, ciKey),
  change("backup", ["no-op"], backupKey, backupKey),
  deployKey,
  change("legacy", ["no-op"], legacyKey, legacyKey),
  change("ingest", ["delete", "create"], ingestBefore, ingestAfter),
  created(
    "oci_identity_domains_api_key",
    "reporting",
    {
      idcs_endpoint: "https://idcs-0123.identity.oraclecloud.com",
      schemas: ["urn:ietf:params:scim:schemas:oracle:idcs:apikey"],
      user: [{ ocid: "ocid1.user.oc1..reporting" }],
    },
    {
      fingerprint: true,
      id: true,
      key: true,
      meta: true,
      tenancy_ocid: true,
      user: [{ display: true, name: true, ref: true, value: true }],
    },
  ),
  created(
    "intersight_iam_api_key",
    "monitoring",
    {
      admin_status: "enable",
      hash_algorithm: "SHA512_224",
      signing_algorithm: "RSASSA-PKCS1-v1_5",
      is_never_expiring: true,
      purpose: "fabric monitoring",
      key_spec: [
        {
          additional_properties: '{"Modulus":3072}',
          class_id: "pkix.KeyGenerationSpec",
          object_type: "pkix.RsaAlgorithm",
        },
      ],
    },
    { account_moid: true, create_time: true, id: true, moid: true, oper_status: true, start_time: true, user: true },
  ),
  created(
    "oci_identity_user",
    "deploy",
    { name: "deploy", description: "deploys from the main branch" },
    { id: true, state: true, time_created: true, capabilities: true },
  ),
  created(
    "tls_private_key",
    "deploy",
    { algorithm: "RSA", rsa_bits: 4096 },
    { id: true, public_key_pem: true, private_key_pem: true },
  ),
]);
made.configuration.root_module = {
  resources: [
    {
      address: "oci_identity_api_key.deploy",
      mode: "managed",
      type: "oci_identity_api_key",
      name: "deploy",
      expressions: {
        user_id: reference("oci_identity_user.deploy", "id"),
        key_value: reference("tls_private_key.deploy", "public_key_pem"),
      },
    },
    {
      address: "oci_identity_domains_api_key.reporting",
      mode: "managed",
      type: "oci_identity_domains_api_key",
      name: "reporting",
      expressions: { key: { references: ["var.reporting_public_key"] } },
    },
  ],
};
writeFileSync(join(folder, "plan.json"), `${JSON.stringify(made, null, 1)}\n`);
