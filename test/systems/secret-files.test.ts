import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { scanFiles } from "../scan-files.ts";
import { everythingWritten, reportsWithout } from "./everything-written.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const files = {
  "main.tf": `locals {
  pem = file("\${path.module}/ci_private.pem")
}
resource "oci_identity_api_key" "pasted" {
  user_id   = "ocid1.user.oc1..alice"
  key_value = trimspace(local.pem)
}
resource "oci_identity_api_key" "missing" {
  user_id   = "ocid1.user.oc1..bob"
  key_value = file("\${path.module}/ci_public.pem")
}
`,
  "ci_private.pem": privateKey,
};

const rule = "private-key-in-terraform";

test("the file that a pasted private key is read from is named, and so is one that is not there", async () => {
  const results = [...(await scanFiles(files)).results()].filter((result) => result.rule.id === rule);
  const [pasted, missing] = results;
  expect(pasted?.kind).toBe("fail");
  expect(pasted?.related.map(({ location }) => location)).toEqual([{ uri: "ci_private.pem" }]);
  expect(missing?.kind).toBe("open");
  expect(missing?.message).toContain("the file that it is read from, ci_public.pem, does not exist");
});

test("a private key where a path belongs is not named as one", async () => {
  const text = files["main.tf"].replace('"${path.module}/ci_public.pem"', "local.pem");
  const results = [...(await scanFiles({ ...files, "main.tf": text })).results()];
  const told = JSON.stringify(results.map(({ message, reasons }) => [message, reasons]));
  // Where the text has no slash it is longer than a name of a file may be.
  expect(told).toMatch(/the file that it is read from (?:does not exist|can't be read)/);
  for (const line of privateKey.split("\n").filter((each) => each.length > 20)) expect(told).not.toContain(line);
});

test("the inventory names it too, and no report holds it", async () => {
  const written = await everythingWritten(files);
  const lines = privateKey.split("\n").filter((line) => line !== "" && !line.startsWith("-"));
  const holding = Object.keys(written).filter((name) => lines.some((line) => written[name]?.includes(line)));
  expect(holding).toEqual([]);
  for (const report of ["report.text", "report.sarif", "report.json", "merged.json", "keys.ndjson"])
    expect([report, written[report]?.includes("ci_private.pem")]).toEqual([report, true]);
  expect(reportsWithout(written, "oci_identity_api_key.pasted")).toEqual([]);
});
