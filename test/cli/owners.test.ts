import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nameOf } from "../../src/model/key-name.ts";
import { classicKey, planJson, publicKey, rawState, type StateObject } from "../terraform-documents.ts";
import { scanFiles } from "../scan-files.ts";
import { keylint, root } from "./keylint.ts";

const tenancy = "ocid1.tenancy.oc1..t";
const alice = {
  id: "ocid1.user.oc1..alice",
  name: "alice",
  state: "ACTIVE",
  compartment_id: tenancy,
  capabilities: [{ can_use_api_keys: true, can_use_console_password: true }],
  last_successful_login_time: "2026-10-20 08:00:00 +0000 UTC",
};
const inactive = { ...alice, state: "INACTIVE" };
const aliceKey: StateObject = { name: "k", attributes: classicKey("alice", "k") };
const aliceIs = (attributes: object): StateObject => ({
  type: "oci_identity_user",
  name: "alice",
  attributes: { ...attributes },
});
const admins = { id: "ocid1.group.oc1..admins", name: "Administrators", compartment_id: tenancy };
const owners = { id: "ocid1.group.oc1..owners", name: "Owners", compartment_id: tenancy };
const group = (attributes: object): StateObject => ({
  type: "oci_identity_group",
  name: "g",
  attributes: { ...attributes },
});
const memberOf = (group_id: string): StateObject => ({
  type: "oci_identity_user_group_membership",
  name: "m",
  attributes: { user_id: alice.id, group_id },
});
const everything = "Allow group Owners to manage all-resources in tenancy";
const policy = (statement: string) => ({ compartment_id: tenancy, statements: [statement] });
const state = (objects: readonly StateObject[], lineage = "l") => ({ ...rawState(objects), lineage });

/** Blocks that stand in one file. */
const keyBlock = (user: string, more = ""): string =>
  `resource "oci_identity_api_key" "k" {\n${more}  user_id = ${user}\n  key_value = ${JSON.stringify(publicKey("k"))}\n}\n`;
const block = (type: string, name: string, body: string): string => `resource "${type}" "${name}" {\n  ${body}\n}\n`;

const cases: Readonly<
  Record<string, { readonly files: Readonly<Record<string, unknown>>; readonly told: readonly string[] }>
