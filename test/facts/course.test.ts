import { expect, test } from "vitest";
import { scanFiles, verdicts } from "../scan-files.ts";
import { classicKey, planJson } from "../terraform-documents.ts";

const rule = "replacement-without-overlap";
const replaced = (actions: readonly string[]) => ({
  name: "k",
  actions,
  before: classicKey("u", "a"),
  after: classicKey("u", "b"),
});

test("destroying a user's last key before its successor exists fails", async () => {
  const run = await scanFiles({ "plan.json": planJson([replaced(["delete", "create"])]) });
  expect(verdicts(run, rule)).toEqual({ "oci_identity_api_key.k": "fail" });
});

test("creating the successor first, or another active key of the user, passes", async () => {
  expect(verdicts(await scanFiles({ "plan.json": planJson([replaced(["create", "delete"])]) }), rule)).toEqual({
    "oci_identity_api_key.k": "pass",
  });
  const other = { name: "other", actions: ["no-op"], before: classicKey("u", "c"), after: classicKey("u", "c") };
  expect(verdicts(await scanFiles({ "plan.json": planJson([replaced(["delete", "create"]), other]) }), rule)).toEqual({
    "oci_identity_api_key.k": "pass",
  });
});

test("another user's key, or an inactive one, is no overlap", async () => {
  const foreign = { name: "foreign", actions: ["no-op"], before: classicKey("v", "c"), after: classicKey("v", "c") };
  const idle = {
    name: "idle",
    actions: ["no-op"],
    before: classicKey("u", "d", { state: "INACTIVE" }),
    after: classicKey("u", "d", { state: "INACTIVE" }),
  };
  const run = await scanFiles({ "plan.json": planJson([replaced(["delete", "create"]), foreign, idle]) });
  expect(verdicts(run, rule)).toEqual({ "oci_identity_api_key.k": "fail" });
});

test("a delete and an unrelated create of the same user may run in either order, and fails; giving a key up does not", async () => {
  const gone = { name: "old", actions: ["delete"], before: classicKey("u", "a") };
  const fresh = { name: "new", actions: ["create"], after: classicKey("u", "b") };
  expect(verdicts(await scanFiles({ "plan.json": planJson([gone, fresh]) }), rule)).toEqual({
    "oci_identity_api_key.old": "fail",
  });
  expect(verdicts(await scanFiles({ "plan.json": planJson([gone]) }), rule)).toEqual({
    "oci_identity_api_key.old": "pass",
  });
});

test("a key that the plan destroys or replaces is not too old any more, nor is the one that it creates", async () => {
  const ancient = { time_created: "2020-01-01 00:00:00 +0000 UTC" };
  const plan = planJson([
    {
      name: "replaced",
      actions: ["delete", "create"],
      before: classicKey("u", "a", ancient),
      after: classicKey("u", "b"),
    },
    { name: "gone", actions: ["delete"], before: classicKey("v", "c", ancient) },
    { name: "stays", actions: ["no-op"], before: classicKey("w", "d", ancient), after: classicKey("w", "d", ancient) },
  ]);
  expect(verdicts(await scanFiles({ "plan.json": plan }), "key-age")).toEqual({
    "oci_identity_api_key.replaced": "pass",
    "oci_identity_api_key.stays": "fail",
  });
});

test("age is read from the before side where the after side leaves creation unknown", async () => {
  const before = {
    create_time: "2020-01-01 00:00:00 +0000 UTC",
    moid: "m",
    admin_status: "enable",
    oper_status: "enabled",
  };
  const plan = planJson([
    {
      type: "intersight_iam_api_key",
      name: "k",
      actions: ["update"],
      before,
      after: { ...before, purpose: "x" },
      unknown: ["create_time"],
    },
  ]);
  expect(verdicts(await scanFiles({ "plan.json": plan }), "key-age")).toEqual({ "intersight_iam_api_key.k": "fail" });
});
