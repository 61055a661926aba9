import { expect, test } from "vitest";
import { isUnknown } from "../../../src/model/unknown.ts";
import { readText } from "./read-text.ts";

const key = 'resource "key" "k" { v = var.x }\n';

/** What is told as `level id uri:line:column message`, by the files that it is told of. */
test("what the environment holds is not quoted when it does not fit", async () => {
  const { notifications } = await readText(
    { "a.tf": `variable "x" { type = list(string) }\n${key}` },
    { environment: { TF_VAR_x: "hunter2 [" } },
  );
  expect(notifications.map(({ level, message }) => `${level} ${message}`)).toEqual([
    "warning key.k.v can't be evaluated: the environment variable TF_VAR_x holds no expression that the type of var.x asks for; correct the expression, or scan a plan instead",
  ]);
});

test.each<[title: string, files: Record<string, string>, told: string[]]>([
  [
    "HCL1: a heredoc in a list without a line of its own",
    { "a.tf": 'resource "key" "k" {\n  v = ["${file("x")}" "y"]\n}\n' },
    [
      "error configuration-invalid a.tf:2:23 a.tf:2:23: Missing item separator: Expected a comma to mark the beginning of the next item; nothing of this file is judged: correct it (terraform fmt shows the place) and scan again",
    ],
  ],
  [
    "columns count UTF-16 code units",
    { "a.tf": 'resource "key" "k" { v = ["😀é" "y"] }\n' },
    [
      "error configuration-invalid a.tf:1:33 a.tf:1:33: Missing item separator: Expected a comma to mark the beginning of the next item; nothing of this file is judged: correct it (terraform fmt shows the place) and scan again",
    ],
  ],
  [
    "JSON that holds something else than bodies",
    { "a.tf.json": '[{"resource": {"key": {"k": {}}}}, [{}]]' },
    [
      "error configuration-invalid a.tf.json:1:36 a.tf.json:1:36: the file must hold a JSON object, or an array of them; nothing of this file is judged: correct it (terraform fmt shows the place) and scan again",
    ],
  ],
  [
    "a block that no key depends on and that can't be followed",
    {
      "a.tf": 'resource "key" "k" {}',
      "b.tf": "locals {\n  x = \n}\n",
      "c.tf": 'resource "other" "o" {\n  a {\n<<<<<<< HEAD\n  }\n}\n',
    },
    [
      "error configuration-invalid b.tf:2:7 b.tf:2:7: Invalid expression: Expected the start of an expression, but found an invalid expression token; nothing of this file is judged: correct it (terraform fmt shows the place) and scan again",
      "error configuration-invalid c.tf:3:1 c.tf:3:1: Argument or block definition required: An argument or block definition is required here; nothing of this file is judged: correct it (terraform fmt shows the place) and scan again",
    ],
  ],
  [
    "JSON that ends too early",
    { "a.tf.json": '{"resource": {"key": {' },
    [
      "error configuration-invalid a.tf.json:1:23 a.tf.json:1:23: expected a name in quotes; nothing of this file is judged: correct it (terraform fmt shows the place) and scan again",
    ],
  ],
  [
    "a file of variable values",
    { "a.tf": `variable "x" {}\n${key}`, "terraform.tfvars": 'x = "a"\nx = "b"\n' },
    [
      'error configuration-invalid terraform.tfvars:2:1 terraform.tfvars:2:1: Attribute redefined: The argument "x" was already set at line 1. Each argument may be set only once; nothing of this file is judged: correct it (terraform fmt shows the place) and scan again',
    ],
  ],
  [
    "locals that need each other",
    { "a.tf": 'locals {\n  a = local.b\n  b = local.a\n}\nresource "key" "k" { v = local.a }' },
    [
      "warning expression-invalid a.tf:3:7 key.k.v can't be evaluated: local.a depends on itself; correct the expression, or scan a plan instead",
    ],
  ],
  [
    "one problem of many instances",
    { "a.tf": 'resource "key" "k" {\n  count = 3\n  v = {}.a\n}' },
    [
      'warning expression-invalid a.tf:3:7 key.k[0].v can\'t be evaluated: the object has no attribute "a"; correct the expression, or scan a plan instead',
    ],
  ],
  [
    "for_each over a list",
    { "a.tf": 'resource "key" "k" { for_each = ["a"] }' },
    [
      "warning expression-invalid a.tf:1:1 for_each of key.k can't be evaluated: for_each takes a map or a set of text, not a tuple; correct the expression, or scan a plan instead",
    ],
  ],
  [
    "count beside for_each, of which one alone would make none",
    { "a.tf": 'resource "key" "k" {\n  count = 0\n  for_each = {}\n}' },
    [
      "warning expression-invalid a.tf:1:1 count of key.k can't be evaluated: count and for_each can't stand together; correct the expression, or scan a plan instead",
    ],
  ],
  [
    "a resource inside another block",
    {
      "a.tf":
        'terraform {\n  resource "key" "k" {}\n}\nresource "key" "l" {\n  provisioner "x" {\n    resource "key" "m" {}\n    resource "other" "n" {}\n  }\n}\n',
    },
    [
      "error configuration-invalid a.tf:2:3 resource key k stands inside another block; Terraform refuses it and keylint leaves it out: correct it and scan again",
      "error configuration-invalid a.tf:6:5 resource key m stands inside another block; Terraform refuses it and keylint leaves it out: correct it and scan again",
    ],
  ],
  [
    "a resource that is declared twice",
    { "a.tf": 'resource "key" "k" {}', "b.tf": '\nresource "key" "k" {}' },
    [
      "error configuration-invalid b.tf:2:1 resource key k is declared before, in a.tf:1; Terraform refuses it and keylint leaves it out: correct it and scan again",
    ],
  ],
  [
    "a resource without a name",
    { "a.tf": 'resource "key" {}' },
    [
      "error configuration-invalid a.tf:1:1 resource key needs 2 labels; Terraform refuses it and keylint leaves it out: correct it and scan again",
    ],
  ],
  [
    "a module that calls itself",
    {
      "a/a.tf": 'resource "key" "k" {}\nmodule "b" { source = "../b" }',
      "b/b.tf": 'resource "key" "l" {}\nmodule "a" { source = "../a" }',
    },
    [
      "warning expression-invalid b/b.tf:2:1 module.a can't be evaluated: module.b.module.a calls itself; correct the expression, or scan a plan instead",
    ],
  ],
  [
    "a local module that is not scanned",
    { "a.tf": 'module "m" { source = "../m" }' },
    [
      "error module-not-read a.tf:1:1 module.m comes from ../m, which is not among the scanned folders; scan a folder that holds both",
    ],
  ],
  [
    "a module from elsewhere, once, without the credentials of its address",
    {
      "a.tf":
        'module "m" { source = "git::https://u:secret@example.com/m.git?sshkey=c2VjcmV0" }\nmodule "n" { source = "git::https://u:secret@example.com/m.git?sshkey=c2VjcmV0" }',
    },
    [
      "note module-not-fetched a.tf:1:1 module.m comes from git::https://example.com/m.git, which keylint does not fetch; scan a plan to judge the keys that it makes",
    ],
  ],
])("%s is told", async (_, files, told) => {
  const { notifications } = await readText(files);
  const lines = notifications.map(({ level, id, message, location }) => {
    const { startLine, startColumn } = location?.region ?? {};
    return `${level} ${id} ${location?.uri}:${startLine}:${startColumn} ${message}`;
  });
  expect(lines).toEqual(told);
});

