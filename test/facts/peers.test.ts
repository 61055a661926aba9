import { describe, expect, test } from "vitest";
import { scanFiles, verdicts } from "../scan-files.ts";
import { classicKey, planJson, rawState } from "../terraform-documents.ts";

const key = (user: string, name: string, more = {}) => ({ name, attributes: classicKey(user, name, more) });

describe("the keys of one user", () => {
  test("are counted as they will be after the plan", async () => {
    const three = ["a", "b", "c"].map((name) => ({
      name,
      actions: ["no-op"],
      before: classicKey("u", name),
      after: classicKey("u", name),
    }));
    const fourth = { name: "d", actions: ["create"], after: classicKey("u", "d") };
    const gone = { name: "c", actions: ["delete"], before: classicKey("u", "c") };
    expect(verdicts(await scanFiles({ "plan.json": planJson([...three, fourth]) }), "key-count-limit")).toEqual({
      "oci_identity_api_key.a": "pass",
      "oci_identity_api_key.b": "pass",
      "oci_identity_api_key.c": "pass",
      "oci_identity_api_key.d": "fail",
    });
    const within = await scanFiles({ "plan.json": planJson([...three.slice(0, 2), gone, fourth]) });
    expect(Object.values(verdicts(within, "key-count-limit"))).toEqual(["pass", "pass", "pass"]);
  });

  test("a forgotten key still exists, a deposed one too", async () => {
    const forgotten = { name: "d", actions: ["forget"], before: classicKey("u", "d") };
    const three = ["a", "b", "c"].map((name) => ({
      name,
      actions: ["no-op"],
      before: classicKey("u", name),
      after: classicKey("u", name),
    }));
    const run = await scanFiles({ "plan.json": planJson([...three, forgotten]) });
    expect(Object.values(verdicts(run, "key-count-limit"))).toContain("fail");
    const state = await scanFiles({
      "s.tfstate": rawState([key("u", "a"), key("u", "b"), key("u", "c"), { ...key("u", "d"), deposed: "0a1b2c3d" }]),
    });
    expect(Object.values(verdicts(state, "key-count-limit"))).toContain("fail");
  });

  test("a data source that shows a managed key does not count it twice", async () => {
    const managed = ["a", "b"].map((name) => key("u", name));
    const listed = {
      type: "oci_identity_api_keys",
      mode: "data" as const,
      name: "all",
      attributes: { user_id: "u", api_keys: managed.map(({ attributes }) => attributes) },
    };
    const run = await scanFiles({ "s.tfstate": rawState([...managed, listed]) });
    expect(run.keys).toHaveLength(2);
    expect(new Set(Object.values(verdicts(run, "key-count-limit")))).toEqual(new Set(["pass"]));
    expect(new Set(Object.values(verdicts(run, "duplicate-key")))).toEqual(new Set(["pass"]));
  });

  test("of which only the newest active one passes single-active-key", async () => {
    const run = await scanFiles({
      "s.tfstate": rawState([
        key("u", "new", { time_created: "2026-10-20 08:00:00 +0000 UTC" }),
        key("u", "old", { time_created: "2026-10-10 08:00:00 +0000 UTC" }),
        key("u", "idle", { state: "INACTIVE" }),
      ]),
    });
    expect(verdicts(run, "single-active-key")).toEqual({
      "oci_identity_api_key.new": "pass",
      "oci_identity_api_key.old": "fail",
      "oci_identity_api_key.idle": "notApplicable",
    });
  });

  test("are those of one user also where only a reference to the user is known", async () => {
    const tf = `resource "oci_identity_user" "u" {
  name        = "u"
  description = "u"
}
resource "oci_identity_user" "v" {
  name        = "v"
  description = "v"
}
${["a", "b"].map((name) => `resource "oci_identity_api_key" "${name}" {\n  user_id   = oci_identity_user.u.id\n  key_value = var.${name}\n}\nvariable "${name}" {}\n`).join("")}
resource "oci_identity_api_key" "c" {
  user_id   = oci_identity_user.v.id
  key_value = var.a
}
`;
    const kinds = verdicts(await scanFiles({ "main.tf": tf }), "single-active-key");
    expect(Object.values(kinds).toSorted()).toEqual(["fail", "pass", "pass"]);
    expect(kinds["oci_identity_api_key.c"]).toBe("pass");
  });

  test("for_each keys of for_each users have one user each", async () => {
    const after = { timeouts: null };
    const unknown = ["fingerprint", "id", "state", "time_created", "user_id", "key_value"];
    const changes = ["x", "y"].flatMap((index) => [
      { type: "oci_identity_user", name: "u", index, actions: ["create"], after: { name: index }, unknown: ["id"] },
      { name: "k", index, actions: ["create"], after, unknown },
    ]);
    const configuration = {
      root_module: {
        resources: [
          {
            address: "oci_identity_api_key.k",
            mode: "managed",
            type: "oci_identity_api_key",
            name: "k",
            expressions: { user_id: { references: ["oci_identity_user.u", "each.key"] } },
            for_each_expression: {},
          },
        ],
      },
    };
    const run = await scanFiles({ "plan.json": planJson(changes, configuration) });
    expect(verdicts(run, "single-active-key")).toEqual({
      'oci_identity_api_key.k["x"]': "pass",
      'oci_identity_api_key.k["y"]': "pass",
    });
  });

  test("keys and users that may not be there are still joined", async () => {
    const tf = `variable "create" {}
resource "oci_identity_user" "u" {
  count = var.create ? 1 : 0
}
resource "oci_identity_api_key" "k" {
  count     = var.create ? 1 : 0
  user_id   = oci_identity_user.u[0].id
  key_value = tls_private_key.t[0].public_key_pem
}
resource "tls_private_key" "t" {
  count     = var.create ? 1 : 0
  algorithm = "RSA"
  rsa_bits  = 1024
}
`;
    const run = await scanFiles({ "main.tf": tf });
    expect(verdicts(run, "private-key-in-terraform")).toEqual({ "oci_identity_api_key.k": "fail" });
  });

  test("can't be counted when one block may have any number of instances", async () => {
    const tf = `variable "keys" {}\nresource "oci_identity_api_key" "k" {\n  for_each  = var.keys\n  user_id   = "ocid1.user.oc1..u"\n  key_value = each.value\n}\n`;
    const run = await scanFiles({ "main.tf": tf });
    expect(Object.values(verdicts(run, "key-count-limit"))).toEqual(["open"]);
  });
});
