import type { Construct } from "./construct.ts";

const key = 'resource "key" "k" { v = var.x }\n';
const child = `variable "x" {}\n${key}`;
const call = (body: string): string => `module "m" {\n  source = "./m"\n${body}\n}\n`;

/** Instances, modules, inputs and outputs. */
export const moduleConstructs: readonly Construct[] = [
  { title: "count = 0", files: { "main.tf": 'resource "key" "k" { count = 0 }' }, keys: {} },
  {
    title: "a literal count",
    files: { "main.tf": 'resource "key" "k" {\n  count = 2\n  v = count.index\n}' },
    keys: { "key.k[0]": { v: 0 }, "key.k[1]": { v: 1 } },
  },
  {
    title: "count by a known condition",
    files: { "main.tf": 'variable "x" { default = false }\nresource "key" "k" { count = var.x ? 1 : 0 }' },
    keys: {},
  },
  {
    title: "an unknown count",
    files: { "main.tf": 'variable "x" {}\nresource "key" "k" {\n  count = var.x ? 1 : 0\n  v = count.index\n}' },
    keys: { "key.k": { v: "?var.x has no default, and no value is given for it" } },
  },
  {
    title: "an unknown for_each",
    files: { "main.tf": 'variable "x" {}\nresource "key" "k" {\n  for_each = var.x\n  v = each.value.id\n}' },
    keys: { "key.k": { v: "?var.x has no default, and no value is given for it" } },
  },
  {
    title: "for_each over a map",
    files: { "main.tf": 'resource "key" "k" {\n  for_each = { b = "B", a = "A" }\n  v = each.value\n}' },
    keys: { 'key.k["a"]': { v: "A" }, 'key.k["b"]': { v: "B" } },
  },
  {
    title: "for_each over a set",
    files: { "main.tf": 'resource "key" "k" {\n  for_each = toset(["a"])\n  v = each.value\n}' },
    keys: { 'key.k["a"]': { v: "a" } },
  },
  {
    title: "for_each over a loop",
    files: {
      "main.tf":
        'locals { u = [{ n = "a", on = true }, { n = "b", on = false }] }\nresource "key" "k" {\n  for_each = { for u in local.u : u.n => u if u.on }\n  v = each.key\n}',
    },
    keys: { 'key.k["a"]': { v: "a" } },
  },
  {
    title: "for_each over other instances",
    files: {
      "main.tf":
        'resource "u" "a" { for_each = toset(["p"]) }\nresource "key" "k" {\n  for_each = u.a\n  v = each.value.id\n}',
    },
    keys: { 'key.k["p"]': { v: '?u.a["p"].id is known only after apply <u.a["p"].id>' } },
  },
  {
    title: "known keys of unknown values",
    files: { "main.tf": 'variable "x" {}\nresource "key" "k" {\n  for_each = { a = var.x }\n  v = each.value\n}' },
    keys: { 'key.k["a"]': { v: "?var.x has no default, and no value is given for it <var.x>" } },
  },
  {
    title: "keys as Terraform writes them",
    files: { "main.tf": 'resource "key" "k" { for_each = toset(["a.b", "q\\"\\\\", "n\\nl", "$${x}", "é"]) }' },
    keys: { 'key.k["$${x}"]': {}, 'key.k["a.b"]': {}, 'key.k["n\\nl"]': {}, 'key.k["q\\"\\\\"]': {}, 'key.k["é"]': {} },
  },
  {
    title: "a module's input",
    files: { "main.tf": call('  x = "y"'), "m/main.tf": child },
    keys: { "module.m.key.k": { v: "y" } },
  },
  {
    title: "a module's default",
    files: { "main.tf": call(""), "m/main.tf": `variable "x" { default = "d" }\n${key}` },
    keys: { "module.m.key.k": { v: "d" } },
  },
  {
    title: "an input that nobody gives",
    files: { "main.tf": call(""), "m/main.tf": child },
    keys: { "module.m.key.k": { v: "?module.m.var.x has no default, and no value is given for it <module.m.var.x>" } },
  },
  {
    title: "null takes the default's place unless it may not",
    files: {
      "main.tf": call("  x = null"),
      "m/main.tf": `variable "x" {\n  default = "d"\n  nullable = false\n}\n${key}`,
    },
    keys: { "module.m.key.k": { v: "d" } },
  },
  {
    title: "null as an input",
    files: { "main.tf": call("  x = null"), "m/main.tf": `variable "x" { default = "d" }\n${key}` },
    keys: { "module.m.key.k": { v: null } },
  },
  {
    title: "a reference through an input",
    files: { "main.tf": `${call("  x = u.a.id")}resource "u" "a" {}`, "m/main.tf": child },
    keys: { "module.m.key.k": { v: "?u.a.id is known only after apply <u.a.id>" } },
  },
  {
    title: "a reference inside a module",
    files: {
      "main.tf": call('  x = "n"'),
      "m/main.tf": 'variable "x" {}\nresource "u" "a" {}\nresource "key" "k" { v = u.a.id }',
    },
    keys: { "module.m.key.k": { v: "?module.m.u.a.id is known only after apply <module.m.u.a.id>" } },
  },
  {
    title: "an output",
    files: {
      "main.tf": `${call('  x = "y"')}resource "key" "r" { v = module.m.o }`,
      "m/main.tf": 'variable "x" {}\noutput "o" { value = "${var.x}!" }',
    },
    keys: { "key.r": { v: "y!" } },
  },
  {
    title: "an unknown output",
    files: {
      "main.tf": `${call("")}resource "key" "r" { v = module.m.o.id }`,
      "m/main.tf": 'resource "u" "a" {}\noutput "o" { value = u.a }',
    },
    keys: { "key.r": { v: "?module.m.u.a.id is known only after apply <module.m.u.a.id>" } },
  },
  {
    title: "an output that is not declared",
    files: { "main.tf": `${call("")}resource "key" "r" { v = module.m.o }`, "m/main.tf": "" },
    keys: { "key.r": { v: "?output.o is not declared in m" } },
  },
  {
    title: "count on a module",
    files: { "main.tf": call("  count = 2\n  x = count.index"), "m/main.tf": child },
    keys: { "module.m[0].key.k": { v: 0 }, "module.m[1].key.k": { v: 1 } },
  },
  {
    title: "for_each on a module",
    files: {
      "main.tf": `${call('  for_each = { a = "A" }\n  x = each.value')}resource "key" "r" { v = module.m["a"].o }`,
      "m/main.tf": `${child}output "o" { value = var.x }`,
    },
    keys: { "key.r": { v: "A" }, 'module.m["a"].key.k': { v: "A" } },
  },
  {
    title: "an unknown count on a module",
    files: { "main.tf": `variable "n" {}\n${call('  count = var.n\n  x = "y"')}`, "m/main.tf": child },
    keys: { "module.m.key.k": { v: "y" } },
  },
  {
    title: "modules in each other",
    files: {
      "main.tf": call('  x = "y"'),
      "m/main.tf":
        'variable "x" {}\nmodule "n" {\n  source = "../n"\n  for_each = toset([var.x])\n  x = "${each.key}!"\n}',
      "n/main.tf": child,
    },
    keys: { 'module.m.module.n["y"].key.k': { v: "y!" } },
  },
  {
    title: "one module called twice",
    files: { "main.tf": `${call('  x = "a"')}module "n" {\n  source = "./m/"\n  x = "b"\n}`, "m/main.tf": child },
    keys: { "module.m.key.k": { v: "a" }, "module.n.key.k": { v: "b" } },
  },
  {
    title: "path.module in a module",
    files: {
      "main.tf": call("  x = path.module"),
      "m/main.tf": 'variable "x" {}\nresource "key" "k" { v = [var.x, path.module, path.root] }',
    },
    keys: { "module.m.key.k": { v: [".", "m", "."] } },
  },
  {
    title: "two roots",
    files: { "a/main.tf": 'resource "key" "k" { v = 1 }', "b/main.tf": 'resource "key" "l" { v = 2 }' },
    keys: { "key.k": { v: 1 }, "key.l": { v: 2 } },
  },
  {
    title: "a root that calls a folder beside it",
    files: { "envs/p/main.tf": 'module "m" {\n  source = "../../m"\n  x = "p"\n}', "m/main.tf": child },
    keys: { "module.m.key.k": { v: "p" } },
  },
];
