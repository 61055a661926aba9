import { type Construct, noDefault, value } from "./construct.ts";

/** Values of literals, templates, variables, locals and functions. */
export const valueConstructs: readonly Construct[] = [
  value("a literal", 'resource "key" "k" { v = "x" }', "x"),
  value("unquoted labels", 'resource key k { v = "x" }', "x"),
  value("null is unset", 'resource "key" "k" { v = null }', null),
  value("a heredoc", 'resource "key" "k" {\n  v = <<EOT\n  a\nb\nEOT\n}', "  a\nb\n"),
  value("an indented heredoc", 'resource "key" "k" {\n  v = <<-EOT\n    a\n      b\n    EOT\n}', "a\n  b\n"),
  value("a heredoc with CRLF", 'resource "key" "k" {\r\n  v = <<EOT\r\na\r\nEOT\r\n}\r\n', "a\r\n"),
  value("a heredoc whose marker has blanks around it", 'resource "key" "k" {\n  v = <<EOT\na\n  EOT \n}', "a\n"),
  value(
    "a heredoc with interpolation and escapes",
    'resource "key" "k" {\n  v = <<EOT\n${1 + 1} $${x} \\n\nEOT\n}',
    "2 ${x} \\n\n",
  ),
  value(
    "a heredoc with directives and strip markers",
    'resource "key" "k" {\n  v = <<EOT\n%{ for x in ["a", "b"] ~}\n- ${x}\n%{ endfor ~}\nEOT\n}',
    "- a\n- b\n",
  ),
  value(
    "blank lines in an indented heredoc neither count nor change",
    'resource "key" "k" {\n  v = <<-EOT\n    a\n\n      \n      b\n    EOT\n}',
    "a\n\n      \n  b\n",
  ),
  value(
    "a strip marker takes the line feed before it",
    'resource "key" "k" {\n  v = <<EOT\n%{ for s in ["x", "y"] ~}\n  ${s}\n%{~ endfor }\nend\nEOT\n}',
    "  x  y\nend\n",
  ),
  value(
    "strip markers in an indented heredoc",
    'resource "key" "k" {\n  v = <<-EOT\n      a\n    %{ if true ~}\n      b\n    %{ endif ~}\n      c\n    EOT\n}',
    "  a\n      b\n      c\n",
  ),
  value(
    "a heredoc in a heredoc",
    'resource "key" "k" {\n  v = <<-EOT\n      x ${<<-IN\n        inner\n          more\n      IN\n      } y\n    EOT\n}',
    "x inner\n  more\n y\n",
  ),
  value(
    "old interpolation around everything",
    'variable "x" { default = ["a"] }\nresource "key" "k" { v = "${var.x}" }',
    ["a"],
  ),
  value("old index by a dot", 'locals { l = [{ a = "x" }] }\nresource "key" "k" { v = "${local.l.0.a}" }', "x"),
  value("a comment behind a value", 'resource "key" "k" {\n  v = "x" /* y */ # "z"\n}', "x"),
  value("a variable's default", 'variable "x" { default = "d" }\nresource "key" "k" { v = var.x }', "d"),
  value("a variable without default", 'variable "x" {}\nresource "key" "k" { v = var.x }', noDefault),
  value("a variable that nobody declares", 'resource "key" "k" { v = var.x }', "?var.x is not declared in . <var.x>"),
  value("a null default", 'variable "x" { default = null }\nresource "key" "k" { v = var.x }', null),
  value(
    "a sensitive variable",
    'variable "x" {\n  default = "d"\n  sensitive = true\n}\nresource "key" "k" { v = nonsensitive(var.x) }',
    "d",
  ),
  value(
    "a default converted to its type",
    'variable "x" {\n  type = string\n  default = 5\n}\nresource "key" "k" { v = var.x }',
    "5",
  ),
  value("a quoted type", 'variable "x" {\n  type = "string"\n  default = 5\n}\nresource "key" "k" { v = var.x }', "5"),
  value(
    "optional attributes with defaults",
    'variable "x" {\n  type = list(object({ a = string, b = optional(number, 2), c = optional(bool) }))\n  default = [{ a = 1, z = 3 }]\n}\nresource "key" "k" { v = var.x }',
    [{ a: "1", b: 2, c: null }],
  ),
  value(
    "a set loses doubles and gets an order",
    'variable "x" {\n  type = set(string)\n  default = ["b", "a", "b"]\n}\nresource "key" "k" { v = var.x }',
    ["a", "b"],
  ),
  value(
    "elements of any type have one type",
    'variable "x" {\n  type = object({ l = list(any), m = map(any), s = set(object({ n = string })) })\n  default = { l = ["a", 1], m = { a = 1, b = "x" }, s = [{ n = "b" }, { n = "a" }] }\n}\nresource "key" "k" { v = var.x }',
    { l: ["a", "1"], m: { a: "1", b: "x" }, s: [{ n: "a" }, { n: "b" }] },
  ),
  value(
    "locals through locals",
    'locals {\n  a = "${local.b}!"\n  b = local.c\n}\nlocals { c = "x" }\nresource "key" "k" { v = local.a }',
    "x!",
  ),
  value("a local that nobody declares", 'resource "key" "k" { v = local.x }', "?local.x is not declared in ."),
  value(
    "an unknown part leaves the others known",
    'variable "x" {}\nresource "key" "k" { v = { a = var.x, b = "y" } }',
    { a: noDefault, b: "y" },
  ),
  value(
    "an unknown part of a text",
    'variable "x" {}\nresource "key" "k" { v = "a-${var.x}" }',
    "?var.x has no default, and no value is given for it",
  ),
  value(
    "blanks around an unknown value",
    'resource "key" "k" {\n  v = <<EOT\n${tls_private_key.a.public_key_pem}\nEOT\n}\nresource "tls_private_key" "a" {}',
    "?tls_private_key.a.public_key_pem is known only after apply <tls_private_key.a.public_key_pem>",
  ),
  value(
    "trimspace keeps what is referred to",
    'variable "x" {}\nresource "key" "k" { v = trimspace(var.x) }',
    noDefault,
  ),
  value(
    "other functions do not",
    'variable "x" {}\nresource "key" "k" { v = upper(var.x) }',
    "?var.x has no default, and no value is given for it",
  ),
  value(
    "an unknown operand",
    'variable "x" {}\nresource "key" "k" { v = var.x + 1 }',
    "?var.x has no default, and no value is given for it",
  ),
  value("one side decides", 'variable "x" {}\nresource "key" "k" { v = [false && var.x, var.x || true] }', [
    false,
    true,
  ]),
  value(
    "an unknown condition",
    'variable "x" {}\nresource "key" "k" { v = var.x ? "a" : "b" }',
    "?var.x has no default, and no value is given for it",
  ),
  value("an unknown condition between equals", 'variable "x" {}\nresource "key" "k" { v = var.x ? "a" : "a" }', "a"),
  value(
    "an unknown condition between one reference",
    'variable "x" {}\nresource "key" "k" { v = var.x == 1 ? u.a.id : u.a.id }\nresource "u" "a" {}',
    "?u.a.id is known only after apply <u.a.id>",
  ),
  value("a known condition hides the other branch", 'resource "key" "k" { v = true ? "a" : var.nothing.at[5] }', "a"),
  value(
    "a known key of a partly unknown map",
    'variable "x" {}\nresource "key" "k" { v = lookup({ a = var.x, b = "y" }, "b", "z") }',
    "y",
  ),
  value(
    "length of a list with unknown elements",
    'variable "x" {}\nresource "key" "k" { v = length([var.x, var.x]) }',
    2,
  ),
  value(
    "coalesce stops at what is not known",
    'variable "x" {}\nresource "key" "k" { v = coalesce(var.x, "a") }',
    "?var.x has no default, and no value is given for it",
  ),
  value("coalesce before it", 'variable "x" {}\nresource "key" "k" { v = coalesce("a", var.x) }', "a"),
  value("try with an error first", 'resource "key" "k" { v = try({}.a, "b") }', "b"),
  value(
    "try with an unknown first",
    'variable "x" {}\nresource "key" "k" { v = try(var.x, "b") }',
    "?var.x has no default, and no value is given for it",
  ),
  value(
    "merge with an unknown map",
    'variable "x" {}\nresource "key" "k" { v = merge({ a = 1 }, var.x) }',
    "?var.x has no default, and no value is given for it",
  ),
  value(
    "jsonencode of an unknown part",
    'variable "x" {}\nresource "key" "k" { v = jsonencode({ a = var.x }) }',
    "?var.x has no default, and no value is given for it",
  ),
  value(
    "a loop over what is not known",
    'variable "x" {}\nresource "key" "k" { v = [for a in var.x : a] }',
    "?var.x has no default, and no value is given for it",
  ),
  value(
    "a loop with unknown values",
    'variable "x" {}\nresource "key" "k" { v = { for a in ["p", "q"] : a => a == "p" ? var.x : a } }',
    { p: noDefault, q: "q" },
  ),
];
