import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { json } from "../../src/reporters/json.ts";
import { sarifFull } from "../../src/reporters/sarif/sarif.ts";
import { text } from "../../src/reporters/text/text.ts";
import { scanFiles, verdicts } from "../scan-files.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ format: "pem", type: "pkcs8" });
const options = { color: false, width: 100, readText: () => undefined, newOnly: false, allowIncomplete: false };

const places = {
  "a user": `resource "oci_identity_api_key" "k" {
  user_id   = ${JSON.stringify(pem)}
  key_value = ${JSON.stringify(publicKey.export({ format: "pem", type: "spki" }))}
}`,
  "an instance key": `resource "oci_identity_api_key" "k" {
  for_each  = toset([${JSON.stringify(pem)}])
  user_id   = "ocid1.user.oc1..one"
  key_value = each.key
}`,
  "a nested attribute": `resource "intersight_iam_api_key" "k" {
  tags {
    key   = ${JSON.stringify(pem)}
    value = "x"
  }
}`,
};

test.each(Object.entries(places))("a private key as %s fails and is not shown", async (_, configuration) => {
  const run = await scanFiles({ "main.tf": configuration });
  expect(Object.values(verdicts(run, "private-key-in-terraform"))).toEqual(["fail"]);
  const shown = [...text(run, options), ...sarifFull(run, options), ...json(run, options)].join("");
  expect(shown.replaceAll(/\s|\\n/g, "")).not.toContain(String(pem).split("\n")[3]?.slice(0, 24));
});

test("two private keys as instance keys stay two keys", async () => {
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "pem", type: "pkcs8" });
  const run = await scanFiles({
    "main.tf": `resource "oci_identity_api_key" "k" {
  for_each  = toset([${JSON.stringify(pem)}, ${JSON.stringify(other)}])
  user_id   = "ocid1.user.oc1..one"
  key_value = each.key
}`,
  });
  expect(Object.values(verdicts(run, "private-key-in-terraform"))).toEqual(["fail", "fail"]);
  expect(Object.keys(verdicts(run, "key-count-limit"))).toEqual([
    'oci_identity_api_key.k["(private key 1)"]',
    'oci_identity_api_key.k["(private key 2)"]',
  ]);
});
