/** Configuration that is small and asks for much work. The resource `key.k` has it in `v`, or as its instances. */
export interface Attack {
  readonly title: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** What becomes of it: the value is open, its number of instances is, the rest is told not to be followed, or the work is done after all. */
  readonly outcome: "open" | "instances" | "abandoned" | "value" | "unchecked" | "refused";
}

function value(
  title: string,
  expression: string,
  outcome: Attack["outcome"] = "open",
  more: Attack["files"] = {},
): Attack {
  return { title, files: { "main.tf": `resource "key" "k" {\n  v = ${expression}\n}\n`, ...more }, outcome };
}

/** A local that takes the one before it twice, again and again. */
function doubled(
  title: string,
  first: string,
  twice: (before: string) => string,
  last: (name: string) => string,
): Attack {
  const lines = Array.from({ length: 40 }, (_, at) => `  a${at + 1} = ${twice(`local.a${at}`)}`);
  const text = `locals {\n  a0 = ${first}\n${lines.join("\n")}\n}\nresource "key" "k" {\n  v = ${last("local.a40")}\n}\n`;
  return { title, files: { "main.tf": text }, outcome: "open" };
}

const long = "a".repeat(200_000);
const bomb = Array.from({ length: 12 }, (_, at) => {
  const [name, before] = [String.fromCodePoint(97 + at), String.fromCodePoint(96 + at)];
  return `${name}: &${name} [${Array.from({ length: 10 }, () => (at === 0 ? "x" : `*${before}`)).join(",")}]\n`;
}).join("");

function calls(depth: number): Record<string, string> {
  const modules = Array.from({ length: depth }, (_, at): [string, string] => [
    `m${at}/m.tf`,
    at === depth - 1
      ? 'resource "key" "k" {}\n'
      : `module "a" {\n  source = "../m${at + 1}"\n}\nmodule "b" {\n  source = "../m${at + 1}"\n}\n`,
  ]);
  return { "main.tf": 'module "a" {\n  source = "./m0"\n}\nresource "key" "k" {}\n', ...Object.fromEntries(modules) };
}

