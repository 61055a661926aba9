import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { scanFiles, verdicts } from "../scan-files.ts";
import { rawState } from "../terraform-documents.ts";

const rule = "private-key-in-terraform";

/** A key whose public half is this expression over a pair that Terraform makes. */
const configuration = (expression: string): string => `resource "tls_private_key" "ci" {
  algorithm = "RSA"
}
variable "own" {}
variable "none" {
  default = ""
}
locals {
  pem = replace(tls_private_key.ci.public_key_pem, "\\r", "")
}
resource "oci_identity_api_key" "ci" {
  user_id   = "ocid1.user.oc1..alice"
  key_value = ${expression}
}
`;

describe("a public key that is put together from a pair that Terraform makes", () => {
  test.each([
    "tls_private_key.ci.public_key_pem",
    "trimspace(tls_private_key.ci.public_key_pem)",
    "local.pem",
    'format("%s\\n", trimspace(tls_private_key.ci.public_key_pem))',
    'join("\\n", [trimspace(tls_private_key.ci.public_key_pem), ""])',
    '"${trimspace(tls_private_key.ci.public_key_pem)}\\n# ${var.own}"',
    "base64decode(base64encode(tls_private_key.ci.public_key_pem))",
    'split("#", tls_private_key.ci.public_key_pem)[0]',
    'var.none != "" ? var.none : trimprefix(tls_private_key.ci.public_key_pem, " ")',
  ])("%s", async (expression) => {
    const run = await scanFiles({ "main.tf": configuration(expression) });
    expect(verdicts(run, rule)).toEqual({ "oci_identity_api_key.ci": "fail" });
    const result = [...run.results()].find((one) => one.rule.id === rule);
    expect(result?.message).toContain("comes into Terraform's state when the key is made");
  });

  test.each([
    ["only asked something of the pair", 'tls_private_key.ci.public_key_pem == "x" ? var.own : trimspace(var.own)'],
    ["of another variable", 'replace(var.own, "\\r", "")'],
    ["only chosen by it", 'lookup({ a = "b" }, tls_private_key.ci.id, var.own)'],
  ])("and not where it is %s", async (_, expression) => {
    const run = await scanFiles({ "main.tf": configuration(expression) });
    expect(verdicts(run, rule)).toEqual({ "oci_identity_api_key.ci": "open" });
  });
});

test("the data source that makes a public half of a private one has both in the state", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const key = {
    type: "oci_identity_api_key",
    name: "ci",
    attributes: { user_id: "ocid1.user.oc1..alice", key_value: publicKey },
  };
  const data = {
    type: "tls_public_key",
    mode: "data",
    name: "ci",
    attributes: { private_key_pem: privateKey, public_key_pem: publicKey },
  } as const;
  expect(verdicts(await scanFiles({ "x.tfstate": rawState([key]) }), rule)).toEqual({
    "oci_identity_api_key.ci": "pass",
  });
  const run = await scanFiles({ "x.tfstate": rawState([key, data]) });
  expect(verdicts(run, rule)).toEqual({ "oci_identity_api_key.ci": "fail" });
});