const twice = "locals {\n  a = 1\n  a = 2\n}\n";

test("a file that has no part in a key is not handed to the HCL parser", async () => {
  const unused = await readText({ "a.tf": 'resource "key" "k" { v = 1 }', "b.tf": twice });
  expect(unused.notifications).toEqual([]);
  const used = await readText({ "a.tf": 'resource "key" "k" { v = local.a }', "b.tf": twice });
  expect(used.notifications.map(({ location }) => location?.uri)).toEqual(["b.tf"]);
  const { v } = used.resources[0]?.values ?? {};
  expect(isUnknown(v) && v.reason).toBe("local.a is not declared in the files that could be read");
});

test("a bad file does not lose the others of its folder, nor other folders", async () => {
  const { resources, notifications } = await readText({
    "a/bad.tf": 'resource "key" "bad" {',
    "a/good.tf": 'resource "key" "good" {}',
    "b/good.tf": 'resource "key" "other" {}',
  });
  expect(notifications).toHaveLength(1);
  expect(resources.map(({ address }) => address)).toEqual(["key.good", "key.other"]);
});

test("a file over the size limit is refused by name", async () => {
  const { resources, notifications } = await readText(
    { "big.tf": `# ${"x".repeat(100)}`, "a.tf": 'resource "key" "k" {}' },
    { sizeLimit: 50 },
  );
  expect(resources).toHaveLength(1);
  expect(notifications).toMatchObject([{ level: "error", id: "file-too-large", location: { uri: "big.tf" } }]);
});

