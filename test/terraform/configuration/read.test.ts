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

test("a resource in a module that may not be there may not be there either", async () => {
  const { resources } = await readText({
    "main.tf": 'variable "n" {}\nmodule "m" {\n  source = "./m"\n  count = var.n\n}',
    "m/main.tf": 'resource "key" "k" { count = 2 }\nmodule "n" { source = "../n" }',
    "n/main.tf": 'resource "key" "k" {}',
  });
  expect(resources.map(({ address, module }) => [address, module])).toEqual([
    ["module.m.key.k[0]", "module.m"],
    ["module.m.key.k[1]", "module.m"],
    ["module.m.module.n.key.k", "module.m.module.n"],
  ]);
  expect(resources.every(({ index }) => isUnknown(index))).toBe(true);
});

test("every attribute that is written out has a place, in nested blocks, dynamic blocks, objects and lists", async () => {
  const { resources } = await readText({
    "main.tf": `resource "key" "k" {
  key_spec = { name = "RSA" }
  list     = [{ a = 1 }, { a = 2 }]
  user {
    ocid = "x"
  }
  user {
    ocid = "y"
  }
  dynamic "tag" {
    for_each = ["p", "q"]
    content { key = tag.value }
  }
  timeouts {
    create = "1m"
  }
}
`,
  });
  const places = [...(resources[0]?.places ?? [])].map(
    ([path, { startLine, startColumn, endColumn }]) => `${path} ${startLine}:${startColumn}-${endColumn}`,
  );
  expect(places).toEqual([
    "key_spec 2:3-30",
    "key_spec.name 2:16-28",
    "key_spec.0.name 2:16-28",
    "list 3:3-36",
    "list.0.a 3:17-22",
    "list.1.a 3:28-33",
    "user.0.ocid 5:5-15",
    "user.1.ocid 8:5-15",
    "tag.0.key 12:15-30",
    "tag.1.key 12:15-30",
    "timeouts.create 15:5-18",
  ]);
});

test("places in JSON syntax, and the name of the resource as its header", async () => {
  const { resources } = await readText({
    "main.tf.json": '{"resource": {"key": {\n  "k": {\n    "v": "x",\n    "spec": [{"n": 1}]\n  }\n}}}\n',
  });
  const [resource] = resources;
  expect(resource?.location.region).toEqual({ startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 });
  expect(
    [...(resource?.places ?? [])].map(([path, { startLine, startColumn }]) => [path, startLine, startColumn]),
  ).toEqual([
    ["v", 3, 5],
    ["spec", 4, 5],
    ["spec.0.n", 4, 15],
  ]);
});

test("an attribute that an override file sets has no place in the file of its block", async () => {
  const { resources } = await readText({
    "main.tf": 'resource "key" "k" {\n  v = 1\n  w = 1\n}',
    "override.tf": 'resource "key" "k" { v = 2 }',
  });
  expect([...(resources[0]?.places.keys() ?? [])]).toEqual(["w"]);
});

test("comments that speak to keylint belong to the block that they are in or directly above", async () => {
  const { resources, notifications } = await readText({
    "main.tf": `# keylint: too far away

// keylint: allow one
# not for keylint
/* keylint: allow
   two */
resource "key" "k" {
  v = [
    1, # keylint: allow three
  ] // keylint: allow four
}
# keylint: below

# keylint: a call
module "m" { source = "./m" } # keylint: after it
`,
    "m/main.tf":
      'resource "key" "k" {\n} # keylint: after the brace\nresource "key" "none" {\n  count = 0 # keylint: heard\n}',
  });
  expect(resources[0]?.comments.map(({ text, location }) => [text, location.region?.startLine])).toEqual([
    ["keylint: allow one", 3],
    ["keylint: allow\n   two", 5],
    ["keylint: allow three", 9],
    ["keylint: allow four", 10],
  ]);
  const unheard = notifications.map(({ id, location }) => [id, location?.uri, location?.region?.startLine]);
  expect(unheard).toEqual([
    ["comment-ignored", "main.tf", 1],
    ["comment-ignored", "main.tf", 12],
    ["comment-ignored", "main.tf", 14],
    ["comment-ignored", "main.tf", 15],
    ["comment-ignored", "m/main.tf", 2],
  ]);
});

test("a comment property of JSON syntax speaks to keylint too", async () => {
  const { resources } = await readText({
    "main.tf.json": '{"resource": {"key": {"k": {"//": "keylint: allow one", "v": 1}}}}',
  });
  expect(resources[0]?.comments.map(({ text }) => text)).toEqual(["keylint: allow one"]);
  expect(resources[0]?.values).toEqual({ v: 1 });
});

test("the same files in another order give the same items", async () => {
  const files: Record<string, string> = {
    "b.tf": 'resource "key" "b" { v = local.x }',
    "a.tf": 'resource "key" "a" { v = 1 }\nresource "key" "a0" {}',
    "c.tf": "locals { x = {}.y }",
    "d/d.tf": 'resource "key" "d" {}',
  };
  const forward = await readText(files);
  const backward = await readText(Object.fromEntries(Object.entries(files).reverse()));
  expect(backward).toEqual(forward);
  expect(forward.resources.map(({ address }) => address)).toEqual(["key.a", "key.a0", "key.b", "key.d"]);
});
