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

/** Whether the key is judged as before, and whether any report shows its user or its id. */
function outcome(run: Run): { readonly age: string | undefined; readonly shown: boolean } {
  return { age: verdicts(run, "key-age")["oci_identity_api_key.k"], shown: reports(run).includes("verysecret") };
}

const hidden = { age: "fail", shown: false };

describe("what Terraform marks as sensitive is judged and never shown", () => {
  test("in a plan", async () => {
    const plan = planJson([{ name: "k", actions: ["no-op"], before: attributes, after: attributes }]);
    const marks = { user_id: true, id: true, key_value: true };
    const marked = JSON.parse(
      JSON.stringify(plan).replace('"after_unknown":', `"after_sensitive":${JSON.stringify(marks)},"after_unknown":`),
    );
    expect(reports(await scanFiles({ "plan.json": plan }))).toContain(secret);
    expect(outcome(await scanFiles({ "plan.json": marked }))).toEqual(hidden);
  });

  test("in configuration, by a variable that is declared sensitive, however deep", async () => {
    const tf = (sensitive: boolean) => ({
      "main.tf": `variable "user" {\n  sensitive = ${sensitive}\n  default   = "${secret}"\n}\nlocals {\n  users = [var.user]\n}\nmodule "m" {\n  source = "./m"\n  user   = "\${local.users[0]}"\n}\n`,
      "m/main.tf": `variable "user" {}\nresource "oci_identity_api_key" "k" {\n  user_id   = var.user\n  key_value = "x"\n}\n`,
    });
    expect(reports(await scanFiles(tf(false)))).toContain(secret);
    expect(reports(await scanFiles(tf(true)))).not.toContain("verysecret");
  });

  test("in a raw state", async () => {
    const paths = ["user_id", "id"].map((value) => [{ type: "get_attr", value }]);
    const state = JSON.parse(
      JSON.stringify(rawState([{ name: "k", attributes }])).replace(
        '"sensitive_attributes":[]',
        `"sensitive_attributes":${JSON.stringify(paths)}`,
      ),
    );
    expect(outcome(await scanFiles({ "s.tfstate": state }))).toEqual(hidden);
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
    expect(
      outcome(
        await scanFiles({ "s.json": { format_version: "1.0", values: { root_module: { resources: [resource] } } } }),
      ),
    ).toEqual(hidden);
  });
});
