// Writes fixtures/rules/ for the rules that are not about the strength of keys. Run by hand after a change here; the results are committed.
// Public keys come from fixtures/keys/: they are made when missing, and only their public halves are ever written.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  change,
  classic,
  fingerprint,
  fixtures,
  plan,
  publicKey,
  state,
  withExponent17,
} from "./terraform-fixtures.mjs";

/** @param {string} rule @param {string} file @param {object | string} content */
function write(rule, file, content) {
  const folder = join(fixtures, "rules", rule);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
}

const [a, b, c, d] = ["first", "second", "third", "fourth"].map(publicKey);
const alice = (/** @type {string} */ key, more = {}) => classic({ user: "alice", key, ...more });
const bob = (/** @type {string} */ key, more = {}) => classic({ user: "bob", key, ...more });

const unknownKeyTf = `variable "public_key" {
  type = string
}

resource "oci_identity_api_key" "ci" {
  user_id   = "ocid1.user.oc1..alice"
  key_value = var.public_key
}
`;

write(
  "key-age",
  "pass.tfstate",
  state({ young: alice(a), "not-active": alice(b, { created: "2020-01-01 00:00:00 +0000 UTC", state: "INACTIVE" }) }),
);
write("key-age", "fail.tfstate", state({ old: alice(a, { created: "2024-02-11 09:15:42.118 +0000 UTC" }) }));
write("key-age", "open.tf", unknownKeyTf);

write("inactive-key", "pass.tfstate", state({ active: alice(a) }));
write("inactive-key", "fail.tfstate", state({ idle: alice(a, { state: "INACTIVE" }) }));
write("inactive-key", "open.tf", unknownKeyTf);

const three = [change("one", ["no-op"], alice(a), alice(a)), change("two", ["no-op"], alice(b), alice(b))];
write(
  "key-count-limit",
  "pass.plan.json",
  plan([...three, change("three", ["delete"], alice(c), null), change("four", ["create"], null, alice(d))]),
);
write(
  "key-count-limit",
  "fail.plan.json",
  plan([...three, change("three", ["no-op"], alice(c), alice(c)), change("four", ["create"], null, alice(d))]),
);
write(
  "key-limit-during-apply",
  "pass.plan.json",
  plan([...three, change("three", ["delete", "create"], alice(c), alice(d))]),
);
write(
  "key-limit-during-apply",
  "fail.plan.json",
  plan([...three, change("three", ["create", "delete"], alice(c), alice(d))]),
);
// Terraform sets no order between a key that goes and another that comes.
write(
  "key-limit-during-apply",
  "open.plan.json",
  plan([...three, change("three", ["delete"], alice(c), null), change("four", ["create"], null, alice(d))]),
);
const manyTf = `variable "public_keys" {
  type = map(string)
}

resource "oci_identity_api_key" "ci" {
  for_each  = var.public_keys
  user_id   = "ocid1.user.oc1..alice"
  key_value = each.value
}
`;
write("key-count-limit", "open.tf", manyTf);

write(
  "single-active-key",
  "pass.tfstate",
  state({ current: alice(a), idle: alice(b, { state: "INACTIVE" }), other: bob(c) }),
);
write(
  "single-active-key",
  "fail.tfstate",
  state({ current: alice(a), former: alice(b, { created: "2026-09-01 08:00:00 +0000 UTC" }) }),
);
write("single-active-key", "open.tf", manyTf);

/** @param {string} spec @param {string} lines */
const intersightTf = (spec, lines) => `resource "intersight_iam_api_key" "ci" {
  purpose            = "ci"
  expiry_date_time   = "2026-12-31T00:00:00Z"
  ${lines}
  key_spec {
    object_type           = "${spec}"
  }
}
`;
write(
  "weak-algorithm",
  "pass.tf",
  intersightTf("pkix.EcdsaKeySpec", 'hash_algorithm     = "SHA256"\n  signing_algorithm  = "Ecdsa"'),
);
write(
  "weak-algorithm",
  "fail.tf",
  intersightTf("pkix.RsaAlgorithm", 'hash_algorithm     = "SHA256"\n  signing_algorithm  = "Ed25519"'),
);
write(
  "weak-algorithm",
  "open.tf",
  `variable "algorithm" {}\n\n${intersightTf("pkix.RsaAlgorithm", "signing_algorithm  = var.algorithm")}`,
);

write("duplicate-key", "pass.tfstate", state({ alice: alice(a), bob: bob(b) }));
write("duplicate-key", "fail.tfstate", state({ alice: alice(a), bob: bob(a.replaceAll("\n", "\r\n")) }));
write("duplicate-key", "open.tf", unknownKeyTf);

write("duplicate-modulus", "pass.tfstate", state({ alice: alice(a), bob: bob(b) }));
write("duplicate-modulus", "fail.tfstate", state({ alice: alice(a), bob: bob(String(withExponent17(a))) }));
write("duplicate-modulus", "open.tf", unknownKeyTf);

// One that fails needs two keys made to collide in MD5; test/rules.test.ts judges that by its facts.
write("fingerprint-collision", "pass.tfstate", state({ alice: alice(a), bob: bob(b) }));
write("fingerprint-collision", "open.tf", unknownKeyTf);

write("fingerprint-mismatch", "pass.tfstate", state({ same: alice(a) }));
write("fingerprint-mismatch", "fail.tfstate", state({ other: alice(a, { fingerprint: fingerprint(b) }) }));
write(
  "fingerprint-mismatch",
  "open.tfstate",
  state({ damaged: alice(`${a.slice(0, 200)}\n-----END PUBLIC KEY-----\n`, { fingerprint: fingerprint(b) }) }),
);

