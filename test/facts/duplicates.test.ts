import { describe, expect, test } from "vitest";
import { scanFiles, verdicts } from "../scan-files.ts";
import { classicKey, publicKey, rawState } from "../terraform-documents.ts";

const key = (name: string, user: string, material: string, more = {}) => ({
  name,
  attributes: classicKey(user, material, more),
});

describe("the same mathematics", () => {
  test("under two users is told at both, each linking to the other, whatever the pasting looks like", async () => {
    const pasted = publicKey("a").replaceAll("\n", "\r\n");
    const run = await scanFiles({
      "s.tfstate": rawState([
        key("one", "u", "a"),
        key("two", "v", "a", { key_value: ` ${pasted}` }),
        key("three", "w", "b"),
      ]),
    });
    expect(verdicts(run, "duplicate-key")).toEqual({
      "oci_identity_api_key.one": "fail",
      "oci_identity_api_key.two": "fail",
      "oci_identity_api_key.three": "pass",
    });
    const failed = [...run.results()].filter((result) => result.rule.id === "duplicate-key" && result.kind === "fail");
    expect(failed.map(({ related }) => related.map(({ message }) => message))).toEqual([
      ["oci_identity_api_key.two"],
      ["oci_identity_api_key.one"],
    ]);
    expect(failed[0]?.message).toContain("in one other place, that of another user");
  });

  test("in two files is told too", async () => {
    const run = await scanFiles({
      "a.tfstate": rawState([key("one", "u", "a")]),
      "b.tfstate": rawState([key("other", "v", "a")]),
    });
    expect(Object.values(verdicts(run, "duplicate-key"))).toEqual(["fail", "fail"]);
  });

  test("in a resource and in the data source that lists it is one key", async () => {
    const managed = key("one", "u", "a");
    const listed = {
      type: "oci_identity_api_keys",
      mode: "data" as const,
      name: "all",
      attributes: { user_id: "u", api_keys: [managed.attributes] },
    };
    const run = await scanFiles({ "s.tfstate": rawState([managed, listed]) });
    expect(new Set(Object.values(verdicts(run, "duplicate-key")))).toEqual(new Set(["pass"]));
  });

  test("is told where two keys refer to one pair that Terraform makes, before it is made", async () => {
    const tf = `resource "tls_private_key" "k" {\n  algorithm = "RSA"\n}\n${["u", "v"].map((user) => `resource "oci_identity_api_key" "${user}" {\n  user_id   = "ocid1.user.oc1..${user}"\n  key_value = tls_private_key.k.public_key_pem\n}\n`).join("")}`;
    const run = await scanFiles({ "main.tf": tf });
    expect(Object.values(verdicts(run, "duplicate-key"))).toEqual(["fail", "fail"]);
    expect(Object.values(verdicts(run, "private-key-in-terraform"))).toEqual(["fail", "fail"]);
  });

  test("a key that is not known is open: a copy of it may be among the others", async () => {
    const tf = `variable "k" {}\nresource "oci_identity_api_key" "k" {\n  user_id   = "ocid1.user.oc1..u"\n  key_value = var.k\n}\n`;
    expect(Object.values(verdicts(await scanFiles({ "main.tf": tf }), "duplicate-key"))).toEqual(["open"]);
  });
});
