import { type Construct, value } from "./construct.ts";

/** References to other resources, and nested blocks. */
export const referenceConstructs: readonly Construct[] = [
  value(
    "a computed attribute",
    'resource "u" "a" { name = "n" }\nresource "key" "k" { v = u.a.id }',
    "?u.a.id is known only after apply <u.a.id>",
  ),
  value(
    "a configured attribute of another resource",
    'resource "u" "a" { name = "n" }\nresource "key" "k" { v = u.a.name }',
    "n",
  ),
  value(
    "an attribute below a computed one",
    'resource "u" "a" {}\nresource "key" "k" { v = u.a.b[0].c }',
    "?u.a.b is known only after apply <u.a.b.0.c>",
  ),
  value(
    "a nested block of another resource",
    'resource "u" "a" {\n  s { n = 1 }\n  s { n = 2 }\n}\nresource "key" "k" { v = u.a.s[1].n }',
    2,
  ),
  value(
    "a resource as a whole",
    'resource "u" "a" {}\nresource "key" "k" { v = u.a }',
    "?u.a is known only after apply <u.a>",
  ),
  value("a resource is not null", 'resource "u" "a" {}\nresource "key" "k" { v = u.a != null }', true),
  value(
    "a resource that nobody declares",
    'resource "key" "k" { v = u.a[0].id }',
    "?u.a is not declared in . <u.a[0].id>",
  ),
  value(
    "by count",
    'resource "u" "a" { count = 2 }\nresource "key" "k" { v = u.a[1].id }',
    "?u.a[1].id is known only after apply <u.a[1].id>",
  ),
  value(
    "by an unknown count",
    'variable "x" {}\nresource "u" "a" { count = var.x ? 1 : 0 }\nresource "key" "k" { v = u.a[0].id }',
    "?u.a[0].id is known only after apply <u.a[0].id>",
  ),
  value(
    "a splat over an unknown count",
    'variable "x" {}\nresource "u" "a" { count = var.x }\nresource "key" "k" { v = element(u.a.*.id, 0) }',
    "?u.a[0].id is known only after apply <u.a[0].id>",
  ),
  value(
    "a configured attribute by an unknown count",
    'variable "x" {}\nresource "u" "a" {\n  count = var.x\n  n = "n${count.index}"\n}\nresource "key" "k" { v = u.a[3].n }',
    "n3",
  ),
  value(
    "one of an unknown count",
    'variable "x" {}\nresource "u" "a" { count = var.x }\nresource "key" "k" { v = one(u.a[*].id) }',
    "?u.a.id is known only after apply <u.a.id>",
  ),
  value(
    "the old way to take one of an unknown count",
    'variable "x" {}\nresource "u" "a" { count = var.x }\nresource "key" "k" { v = [join("", u.a.*.id), join(",", u.a.*.id)] }',
    ["?u.a.id is known only after apply <u.a.id>", "?u.a.id is known only after apply"],
  ),
  value(
    "try with nothing else to take",
    'variable "x" {}\nresource "u" "a" { count = var.x }\nresource "key" "k" { v = [try(u.a[0].id, null), try(u.a[0].id, ""), try(u.a[0].id, "z")] }',
    [
      "?u.a[0].id is known only after apply <u.a[0].id>",
      "?u.a[0].id is known only after apply <u.a[0].id>",
      "?u.a[0].id is known only after apply",
    ],
  ),
  value(
    "an unknown condition with nothing else to take",
    'variable "x" {}\nresource "u" "a" { count = var.x ? 1 : 0 }\nresource "key" "k" { v = var.x ? u.a[0].id : null }',
    "?u.a[0].id is known only after apply <u.a[0].id>",
  ),
  value(
    "beyond a known count",
    'resource "u" "a" { count = 0 }\nresource "key" "k" { v = try(u.a[0].id, "none") }',
    "none",
  ),
  value(
    "by for_each",
    'resource "u" "a" { for_each = toset(["p"]) }\nresource "key" "k" { v = u.a["p"].id }',
    '?u.a["p"].id is known only after apply <u.a["p"].id>',
  ),
  value(
    "a loop over instances",
    'resource "u" "a" {\n  for_each = { p = "P" }\n  n = each.value\n}\nresource "key" "k" { v = { for key, user in u.a : key => user.n } }',
    { p: "P" },
  ),
  value(
    "values of instances",
    'resource "u" "a" { for_each = toset(["p", "q"]) }\nresource "key" "k" { v = values(u.a)[*].id }',
    ['?u.a["p"].id is known only after apply <u.a["p"].id>', '?u.a["q"].id is known only after apply <u.a["q"].id>'],
  ),
  value("a data source", 'data "d" "a" { name = "n" }\nresource "key" "k" { v = [data.d.a.name, data.d.a.id] }', [
    "n",
    "?data.d.a.id is read only when Terraform runs <data.d.a.id>",
  ]),
  value(
    "a data source's list",
    'data "d" "a" {}\nresource "key" "k" { v = data.d.a.users[0].id }',
    "?data.d.a.users is read only when Terraform runs <data.d.a.users.0.id>",
  ),
  value("paths", 'resource "key" "k" { v = [path.module, path.root] }', [".", "."]),
  value(
    "a dynamic block",
    'resource "key" "k" {\n  dynamic "v" {\n    for_each = ["a", "b"]\n    content { n = "${v.key}${v.value}" }\n  }\n}',
    [{ n: "0a" }, { n: "1b" }],
  ),
  value(
    "a dynamic block with an iterator",
    'resource "key" "k" {\n  dynamic "v" {\n    for_each = { a = 1 }\n    iterator = it\n    content { n = it.key }\n  }\n}',
    [{ n: "a" }],
  ),
  value(
    "a dynamic block of an unknown collection",
    'variable "x" {}\nresource "key" "k" {\n  dynamic "v" {\n    for_each = var.x\n    content {}\n  }\n}',
    "?var.x has no default, and no value is given for it",
  ),
  value(
    "dynamic blocks in each other",
    'resource "key" "k" {\n  dynamic "v" {\n    for_each = [["a"], []]\n    content {\n      dynamic "w" {\n        for_each = v.value\n        content { n = w.value }\n      }\n    }\n  }\n}',
    [{ w: [{ n: "a" }] }, { w: [] }],
  ),
  value(
    "what speaks to Terraform is left out",
    'resource "key" "k" {\n  v = 1\n  provider = aws.west\n  depends_on = [u.a]\n  lifecycle { ignore_changes = all }\n  provisioner "local-exec" { command = self.id }\n}',
    1,
  ),
];
