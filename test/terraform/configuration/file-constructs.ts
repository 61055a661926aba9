import type { Construct } from "./construct.ts";

const key = 'resource "key" "k" { v = var.x }\n';
const child = `variable "x" {}\n${key}`;
const call = (body: string): string => `module "m" {\n  source = "./m"\n${body}\n}\n`;

/** Files of values, override files, files that functions read, JSON syntax. */
export const fileConstructs: readonly Construct[] = [
  {
    title: "terraform.tfvars",
    files: { "main.tf": child, "terraform.tfvars": 'x = "t"' },
    keys: { "key.k": { v: "t" } },
  },
  {
    title: "terraform.tfvars.json comes after it",
    files: { "main.tf": child, "terraform.tfvars": 'x = "t"', "terraform.tfvars.json": '{"x": "j"}' },
    keys: { "key.k": { v: "j" } },
  },
  {
    title: "auto.tfvars by name, JSON among them",
    files: {
      "main.tf": child,
      "terraform.tfvars": "x = 1",
      "a.auto.tfvars": "x = 2",
      "c.auto.tfvars": "x = 4",
      "b.auto.tfvars.json": '{"x": 3}',
    },
    keys: { "key.k": { v: 4 } },
  },
  {
    title: "--var-file wins, the last most",
    files: { "main.tf": child, "a.auto.tfvars": "x = 1", "one.tfvars": "x = 2", "two.tfvars.json": '{"x": [3]}' },
    varFiles: ["one.tfvars", "two.tfvars.json"],
    keys: { "key.k": { v: [3] } },
  },
  {
    title: "the environment gives what no file gives",
    files: {
      "main.tf":
        'variable "y" {}\nvariable "z" { default = 0 }\nresource "key" "k" { v = [var.x, var.y, var.z] }\nvariable "x" {}',
      "terraform.tfvars": "x = null",
    },
    environment: { TF_VAR_x: "e", TF_VAR_y: "[1]", TF_VAR_z: "1", TF_VAR_other: "o" },
    keys: { "key.k": { v: [null, "[1]", "1"] } },
  },
  {
    title: "in the environment, text for primitive types and expressions for the others",
    files: {
      "main.tf":
        'variable "s" { type = string }\nvariable "n" { type = number }\nvariable "l" { type = list(string) }\nvariable "a" { type = any }\nresource "key" "k" { v = [var.s, var.n, var.l, var.a] }',
    },
    environment: { TF_VAR_s: '"q"', TF_VAR_n: "12", TF_VAR_l: "[1, 2]", TF_VAR_a: "{ b = true }" },
    keys: { "key.k": { v: ['"q"', 12, ["1", "2"], { b: true }] } },
  },
  {
    title: "the environment is for the root module alone",
    files: { "main.tf": call(""), "m/main.tf": child },
    environment: { TF_VAR_x: "e" },
    keys: { "module.m.key.k": { v: "?module.m.var.x has no default, and no value is given for it <module.m.var.x>" } },
  },
  {
    title: "other .tfvars are not read",
    files: { "main.tf": child, "other.tfvars": "x = 1" },
    keys: { "key.k": { v: "?var.x has no default, and no value is given for it <var.x>" } },
  },
  {
    title: "a value converted to the variable's type",
    files: {
      "main.tf": 'variable "x" { type = map(string) }\nresource "key" "k" { v = var.x }',
      "terraform.tfvars": "x = { a = 1 }",
    },
    keys: { "key.k": { v: { a: "1" } } },
  },
  {
    title: "a called module has no tfvars of its own",
    files: { "main.tf": call(""), "m/main.tf": child, "m/terraform.tfvars": "x = 1" },
    keys: { "module.m.key.k": { v: "?module.m.var.x has no default, and no value is given for it <module.m.var.x>" } },
  },
  {
    title: "an override file",
    files: {
      "main.tf": 'resource "key" "k" {\n  v = 1\n  w = 1\n  s { n = 1 }\n}',
      "override.tf": 'resource "key" "k" {\n  v = 2\n  s { n = 2 }\n}',
    },
    keys: { "key.k": { w: 1, v: 2, s: [{ n: 2 }] } },
  },
  {
    title: "an override of a local and a variable",
    files: {
      "main.tf": 'variable "x" { default = 1 }\nlocals { l = 1 }\nresource "key" "k" { v = [var.x, local.l] }',
      "a_override.tf": 'variable "x" { default = 2 }\nlocals { l = 2 }',
    },
    keys: { "key.k": { v: [2, 2] } },
  },
  {
    title: "file()",
    files: { "main.tf": 'resource "key" "k" { v = file("${path.module}/keys/a.pem") }', "keys/a.pem": "PEM\n" },
    keys: { "key.k": { v: "PEM\n" } },
  },
  {
    title: "file() in a module starts at the root",
    files: {
      "main.tf": call('  x = "m/a.pem"'),
      "m/main.tf": 'variable "x" {}\nresource "key" "k" { v = [file(var.x), file("${path.module}/a.pem")] }',
      "m/a.pem": "PEM",
    },
    keys: { "module.m.key.k": { v: ["PEM", "PEM"] } },
  },
  {
    title: "file() of nothing",
    files: { "main.tf": 'resource "key" "k" { v = file("a.pem") }' },
    keys: { "key.k": { v: "?the file that it is read from, a.pem, does not exist" } },
  },
  {
    title: "file() out of the scanned folder",
    files: { "main.tf": 'resource "key" "k" { v = [file("../a.pem"), file("/etc/passwd")] }' },
    keys: {
      "key.k": {
        v: ["?it is read from a file outside the scanned folder", "?it is read from a file outside the scanned folder"],
      },
    },
  },
  {
    title: "file() in the home folder",
    files: { "main.tf": 'resource "key" "k" { v = file(pathexpand("~/.oci/a.pem")) }' },
    keys: { "key.k": { v: "?it is below the home folder of whoever runs Terraform" } },
  },
  {
    title: "fileset, and file() of each",
    files: {
      "main.tf":
        'resource "key" "k" {\n  for_each = fileset("${path.module}/keys", "*.{pem,pub}")\n  v = file("${path.module}/keys/${each.value}")\n}',
      "keys/a.pem": "A",
      "keys/b.pub": "B",
      "keys/c.txt": "C",
      "keys/d/e.pem": "E",
    },
    keys: { 'key.k["a.pem"]': { v: "A" }, 'key.k["b.pub"]': { v: "B" } },
  },
  {
    title: "fileset over folders, with classes, and outside",
    files: {
      "main.tf":
        'resource "key" "k" { v = [fileset(".", "keys/**/[a-e].pem"), fileset("keys", "**"), fileset("none", "*"), fileset("..", "*"), fileset("keys", "../*"), fileset("./keys", "./[!a].*")] }',
      "keys/a.pem": "A",
      "keys/d/e.pem": "E",
      "keys/d/f.pem": "F",
    },
    keys: {
      "key.k": {
        v: [
          ["keys/a.pem", "keys/d/e.pem"],
          ["a.pem", "d/e.pem", "d/f.pem"],
          [],
          "?it is read from a file outside the scanned folder",
          "?it is taken from a folder above the one that is given to fileset()",
          ["a.pem"],
        ],
      },
    },
  },
  {
    title: "fileexists",
    files: { "main.tf": 'resource "key" "k" { v = [fileexists("a.pem"), fileexists("b.pem")] }', "a.pem": "PEM" },
    keys: { "key.k": { v: [true, false] } },
  },
  {
    title: "filebase64 and filesha256",
    files: { "main.tf": 'resource "key" "k" { v = [filebase64("a"), substr(filesha256("a"), 0, 8)] }', a: "x" },
    keys: { "key.k": { v: ["eA==", "2d711642"] } },
  },
  {
    title: "templatefile",
    files: {
      "main.tf": 'resource "key" "k" { v = templatefile("a.tpl", { n = ["a", "b"] }) }',
      "a.tpl": "%{ for x in n }${x};%{ endfor }",
    },
    keys: { "key.k": { v: "a;b;" } },
  },
  {
    title: "jsondecode, yamldecode and csvdecode of files",
    files: {
      "main.tf":
        'resource "key" "k" {\n  for_each = toset(concat(jsondecode(file("a.json")), yamldecode(file("b.yaml")).u, csvdecode(file("c.csv"))[*].n))\n}',
      "a.json": '["j"]',
      "b.yaml": "u: [z]\n",
      "c.csv": "n,m\nc,d\n",
    },
    keys: { 'key.k["c"]': {}, 'key.k["j"]': {}, 'key.k["z"]': {} },
  },
  {
    title: "moved, import, removed, check, provider, terraform",
    files: {
      "main.tf":
        'terraform {\n  required_version = ">= 1"\n}\nprovider "p" {\n  alias = "w"\n}\nmoved {\n  from = key.a\n  to = key.k\n}\nimport {\n  to = key.k\n  id = "1"\n}\nremoved {\n  from = key.z\n  lifecycle { destroy = false }\n}\ncheck "c" {\n  assert {\n    condition = true\n    error_message = "x"\n  }\n}\nresource "key" "k" { provider = p.w }',
    },
    keys: { "key.k": {} },
  },
  {
    title: "JSON syntax",
    files: {
      "main.tf.json":
        '{"variable": {"x": {"type": "set(string)", "default": ["a"]}}, "locals": {"l": "${upper(\\"b\\")}"}, "resource": {"key": {"k": {"for_each": "${var.x}", "v": "${local.l}-${each.key}", "w": {"n": [1, "${1 + 1}"]}}}}}',
    },
    keys: { 'key.k["a"]': { v: "B-a", w: { n: [1, 2] } } },
  },
  {
    title: "JSON files that hold an array of bodies",
    files: {
      "main.tf.json":
        '[{"variable": {"x": {}}}, {"resource": {"key": {"k": {"v": "${var.x}"}}}}, {"resource": {"key": {"l": {"v": 2}}}}]',
      "terraform.tfvars.json": '[{"x": "t"}]',
    },
    keys: { "key.k": { v: "t" }, "key.l": { v: 2 } },
  },
  {
    title: "JSON blocks in lists",
    files: {
      "main.tf.json": '{"resource": [{"key": {"k": [{"v": 1}]}}, {"key": [{"l": {"v": 2}}]}], "//": "a comment"}',
    },
    keys: { "key.k": { v: 1 }, "key.l": { v: 2 } },
  },
  {
    title: "a dynamic block in JSON",
    files: {
      "main.tf.json":
        '{"resource": {"key": {"k": {"dynamic": {"s": {"for_each": [1], "iterator": "it", "content": {"n": "${it.value}"}}}}}}}',
    },
    keys: { "key.k": { s: [{ n: 1 }] } },
  },
  {
    title: "both syntaxes in one module",
    files: { "a.tf": key, "b.tf.json": '{"variable": {"x": {"default": "j"}}}' },
    keys: { "key.k": { v: "j" } },
  },
  {
    title: "a byte order mark and CRLF",
    files: { "main.tf": '\uFEFFresource "key" "k" {\r\n  v = "x"\r\n}\r\n' },
    keys: { "key.k": { v: "x" } },
  },
];