write("private-key-in-terraform", "pass.tfstate", state({ pasted: alice(a) }));
write(
  "private-key-in-terraform",
  "fail.tf",
  `resource "tls_private_key" "ci" {
  algorithm = "RSA"
  rsa_bits  = 4096
}

resource "oci_identity_api_key" "ci" {
  user_id   = "ocid1.user.oc1..alice"
  key_value = tls_private_key.ci.public_key_pem
}
`,
);
write("private-key-in-terraform", "open.tf", unknownKeyTf);

write("key-never-expires", "pass.tf", intersightTf("pkix.RsaAlgorithm", 'signing_algorithm  = "RSASSA-PSS"'));
write("key-never-expires", "fail.tf", intersightTf("pkix.RsaAlgorithm", "is_never_expiring  = true"));
write(
  "key-never-expires",
  "open.tf",
  `variable "forever" {}\n\n${intersightTf("pkix.RsaAlgorithm", "is_never_expiring  = var.forever")}`,
);

write(
  "replacement-without-overlap",
  "pass.plan.json",
  plan([change("ci", ["create", "delete"], alice(a), alice(b)), change("gone", ["delete"], bob(c), null)]),
);
write("replacement-without-overlap", "fail.plan.json", plan([change("ci", ["delete", "create"], alice(a), alice(b))]));

write("rotation-same-key", "pass.plan.json", plan([change("ci", ["delete", "create"], alice(a), alice(b))]));
write("rotation-same-key", "fail.plan.json", plan([change("ci", ["delete", "create"], alice(a), alice(a))]));
const replacedByUnknown = change("ci", ["delete", "create"], alice(a), alice(b));
delete replacedByUnknown.change.after?.key_value;
Object.assign(replacedByUnknown.change.after_unknown, { key_value: true });
write("rotation-same-key", "open.plan.json", plan([replacedByUnknown]));

/** An access key as the provider stores it, whose secret is encrypted. @param {string} status */
const accessKey = (status) => ({
  create_date: "2026-10-01T08:00:00Z",
  encrypted_secret: "(what only the holder of the PGP key reads)",
  encrypted_ses_smtp_password_v4: "(the same)",
  id: "AKIAFIXTURE000000000",
  key_fingerprint: "0000000000000000000000000000000000000000",
  pgp_key: "keybase:somebody",
  secret: null,
  ses_smtp_password_v4: null,
  status,
  user: "ci",
});
write("long-lived-access-key", "pass.tfstate", state({ idle: accessKey("Inactive") }, "aws_iam_access_key"));
write("long-lived-access-key", "fail.tfstate", state({ ci: accessKey("Active") }, "aws_iam_access_key"));
write(
  "long-lived-access-key",
  "open.tf",
  `variable "status" {
  type = string
}

resource "aws_iam_access_key" "ci" {
  user    = "ci"
  pgp_key = "keybase:somebody"
  status  = var.status
}
`,
);

const serviceAccount = "ci@prod-1.iam.gserviceaccount.com";
const serviceAccountKey = `projects/prod-1/serviceAccounts/${serviceAccount}/keys/0000000000000000000000000000000000000001`;
write(
  "user-managed-service-account-key",
  "fail.tf",
  `resource "google_service_account_key" "ci" {
  service_account_id = "${serviceAccount}"
}
`,
);
write(
  "user-managed-service-account-key",
  "open.tfstate",
  state(
    {
      ci: {
        id: serviceAccountKey,
        key_algorithm: "KEY_ALG_RSA_2048",
        name: serviceAccountKey,
        public_key: "",
        public_key_type: "TYPE_NONE",
      },
    },
    "google_service_account_key",
    "data",
  ),
);
// No source of keylint's shows a key that Google Cloud keeps itself; an inventory of another program's may.
write(
  "user-managed-service-account-key",
  "pass.ndjson",
  [
    { keylint: "inventory", version: 1, tool: "0.1.0", asOf: "2026-11-01T00:00:00Z", sources: ["google:prod-1"] },
    {
      key: {
        views: [
          {
            system: "google",
            type: "google/service-account-key",
            source: "google:prod-1",
            origin: { kind: "live", path: ["prod-1", serviceAccount, "0000000000000000000000000000000000000001"] },
            existence: "exists",
            moment: "current",
            id: serviceAccountKey,
            account: "prod-1",
            owner: { kind: "service-account", id: serviceAccount, name: serviceAccount },
            credential: { kind: "key-pair", spec: { type: "RSA", bits: 2048 } },
            timeCreated: "2026-10-28T08:00:00Z",
            timeExpires: "2026-11-14T08:00:00Z",
            active: true,
            secretAt: [],
            attributes: { neverExpires: false, userManaged: false },
            comments: [],
            location: {
              uri: `google/prod-1/${serviceAccount}/0000000000000000000000000000000000000001.apikey`,
              region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
              virtual: true,
            },
            places: {},
          },
        ],
      },
    },
    {
      end: {
        accounts: 0,
        owners: 0,
        plans: 0,
        states: 0,
        moves: 0,
        keys: 1,
        gaps: 0,
        generatedKeys: 0,
        notifications: 0,
      },
    },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join(""),
);

write(
  "secret-in-provider",
  "fail.tf",
  `provider "oci" {
  tenancy_ocid         = "ocid1.tenancy.oc1..fixture"
  user_ocid            = "ocid1.user.oc1..alice"
  private_key_path     = "~/.oci/key.pem"
  private_key_password = "made-up-for-this-fixture"
}
`,
);