export const attacks: readonly Attack[] = [
  value("three nested loops", "length([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]])"),
  value(
    "nested loops with conditions",
    "[for a in range(1000) : a if length([for b in range(1000) : b if b == a]) > 2]",
  ),
  value("a product of lists", "setproduct(range(1000), range(1000), range(1000))"),
  value("a product that is empty", "length(setproduct(range(1000), range(1000), []))", "value"),
  value("a wide verb", 'format("%900000000s", "a")'),
  value("a precise verb", 'format("%.900000000f", 1)'),
  value("a wide verb in a list", 'formatlist("%100000s", range(1000))'),
  value("an indentation", 'indent(900000000, "a\\nb")'),
  value("an indentation of many lines", 'indent(1000, join("\\n", range(1000)))', "value"),
  value(
    "a replacement that grows",
    `replace(replace(replace("${"a".repeat(500)}", "a", "${"b".repeat(500)}"), "b", "${"c".repeat(500)}"), "c", "dd")`,
  ),
  value("a replacement of nothing", `replace("${"a".repeat(20_000)}", "", "${"b".repeat(5_000)}")`),
  value("the length of a long text", 'length(file("long.txt"))', "value", { "long.txt": long }),
  value("the length of a long text of letters with marks", 'length(file("long.txt"))', "value", {
    "long.txt": "e\u0301x".repeat(60_000),
  }),
  value("one character of many marks", 'substr(file("long.txt"), 0, 1)', "value", {
    "long.txt": `a${"\u0323".repeat(100_000)}`,
  }),
  value("a long text in reverse, again and again", `[for n in range(1000) : strrev(file("long.txt"))]`, "open", {
    "long.txt": "é".repeat(100_000),
  }),
  value("hashes of a long text", '[for n in range(1000) : sha512(file("long.txt"))]', "open", { "long.txt": long }),
  value("a regular expression that looks to the end each time", 'regexall("a(?:.*b)?", file("long.txt"))', "open", {
    "long.txt": long,
  }),
  value("a regular expression that repeats repetitions", 'regex("((((a{99}){99}){99}){99})", "a")'),
  value("a replacement by a regular expression", 'replace(file("long.txt"), "/a*?/", "x")', "open", {
    "long.txt": long,
  }),
  value("YAML of aliases of aliases", 'jsonencode(yamldecode(file("b.yaml")))', "open", { "b.yaml": bomb }),
  value("YAML that merges aliases of aliases", 'length(flatten(values(yamldecode(file("b.yaml")))))', "open", {
    "b.yaml": bomb,
  }),
  value("JSON that is nested deeply", 'jsondecode(file("b.json"))', "open", {
    "b.json": "[".repeat(100_000) + "]".repeat(100_000),
  }),
  value("a large number", "1e999999999", "refused"),
  value("a number that is squared again and again", Array.from({ length: 60 }, () => "pow(10, 300)").join(" * ")),
  value("a small number", "1 / 1e-4000 * 1e4000", "open"),
  value("a comparison of large numbers", "1e900000 > 1e-900000"),
  value("a long sum", Array.from({ length: 30_000 }, () => "1").join(" + ")),
  value("many conditions in each other", `${"true ? ".repeat(400)}1${" : 2".repeat(400)}`, "value"),
  value("distinct of many", "length(distinct([for a in range(1000) : [for b in range(100) : a * b]]))", "open"),
  value("sets of sets", "setunion([for a in range(1000) : toset([for b in range(200) : a + b])]...)"),
  value("lists that are sorted again and again", "[for a in range(1000) : sort([for b in range(1000) : b])]"),
  value("a list that is searched for each of its elements", "[for a in range(1000) : index(range(1000), a)]"),
  value("types of many shapes", "tolist([for a in range(1000) : { for b in range(a) : b => a }])"),
  value("a template that loops", '"%{ for a in range(1000) }%{ for b in range(1000) }${a}${b}%{ endfor }%{ endfor }"'),
  value(
    "a template from a file, again and again",
    '[for a in range(1000) : templatefile("t.tpl", { n = range(1000) })]',
    "open",
    { "t.tpl": "%{ for x in n }${x}%{ endfor }" },
  ),
  value("zipmap and transpose", "transpose({ for a in range(500) : a => [for b in range(500) : b] })"),
  doubled(
    "texts",
    '"xxxxxxxxxx"',
    (before) => `"\${${before}}\${${before}}"`,
    (name) => name,
  ),
  doubled(
    "lists after lists",
    '["x"]',
    (before) => `concat(${before}, ${before})`,
    (name) => name,
  ),
  doubled(
    "lists in lists",
    '["x"]',
    (before) => `[${before}, ${before}]`,
    (name) => `jsonencode(${name})`,
  ),
  doubled(
    "lists in lists as they are",
    '["x"]',
    (before) => `[${before}, ${before}]`,
    (name) => name,
  ),
  doubled(
    "objects in objects",
    "{ a = 1 }",
    (before) => `{ a = ${before}, b = ${before} }`,
    (name) => `jsonencode(${name}) == "x"`,
  ),
  doubled(
    "flattened lists",
    '["x"]',
    (before) => `flatten([for x in ${before} : [x, x]])`,
    (name) => `join("", ${name})`,
  ),
  { title: "a large count", files: { "main.tf": 'resource "key" "k" {\n  count = 1e9\n}\n' }, outcome: "instances" },
  {
    title: "a count that just fits",
    files: { "main.tf": 'resource "key" "k" {\n  count = 90000\n  v = count.index\n}\n' },
    outcome: "abandoned",
  },
  {
    title: "keys of a product",
    files: {
      "main.tf":
        'resource "key" "k" {\n  for_each = toset([for p in setproduct(range(1000), range(1000)) : "${p[0]}-${p[1]}"])\n}\n',
    },
    outcome: "instances",
  },
  {
    title: "blocks in blocks",
    files: {
      "main.tf":
        'resource "key" "k" {\n  dynamic "v" {\n    for_each = range(1000)\n    content {\n      dynamic "y" {\n        for_each = range(1000)\n        content {\n          z = 1\n        }\n      }\n    }\n  }\n}\n',
    },
    outcome: "open",
  },
  { title: "modules that call two modules each", files: calls(30), outcome: "abandoned" },
  {
    title: "a comment that is opened again and again",
    files: { "main.tf": `x = 1 ${"/* ".repeat(30_000)}` },
    outcome: "refused",
  },
  {
    title: "a mistake at the end of a long line",
    files: { "main.tf": `resource "key" "k" {}\nlocals { big = "${"a".repeat(200_000)}" x }\n` },
    outcome: "refused",
  },
  {
    title: "a heredoc of many lines",
    files: { "main.tf": `resource "key" "k" {\n  v = length(<<EOT\n${"${1}\n".repeat(20_000)}EOT\n  )\n}\n` },
    outcome: "unchecked",
  },
  {
    title: "a string of signs",
    files: { "main.tf": `resource "key" "k" {\n  v = length("${"$".repeat(50_000)}")\n}\n` },
    outcome: "unchecked",
  },
];
