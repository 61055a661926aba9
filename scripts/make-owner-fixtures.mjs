// Writes the fixtures of rules about owners that are read from Terraform: users, and who administers the account. Run by hand after a change here.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { classic, fixtures, publicKey, state, tenancy } from "./terraform-fixtures.mjs";

/** @param {string} path below fixtures/rules @param {object | string} content */
function write(path, content) {
  const text = typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`;
  writeFileSync(join(fixtures, "rules", path), text);
}

const key = publicKey("first");

/** A user as the provider stores one. @param {string} name @param {Record<string, unknown>} more */
const user = (name, more = {}) => ({
  capabilities: [{ can_use_api_keys: true, can_use_console_password: true }],
  compartment_id: tenancy,
  description: name,
  id: `ocid1.user.oc1..${name}`,
  inactive_state: null,
  last_successful_login_time: null,
  name,
  state: "ACTIVE",
  time_created: "2026-01-10 08:00:00 +0000 UTC",
  ...more,
});

/** A state of several types. @param {readonly { readonly resources: readonly object[] }[]} states */
const together = (...states) => ({ ...state({}), resources: states.flatMap(({ resources }) => resources) });

const aliceKey = state({ ci: classic({ user: "alice", key }) });
const users = (/** @type {readonly object[]} */ ...all) =>
  state({ all: { compartment_id: tenancy, users: all } }, "oci_identity_users", "data");
const alice = (more = {}) => state({ alice: user("alice", more) }, "oci_identity_user");

write("inactive-user-key/pass.tfstate", together(aliceKey, alice()));
write("inactive-user-key/fail.tfstate", together(aliceKey, alice({ state: "INACTIVE" })));
write(
  "inactive-user-key/fail-data.tfstate",
  together(aliceKey, users(user("bob"), user("alice", { state: "INACTIVE" }))),
);
// Nothing in it tells of bob, whose key is not judged.
write(
  "inactive-user-key/pass-undescribed.tfstate",
  together(state({ ci: classic({ user: "bob", key: publicKey("second") }) }), aliceKey, alice()),
);

const declaredUser = `resource "oci_identity_user" "ci" {
  compartment_id = "${tenancy}"
  name           = "ci"
  description    = "uploads the nightly build"
}

resource "oci_identity_api_key" "ci" {
  user_id   = oci_identity_user.ci.id
  key_value = ${JSON.stringify(key)}
}
`;
// A user that Terraform will make is active.
write("inactive-user-key/pass.tf", declaredUser);

const group = (/** @type {string} */ name, /** @type {string} */ id) =>
  state({ group: { compartment_id: tenancy, description: name, id, name, state: "ACTIVE" } }, "oci_identity_group");
const aliceIn = (/** @type {string} */ group_id) =>
  state(
    { alice: { compartment_id: tenancy, group_id, state: "ACTIVE", user_id: "ocid1.user.oc1..alice" } },
    "oci_identity_user_group_membership",
  );
const policy = (/** @type {readonly string[]} */ ...statements) =>
  state({ all: { compartment_id: tenancy, name: "all", statements } }, "oci_identity_policy");
const [admins, owners] = ["ocid1.group.oc1..admins", "ocid1.group.oc1..owners"];
const everything = "Allow group Owners to manage all-resources in tenancy";

write("admin-user-key/fail.tfstate", together(aliceKey, group("Administrators", admins), aliceIn(admins)));
write(
  "admin-user-key/fail-policy.tfstate",
  together(aliceKey, policy(everything), aliceIn(owners), group("Owners", owners), alice()),
);
write(
  "admin-user-key/open.tfstate",
  together(
    aliceKey,
    policy(`${everything} where request.user.mfaTotpVerified='true'`),
    aliceIn(owners),
    group("Owners", owners),
  ),
);
write(
  "admin-user-key/fail.tf",
  `${declaredUser}
resource "oci_identity_group" "owners" {
  compartment_id = "${tenancy}"
  name           = "Owners"
  description    = "own the tenancy"
}

resource "oci_identity_policy" "owners" {
  compartment_id = "${tenancy}"
  name           = "owners"
  description    = "everything"
  statements     = ["Allow group \${oci_identity_group.owners.name} to manage all-resources in tenancy"]
}

resource "oci_identity_user_group_membership" "ci" {
  user_id  = oci_identity_user.ci.id
  group_id = oci_identity_group.owners.id
}
`,
);
