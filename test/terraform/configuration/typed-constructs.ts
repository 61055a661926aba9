import type { Construct } from "./construct.ts";

/** Values whose type or exact text decides: what a key, or its number of instances, hangs on. */
export const typedConstructs: readonly Construct[] = [
  {
    title: "texts of JSON variable files are no templates",
    files: {
      "main.tf":
        'variable "people" {\n  type = map(object({ note = string }))\n}\nresource "key" "k" {\n  for_each = var.people\n  v = each.value.note\n}',
      "terraform.tfvars.json": '{"people": {"a": {"note": "100%{ of ${it} $${x}"}, "b${c}": {"note": "//"}}}',
    },
    keys: { 'key.k["a"]': { v: "100%{ of ${it} $${x}" }, 'key.k["b$${c}"]': { v: "//" } },
  },
  {
    title: "defaults of variables in JSON syntax are no templates",
    files: {
      "main.tf.json":
        '{"variable": {"x": {"default": "%{x} ${y}"}}, "resource": {"key": {"k": {"v": "${var.x}!", "n": 9007199254740993}}}}',
    },
    keys: { "key.k": { v: "%{x} ${y}!", n: "9007199254740993" } },
  },
  {
    title: "text in two forms of Unicode is one",
    files: {
      "main.tf":
        'locals { m = { "Jos\u00e9" = 1, "Ame\u0301lie" = 2 } }\nresource "key" "k" {\n  for_each = local.m\n  v = local.m[each.key == "Jose\u0301" ? "Jos\u00e9" : "Am\u00e9lie"]\n}',
    },
    keys: { 'key.k["Am\u00e9lie"]': { v: 2 }, 'key.k["Jos\u00e9"]': { v: 1 } },
  },
  {
    title: "a list is never equal to a tuple, nor a map to an object",
    files: {
      "main.tf":
        'variable "l" {\n  type = list(string)\n  default = []\n}\nvariable "m" {\n  type = map(string)\n  default = {}\n}\nresource "key" "k" {\n  count = var.l == [] ? 0 : 1\n  a = var.m != {}\n  b = toset(var.l) == toset([])\n  c = [1] == [1]\n  d = tolist(var.l) == var.l\n}',
    },
    keys: { "key.k[0]": { a: true, b: false, c: true, d: true } },
  },
  {
    title: "an object that is known only in part is not null",
    files: {
      "main.tf":
        'locals { o = { p = other.x.p, n = null } }\nresource "other" "x" {}\nresource "key" "k" {\n  for_each = { for k, v in { a = local.o, b = null } : k => v if v != null }\n  v = local.o == null ? "null" : "set"\n  w = each.value.n == null\n}',
    },
    keys: { 'key.k["a"]': { v: "set", w: true } },
  },
  {
    title: "numbers have more digits than a double",
    files: {
      "main.tf":
        'resource "key" "k" {\n  count = 9007199254740993 - 9007199254740992\n  a = 1e-7\n  b = tostring(1 / 3) == 1 / 3\n  c = format("%v", 1000000)\n}',
    },
    keys: { "key.k[0]": { a: "0.0000001", b: false, c: "1e+06" } },
  },
  {
    title: "YAML is read as Terraform reads it",
    files: {
      "main.tf":
        'locals { y = yamldecode(file("k.yaml")) }\nresource "key" "k" {\n  for_each = { for k, v in local.y : k => v if try(v.active, false) }\n  hash = each.value.hash\n  until = each.value.until\n  n = "${each.value.num}"\n}',
      "k.yaml":
        "defaults: &d {hash: SHA1, active: yes, until: 2027-01-31, num: 010}\nci:\n  <<: *d\n  hash: SHA256\n  num: 0x1F\noff:\n  active: no\n",
    },
    keys: {
      'key.k["ci"]': { hash: "SHA256", until: "2027-01-31T00:00:00Z", n: 31 },
      'key.k["defaults"]': { hash: "SHA1", until: "2027-01-31T00:00:00Z", n: 10 },
    },
  },
  {
    title: "what is below the home folder is not known, in every function that reads files",
    files: {
      "main.tf":
        'resource "key" "k" {\n  a = file("~/k.pem")\n  b = fileexists("~/k.pem")\n  c = filesha256("~/k.pem")\n  d = templatefile("~/k.tpl", {})\n  e = can(file("~someone/k.pem"))\n}',
    },
    keys: {
      "key.k": {
        a: "?it is below the home folder of whoever runs Terraform",
        b: "?it is below the home folder of whoever runs Terraform",
        c: "?it is below the home folder of whoever runs Terraform",
        d: "?it is below the home folder of whoever runs Terraform",
        e: false,
      },
    },
  },
  {
    title: "both branches of a condition have one type, also where one of them is wrong",
    files: {
      "main.tf":
        'resource "key" "k" {\n  a = (true ? [1] : ["x", "y"])[0] == "1"\n  b = (false ? 1 + "x" : null) == null\n  c = (true ? { a = 1 } : { b = "x" }) == tomap({ a = "1" })\n}',
    },
    keys: { "key.k": { a: true, b: true, c: true } },
  },
  {
    title: "optional attributes and their defaults, at every depth",
    files: {
      "main.tf":
        'variable "x" {\n  type = list(object({ a = optional(string, "A"), b = optional(object({ c = optional(number, 5) }), {}), d = optional(bool) }))\n  default = [{}, { a = null, b = { c = "7" } }]\n}\nresource "key" "k" { v = jsonencode(var.x) }',
    },
    keys: { "key.k": { v: '[{"a":"A","b":{"c":5},"d":null},{"a":"A","b":{"c":7},"d":null}]' } },
  },
];