> = {
  "an inactive user of another state": {
    files: { "a.tfstate": state([aliceKey]), "b.tfstate": state([aliceIs(inactive)], "other") },
    told: ["inactive-user-key fail k"],
  },
  "an inactive user whom a data source shows": {
    files: { "a.tfstate": state([aliceKey, { ...aliceIs(inactive), mode: "data" }]) },
    told: ["inactive-user-key fail k"],
  },
  "a user of whom nothing tells": { files: { "a.tfstate": state([aliceKey]) }, told: [] },
  "a user whom configuration is to make": {
    files: { "main.tf": keyBlock("oci_identity_user.ci.id") + block("oci_identity_user", "ci", 'name = "ci"') },
    told: ["inactive-user-key pass k"],
  },
  "a user of the state that configuration declares, blocked": {
    files: {
      "main.tf": keyBlock("oci_identity_user.alice.id") + block("oci_identity_user", "alice", 'name = "alice"'),
      "terraform.tfstate": state([aliceKey, aliceIs(inactive)]),
    },
    told: ["inactive-user-key fail k"],
  },
  "a domain user whom the plan blocks": {
    files: {
      "plan.json": planJson([
        { name: "k", actions: ["no-op"], before: aliceKey.attributes, after: aliceKey.attributes },
        {
          type: "oci_identity_domains_user",
          name: "alice",
          actions: ["update"],
          before: { ocid: alice.id, user_name: "alice", active: true },
          after: { ocid: alice.id, user_name: "alice", active: false },
        },
      ]),
    },
    told: ["inactive-user-key fail k"],
  },
  "one user of two who are counted is a member": {
    files: {
      "main.tf":
        keyBlock("oci_identity_user.u[count.index].id", "  count = 2\n") +
        block("oci_identity_user", "u", 'count = 2\n  name = "u${count.index}"') +
        block("oci_identity_group", "g", 'name = "Administrators"') +
        block(
          "oci_identity_user_group_membership",
          "m",
          "user_id = oci_identity_user.u[1].id\n  group_id = oci_identity_group.g.id",
        ),
    },
    told: ["admin-user-key fail k[1]", "inactive-user-key pass k[0]", "inactive-user-key pass k[1]"],
  },
  "users, keys and memberships for each name": {
    files: {
      "main.tf":
        'locals {\n  names = toset(["a", "b"])\n}\n' +
        keyBlock("oci_identity_user.u[each.key].id", "  for_each = local.names\n") +
        block("oci_identity_user", "u", "for_each = local.names\n  name = each.key") +
        block("oci_identity_group", "g", 'name = "Administrators"') +
        block(
          ...(["oci_identity_user_group_membership", "m"] as const),
          "for_each = local.names\n  user_id = oci_identity_user.u[each.key].id\n  group_id = oci_identity_group.g.id",
        ),
    },
    told: ["a", "b"]
      .flatMap((name) => [`admin-user-key fail k["${name}"]`, `inactive-user-key pass k["${name}"]`])
      .sort(),
  },
  "a membership that the plan takes away": {
    files: {
      "terraform.tfstate": state([aliceKey, aliceIs(alice), group(admins), memberOf(admins.id)]),
      "plan.json": planJson([
        { name: "k", actions: ["no-op"], before: aliceKey.attributes, after: aliceKey.attributes },
        { ...memberOf(admins.id), actions: ["delete"], before: memberOf(admins.id).attributes },
      ]),
    },
    told: ["inactive-user-key pass k"],
  },
  "a policy that the plan takes the grant out of": {
    files: {
      "plan.json": planJson([
        ...[aliceKey, memberOf(owners.id), group(owners)].map((object) => ({
          ...object,
          actions: ["no-op"],
          before: object.attributes,
          after: object.attributes,
        })),
        {
          type: "oci_identity_policy",
          name: "p",
          actions: ["update"],
          before: policy(everything),
          after: policy("Allow group Owners to read all-resources in tenancy"),
        },
      ]),
    },
    told: [],
  },
  "a policy that the plan puts the grant into": {
    files: {
      "plan.json": planJson([
        ...[aliceKey, memberOf(owners.id), group(owners)].map((object) => ({
          ...object,
          actions: ["no-op"],
          before: object.attributes,
          after: object.attributes,
        })),
        { type: "oci_identity_policy", name: "p", actions: ["create"], after: policy(everything) },
      ]),
    },
    told: ["admin-user-key fail k"],
  },
  "a policy of another tenancy with a group of that name": {
    files: {
      "a/terraform.tfstate": state([aliceKey, memberOf(owners.id), group(owners)]),
      "b/terraform.tfstate": state(
        [
          {
            type: "oci_identity_policy",
            name: "p",
            attributes: { ...policy(everything), compartment_id: "ocid1.tenancy.oc1..u" },
          },
        ],
        "other",
      ),
    },
    told: [],
  },
  "a group of a domain whose members have SCIM ids": {
    files: {
      "terraform.tfstate": state([
        {
          type: "oci_identity_domains_api_key",
          name: "d",
          attributes: {
            id: "scimkey",
            key: publicKey("k"),
            user: [{ value: "scimalice" }],
            idcs_endpoint: "https://d",
          },
        },
        {
          type: "oci_identity_domains_group",
          name: "g",
          attributes: {
            ocid: owners.id,
            display_name: "Owners",
            idcs_endpoint: "https://d",
            members: [{ type: "User", value: "scimalice" }],
          },
        },
        {
          type: "oci_identity_policy",
          name: "p",
          attributes: policy(`Allow group id ${owners.id} to manage all-resources in tenancy`),
        },
      ]),
    },
    told: ["admin-user-key fail d"],
  },
  "a member by the SCIM id of a user whose key tells both ids": {
    files: {
      "terraform.tfstate": state([
        {
          type: "oci_identity_domains_api_key",
          name: "d",
          attributes: {
            id: "scimkey",
            key: publicKey("k"),
            user: [{ value: "scimalice", ocid: alice.id }],
            idcs_endpoint: "https://d",
          },
        },
        {
          type: "oci_identity_domains_group",
          name: "g",
          attributes: {
            ocid: owners.id,
            display_name: "Owners",
            idcs_endpoint: "https://d",
            members: [{ type: "User", value: "scimalice" }],
          },
        },
        {
          type: "oci_identity_policy",
          name: "p",
          attributes: policy(`Allow group id ${owners.id} to manage all-resources in tenancy`),
        },
      ]),
    },
    told: ["admin-user-key fail d"],
  },
  "a user who never logged in, though configuration does not tell": {
    files: {
      "main.tf": keyBlock("oci_identity_user.alice.id") + block("oci_identity_user", "alice", 'name = "alice"'),
      "terraform.tfstate": state([aliceKey, aliceIs({ ...alice, last_successful_login_time: null })]),
    },
    told: ["inactive-user-key pass k"],
  },
  "a user of a provider that did not store the last login, nor the state": {
    files: {
      "terraform.tfstate": state([
        aliceKey,
        aliceIs({ id: alice.id, name: alice.name, capabilities: alice.capabilities }),
      ]),
    },
    told: ["inactive-user-key open k"],
  },
  "a domain user whose last login was not asked for": {
    files: {
      "terraform.tfstate": state([
        aliceKey,
        {
          type: "oci_identity_domains_user",
          name: "alice",
          attributes: {
            id: "scimalice",
            ocid: alice.id,
            user_name: "alice",
            active: true,
            urnietfparamsscimschemasoracleidcsextensioncapabilities_user: [{ can_use_console_password: true }],
            urnietfparamsscimschemasoracleidcsextensionuser_state_user: [
              { last_successful_login_date: null, locked: [] },
            ],
          },
        },
      ]),
    },
    told: ["inactive-user-key pass k"],
  },
  "everybody is granted everything": {
    files: {
      "terraform.tfstate": state([
        aliceKey,
        {
          type: "oci_identity_policy",
          name: "p",
          attributes: policy("Allow any-user to manage all-resources in tenancy"),
        },
      ]),
    },
    told: ["admin-user-key fail k"],
  },
};

