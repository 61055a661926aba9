import { Generator } from "../expressions/generator.ts";
import { Random } from "../expressions/random.ts";

/** A module of variables, locals and resources of the stand-in provider; one seed gives one module. */
export function generateModule(seed: number): string {
  const random = new Random(seed);
  const expressions = new Generator(seed);
  /** Text that is known; what would be an error is another text. */
  const text = (...names: readonly string[]): string =>
    `try(tostring(${expressions.make("text", 1 + random.below(3), names)}), "other")`;
  const pem = (at: number): string => `"PEM-${seed}-${at}"`;
  const variables = [
    'variable "name" {\n  type = string\n  default = "n"\n}',
    `variable "people" {\n  type = map(object({ key = string, active = optional(bool, ${random.pick(["true", "false"])}), note = optional(string${random.pick(["", ', "none"'])}), tags = optional(map(string), { t = 1 }) }))\n  default = ${people(random)}\n}`,
    `variable "numbers" {\n  type = ${random.pick(["list(number)", "set(string)", "list(any)", "tuple([number, string])", "any"])}\n  default = [${random.pick(["1, 2", '"3", 4', '"1", "x"', "10, 010"].slice(0, 2))}]\n}`,
    `variable "flag" {\n  type = ${random.pick(["bool", "string", "any"])}\n  default = ${random.pick(["true", "false", '"true"', "null"])}\n  nullable = ${random.pick(["true", "false"])}\n}`.replace(
      "default = null\n  nullable = false",
      "default = true\n  nullable = false",
    ),
  ];
  const known = ["var.name", "var.people", "var.numbers", "var.flag"];
  const locals = [
    `  texts = [${random.list(3, () => text(...known), 1).join(", ")}]`,
    `  any0 = try(${expressions.make("any", 3, known)}, null)`,
    `  chosen = { for k, v in var.people : k => v if ${random.pick(["v.active", "v.note != null", 'v.key != "PEM-x"', "length(k) > 1 || v.active", "true"])} }`,
    `  mixed = {\n${random
      .list(3, () => 0, 1)
      .map(
        (_, at) =>
          `    m${at} = { user = "u${at}", pem = ${random.pick([pem(at), "tls_private_key.one.public_key_pem", "null", `tls_private_key.each["a"].public_key_pem`])} }`,
      )
      .join("\n")}\n  }`,
    `  number = try(tonumber(${expressions.make("number", 2, known)}), 1)`,
  ];
  const reference = (): string =>
    random.pick([
      "tls_private_key.one.public_key_pem",
      'tls_private_key.each["a"].public_key_pem',
      "values(tls_private_key.each)[0].public_key_pem",
      "trimspace(tls_private_key.one.public_key_pem)",
      "tls_private_key.many[0].public_key_pem",
      "one(tls_private_key.many[*].public_key_pem)",
      pem(9),
      "local.texts[0]",
      '"${local.texts[0]}-${var.name}"',
      `local.mixed.m0 == null ? "x" : ${pem(8)}`,
      `var.flag == true ? ${pem(7)} : local.texts[0]`,
      'try(local.any0.pem, local.any0.a, "x") == "x" ? local.texts[0] : "z"',
    ]);
  const keys = random
    .list(3, () => 0, 2)
    .map((_, at) => {
      const repeated = random.pick([
        ["", pem(at)],
        ["", reference()],
        [
          `  count = ${random.pick(["1", "2", "0", '"2"', "length(var.people)", "var.flag == null ? 1 : 2", "local.mixed != null ? 1 : 0", "min(2, length(local.texts))", "var.people == {} ? 1 : 2", "length(local.mixed) > 1 ? 1 : 0", "toset(var.numbers) == toset([]) ? 1 : 0"])}\n`,
          `"PEM-\${count.index}-${at}"`,
        ],
        [
          "  for_each = local.chosen\n",
          random.pick([
            "each.value.key",
            '"${each.key}-${each.value.note == null ? "" : each.value.note}"',
            'join(",", [for k, v in each.value.tags : "${k}=${v}"])',
          ]),
        ],
        [`  for_each = toset([${random.list(3, () => text(...known), 1).join(", ")}])\n`, "each.key"],
        [
          "  for_each = { for k, v in local.mixed : k => v if v != null }\n",
          'each.value.pem == null ? "none" : each.value.pem',
        ],
        [
          `  for_each = try({ for k, v in ${expressions.make("map", 3, known)} : tostring(k) => jsonencode(v) }, {})\n`,
          "each.value",
        ],
        ["  for_each = toset([for n in var.numbers : tostring(n)])\n", "each.value"],
      ] as const);
      return `resource "oci_identity_api_key" "k${at}" {\n${repeated[0]}  user_id   = ${random.pick([text(...known), "oci_identity_user.u.id", "local.texts[0]", '"ocid1.user.oc1..${local.number}"'])}\n  key_value = ${repeated[1]}\n}`;
    });
  return [
    ...variables,
    `locals {\n${locals.join("\n")}\n}`,
    'resource "tls_private_key" "one" {\n  algorithm = "RSA"\n}',
    `resource "tls_private_key" "many" {\n  count     = 1\n  algorithm = "RSA"\n  rsa_bits  = ${random.pick(["2048", '"4096"', "1024 * 2"])}\n}`,
    'resource "tls_private_key" "each" {\n  for_each  = toset(["a", "b"])\n  algorithm = "RSA"\n}',
    `resource "oci_identity_user" "u" {\n  name        = ${text(...known)}\n  description = ${text(...known)}\n}`,
    ...keys,
    `resource "oci_identity_domains_api_key" "d" {\n  idcs_endpoint = local.texts[0]\n  key           = ${pem(5)}\n  schemas       = ${random.pick(['["a", "b"]', "local.texts", "sort(local.texts)", 'tolist(toset(["b", "a"]))', "[1, true]"])}\n  dynamic "user" {\n    for_each = ${random.pick(["local.texts", "[]", "local.chosen", 'toset(["x"])'])}\n    content {\n      value = ${random.pick(["user.key", "jsonencode(user.value)"])}\n    }\n  }\n}`,
  ].join("\n\n");
}

function people(random: Random): string {
  const person = (at: number): string =>
    `${random.pick(["ann", "bob", '"c d"', '"José"', '"Jose\\u0301e"'])} = { key = ${random.pick([`"PEM-p${at}"`, "5", "true"])}${random.pick(["", ", active = false", ', active = "true"', ", active = null"])}${random.pick(["", ', note = "x"', ", note = 1"])}${random.pick(["", ", tags = { b = 2 }"])} }`;
  return `{\n${random
    .list(3, () => 0, 1)
    .map((_, at) => `    ${person(at)}`)
    .join("\n")}\n  }`;
}