test("file() does not follow a link out of the scanned folder", async () => {
  const { resources } = await readText(
    { "a.tf": 'resource "key" "k" { v = file("in.pem") }', "in.pem": "SECRET" },
    { links: { "/project/in.pem": "/elsewhere/in.pem" } },
  );
  const { v } = resources[0]?.values ?? {};
  expect(isUnknown(v) && v.reason).toBe("it is read from a file outside the scanned folder");
});

test("nothing of a file over the size limit comes through file()", async () => {
  const { resources } = await readText(
    { "a.tf": 'resource "key" "k" { v = file("a.pem") }', "a.pem": "x".repeat(100) },
    { sizeLimit: 60 },
  );
  const { v } = resources[0]?.values ?? {};
  expect(isUnknown(v) && v.reason).toContain("over the size limit");
});

test("files that can't be read are told in the order of their paths, each once", async () => {
  const bad = new Set(["a.tf", "c.tf"]);
  const { resources, notifications } = await readText(
    { "a.tf": "", "b.tf": 'resource "key" "k" { v = local.x }', "c.tf": "", "one.tfvars": "" },
    { varFiles: ["none.tfvars"], unreadable: bad },
  );
  expect(notifications.map(({ id, location }) => `${id} ${location?.uri}`)).toEqual([
    "file-unreadable a.tf",
    "file-unreadable c.tf",
    "file-unreadable none.tfvars",
  ]);
  const { v } = resources[0]?.values ?? {};
  expect(isUnknown(v) && v.reason).toBe("local.x is not declared in the files that could be read");
});

test("a module that is called by a link to a scanned folder is read", async () => {
  const { resources, notifications } = await readText(
    { "a/main.tf": 'module "m" { source = "./link" }', "b/main.tf": 'resource "key" "k" {}' },
    { links: { "/project/a/link": "/project/b" } },
  );
  expect(notifications).toEqual([]);
  expect(resources.map(({ address }) => address)).toEqual(["module.m.key.k"]);
});

test("what a key is worked out to is not told", async () => {
  const { notifications } = await readText({
    "main.tf":
      'variable "s" {\n  sensitive = true\n  default = "hidden"\n}\nresource "key" "k" { v = { a = 1 }[var.s] }',
  });
  expect(notifications).toHaveLength(1);
  expect(notifications[0]?.message).not.toContain("hidden");
});

test.each([
  ["setproduct([range(1000), range(1000), range(1000)]...)"],
  ['format("%999999999s", "a")'],
  ['indent(900000000, "a\\nb")'],
])("%s does not take the memory of the machine, and is no error", async (expression) => {
  const { resources, notifications } = await readText({ "main.tf": `resource "key" "k" { v = can(${expression}) }` });
  expect(isUnknown(resources[0]?.values["v"])).toBe(true);
  expect(notifications).toEqual([]);
});

test.each([
  ["lists in lists", "[local.a29, local.a29]", (at: number) => `[local.a${at}, local.a${at}]`],
  [
    "texts",
    '"${local.a29}${local.a29}"',
    (at: number) => `"\${local.a${at}[0]}\${local.a${at}[0]}" == "" ? [] : ["\${local.a${at}[0]}\${local.a${at}[0]}"]`,
  ],
  ["lists after lists", "local.a29", (at: number) => `concat(local.a${at}, local.a${at})`],
])("%s that double 30 times are left unknown", async (_, expression, double) => {
  const locals = Array.from({ length: 29 }, (_, at) => `  a${at + 1} = ${double(at)}\n`).join("");
  const { resources } = await readText({
    "main.tf": `locals {\n  a0 = ["x"]\n${locals}}\nresource "key" "k" { v = ${expression} }`,
  });
  expect(isUnknown(resources[0]?.values["v"])).toBe(true);
});