const rules = new Set(["admin-user-key", "inactive-user-key", "user-without-login"]);

describe("owners whom Terraform describes meet their keys, whatever the order of the files", () => {
  test.each(Object.entries(cases))("%s", async (_, { files, told }) => {
    const names = Object.keys(files).map((name) => (name.endsWith(".tf") ? "." : name));
    for (const sources of [["."], names, names.toReversed()]) {
      const run = await scanFiles(files, { sources, alone: true });
      const found = [...run.results()]
        .filter(({ kind, rule }) => rules.has(rule.id) && kind !== "notApplicable")
        .map(({ kind, rule, subject }) => `${rule.id} ${kind} ${nameOf(subject).replace(/^\w+\./, "")}`);
      expect(found.sort()).toEqual(told);
    }
  });
});

describe("a listing and Terraform", () => {
  const listed = join(root, "fixtures/rules/admin-user-key/pass.ndjson");
  const user = "ocid1.user.oc1..aaaaaaaaalice";
  let cwd = "";
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "keylint-owners-"));
    const member = { ...memberOf(admins.id), attributes: { user_id: user, group_id: admins.id } };
    const files = {
      "state/terraform.tfstate": JSON.stringify(state([group(admins), member])),
      "hcl/main.tf":
        block("oci_identity_group", "g", 'name = "Administrators"') +
        block("oci_identity_user_group_membership", "m", `user_id = "${user}"\n  group_id = oci_identity_group.g.id`),
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(cwd, name)), { recursive: true });
      await writeFile(join(cwd, name), text);
    }
  });
  afterAll(() => rm(cwd, { recursive: true }));

  const verdict = async (args: readonly string[], stdin = ""): Promise<unknown> => {
    const command = ["scan", "--as-of", "2026-11-01", "--report", "json", ...args];
    const { stdout } = await keylint(command, { cwd, stdin });
    const results: readonly { readonly rule: string; readonly kind: string }[] = JSON.parse(stdout).results;
    return results.filter(({ rule }) => rule === "admin-user-key").map(({ kind }) => kind);
  };

  test("what the listing knows beats what a state has kept, and not what Terraform is to make", async () => {
    expect(await verdict([listed])).toEqual(["pass"]);
    expect(await verdict([listed, "state"])).toEqual(["pass"]);
    expect(await verdict(["hcl", listed])).toEqual(["fail"]);
  });

  test("an inventory holds what it takes to find administrators", async () => {
    const { stdout } = await keylint(["inventory", "hcl", listed], { cwd });
    expect(await verdict(["-"], stdout)).toEqual(["fail"]);
  });
});
