import { expect, test } from "vitest";
import { isUnknown } from "../../../src/model/unknown.ts";
import { readText } from "./read-text.ts";

test("yields every instance with its address, values, header and places", async () => {
  const { resources, notifications } = await readText({
    "main.tf": `variable "users" { default = { a = "A", "b\\"c" = "B" } }

resource "key" "k" {
  for_each  = var.users
  key_value = "PEM \${each.value}"
  spec {
    name = each.key
  }
}
`,
  });
  expect(notifications).toEqual([]);
  expect(resources.map(({ address, index, values }) => ({ address, index, values }))).toEqual([
    { address: 'key.k["a"]', index: "a", values: { key_value: "PEM A", spec: [{ name: "a" }] } },
    { address: 'key.k["b\\"c"]', index: 'b"c', values: { key_value: "PEM B", spec: [{ name: 'b"c' }] } },
  ]);
  const [first] = resources;
  expect(first?.location).toEqual({
    uri: "main.tf",
    region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 19 },
  });
  expect([...(first?.places ?? [])]).toEqual([
    ["key_value", { startLine: 5, startColumn: 3, endLine: 5, endColumn: 34 }],
    ["spec.0.name", { startLine: 7, startColumn: 5, endLine: 7, endColumn: 20 }],
  ]);
});

test("an unknown count is one instance that may not be there", async () => {
  const { resources } = await readText({
    "main.tf": `variable "create" {}
resource "key" "k" {
  count     = var.create ? 1 : 0
  key_value = tls_private_key.k[0].public_key_pem
}`,
  });
  expect(resources).toHaveLength(1);
  expect(resources[0]?.address).toBe("key.k");
  expect(isUnknown(resources[0]?.index)).toBe(true);
  expect(resources[0]?.values["key_value"]).toMatchObject({
    reference: { address: "tls_private_key.k[0]", attribute: "public_key_pem" },
  });
});

test("a file that is no HCL is told with its place, and the rest is still read", async () => {
  const { resources, notifications } = await readText({
    "bad.tf": 'resource "key" "bad" {\n  key_value = <<\nEOT\nx\nEOT\n}\n',
    "good.tf": 'resource "key" "good" { key_value = "x" }\n',
  });
  expect(resources.map(({ address }) => address)).toEqual(["key.good"]);
  expect(notifications).toMatchObject([
    { level: "error", id: "configuration-invalid", location: { uri: "bad.tf", region: { startLine: 2 } } },
  ]);
  expect(notifications[0]?.message).toContain("terraform fmt");
});
