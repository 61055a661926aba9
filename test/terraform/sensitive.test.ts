import { describe, expect, test } from "vitest";
import { sarifFull } from "../../src/reporters/sarif/sarif.ts";
import { text } from "../../src/reporters/text/text.ts";
import type { Run } from "../../src/model/run.ts";
import { scanFiles, verdicts } from "../scan-files.ts";
import { classicKey, planJson, rawState } from "../terraform-documents.ts";

const secret = "ocid1.user.oc1..verysecret";
const attributes = { ...classicKey("verysecret", "a"), time_created: "2020-01-01 00:00:00 +0000 UTC" };

function reports(run: Run): string {
  const options = { color: false, width: 100, readText: () => undefined, newOnly: false, allowIncomplete: false };
  return [...text(run, options), ...sarifFull(run, options)].join("");
}

/** The key is judged as before, but its user and its id are shown nowhere. */
function expectHidden(run: Run): void {
  expect(Object.values(verdicts(run, "key-age"))).toEqual(["fail"]);
  expect(reports(run)).toContain("key-age");
  expect(reports(run)).not.toContain("verysecret");
}

describe("what Terraform marks as sensitive is judged and never shown", () => {
  test("in a plan", async () => {
    const plan = planJson([{ name: "k", actions: ["no-op"], before: attributes, after: attributes }]);
    const marks = { user_id: true, id: true, key_value: true };
    const marked = JSON.parse(
      JSON.stringify(plan).replace('"after_unknown":', `"after_sensitive":${JSON.stringify(marks)},"after_unknown":`),
    );
    expect(reports(await scanFiles({ "plan.json": plan }))).toContain(secret);
    expectHidden(await scanFiles({ "plan.json": marked }));
  });

  test("in a raw state", async () => {
    const paths = ["user_id", "id"].map((value) => [{ type: "get_attr", value }]);
    const state = JSON.parse(
      JSON.stringify(rawState([{ name: "k", attributes }])).replace(
        '"sensitive_attributes":[]',
        `"sensitive_attributes":${JSON.stringify(paths)}`,
      ),
    );
    expectHidden(await scanFiles({ "s.tfstate": state }));
  });

  test("in a state that terraform show prints", async () => {
    const resource = {
      address: "oci_identity_api_key.k",
      mode: "managed",
      type: "oci_identity_api_key",
      name: "k",
      values: attributes,
      sensitive_values: { user_id: true, id: true },
    };
    expectHidden(
      await scanFiles({ "s.json": { format_version: "1.0", values: { root_module: { resources: [resource] } } } }),
    );
  });
});
