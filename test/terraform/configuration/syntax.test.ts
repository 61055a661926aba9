import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openSyntaxGate } from "../../../src/terraform/configuration/syntax/gate.ts";
import { SyntaxProblem } from "../../../src/terraform/configuration/syntax/body.ts";
import { parseExpression } from "../../../src/terraform/configuration/syntax/expression-parser.ts";
import { scanFile } from "../../../src/terraform/configuration/syntax/scanner.ts";
import { expressions } from "./expressions.ts";
import { readText } from "./read-text.ts";

const gate = await openSyntaxGate();

/** Whether Terraform's HCL takes it, and what our own scanner must follow whenever it does. */
const texts: readonly (readonly [title: string, text: string, valid: boolean])[] = [
  ["nothing", "", true],
  ["comments alone", "# a\n// b\n/* c\n*/", true],
  ["an attribute without a line feed", "a = 1", true],
  ["a block on one line", "a { b = 1 }\n", true],
  ["two attributes on one line", "a = 1 b = 2\n", false],
  ["two blocks on one line", "a {} b {}\n", false],
  ["a comma after an attribute", "a = 1,\n", false],
  ["a heredoc of HCL1 in a list", "a = [<<A\nx\nA\n, <<B\ny\nB\n]\n", true],
  ["a heredoc without a marker", "a = <<\nx\n", false],
  ["a heredoc that does not end", "a = <<EOT\nx\n", false],
  ["a heredoc marker with blanks behind", "a = <<EOT\nx\nEOT  \n", true],
  ["a heredoc marker followed by a comma", "a = [<<EOT\nx\nEOT,\n1]\n", false],
  ["a string over two lines", 'a = "x\ny"\n', false],
  ["a line feed in an interpolation", 'a = "${\n1\n}"\n', true],
  ["a string in an interpolation in a string", 'a = "${b["c"]}"\n', true],
  ["dollars before an escape", 'a = "$$${b}$"\n', true],
  ["an unknown escape", 'a = "\\q"\n', false],
  ["a template in a label", 'a "${b}" {}\n', false],
  ["an operator at the end of a line", "a = 1 +\n2\n", false],
  ["an operator at the end of a line in parentheses", "a = (1 +\n2)\n", true],
  ["a conditional over lines in a list", "a = [b ?\n1 :\n2]\n", true],
  ["an object with commas, colons and line feeds", "a = { b : 1, c = 2\nd = 3, }\n", true],
  ["an object without separators", "a = { b = 1 c = 2 }\n", false],
  ["an object with expressions as keys", 'a = { (b) = 1, "${c}" = 2, 3 = 4, for = 5 }\n', true],
  ["names with dashes and accents", "a-b = é_c\n", true],
  ["a call with its arguments spread", "a = f(b...)\n", true],
  ["a provider's function", "a = provider::b::c(1)\n", true],
  ["splats", "a = b.*.c[0]\nd = b[*].c[0].e\n", true],
  ["old indexes", "a = b.0.c.1\n", true],
  ["loops", "a = [for b, c in d : c if b]\ne = {for b in c : b => b...}\n", true],
  ["a carriage return alone ends no line", "a = 1\rb = 2\n", false],
  ["bitwise operators", "a = 1 & 2\n", false],
  ["a quote of another kind", "a = 'b'\n", false],
  ["a closing brace too many", "a {\n}\n}\n", false],
];

test.each(texts)("%s", async (_, text, valid) => {
  const source = { path: "/a.tf", uri: "a.tf", text };
  expect((await gate(source)).length === 0).toBe(valid);
  if (!valid) return;
  const { body, problem } = scanFile(source);
  expect(problem).toBeUndefined();
  for (const attribute of body.attributes) attribute.expression();
});

const terraform = spawnSync("terraform", ["version"]).status === 0;

test.skipIf(!terraform)(`terraform fmt agrees${terraform ? "" : " (left out: no terraform on the PATH)"}`, () => {
  const taken = texts.map(([title, text]) => [
    title,
    spawnSync("terraform", ["fmt", "-"], { input: text }).status === 0,
  ]);
  expect(taken).toEqual(texts.map(([title, , valid]) => [title, valid]));
});

// The parser in WebAssembly would not survive these, nor read any file after them.
test.each([
  ["lists", "[", "]"],
  ["objects", "{ a = ", "}"],
  ["parentheses", "(", "1)"],
  ["calls", "f(", ")"],
  ["strings", '"${', '}"'],
  ["negations", "!", ""],
  ["conditionals", "a ? 1 : ", "2"],
  ["blocks", "1\nb {\na = ", "\n}"],
])("%s nested too deeply are told, and the next file is read", async (_, open, close) => {
  const { resources, notifications } = await readText({
    "a.tf": `resource "key" "k" {\n  v = ${open.repeat(8000)}${close.repeat(8000)}\n}`,
    "b.tf": 'resource "key" "l" {}',
  });
  expect(resources.map(({ address }) => address)).toEqual(["key.l"]);
  expect(notifications).toMatchObject([{ id: "configuration-invalid", location: { uri: "a.tf" } }]);
  expect(notifications[0]?.message).toContain("nested too deeply");
});

test("a sum of more terms than are followed is left unknown, with the reason", async () => {
  const sum = Array.from({ length: 20_000 }, () => "1").join(" + ");
  const { resources } = await readText({ "a.tf": `resource "key" "k" { v = ${sum} }` });
  expect(resources[0]?.values["v"]).toMatchObject({ reason: "it is nested more deeply than keylint follows" });
});

const pieces = fc.constantFrom(
  ...'{}[]()"$%#/*<>-=!?:.,~\\\n é😀'.split(""),
  "${",
  "%{",
  "<<EOT\n",
  "EOT\n",
  "for ",
  " in ",
  "if ",
  "endif",
  "true",
  "null",
  "a",
  "var.x",
  "1",
  "...",
  "=>",
  "[*]",
  ".*",
  "/*",
  "*/",
);

function problemOf(text: string): unknown {
  try {
    parseExpression(text, { start: 0, end: text.length });
    return undefined;
  } catch (problem) {
    return problem;
  }
}

test("whatever the text, an expression is parsed or is a syntax problem", () => {
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
    // A good one with a hole.
    fc
      .tuple(fc.constantFrom(...expressions.map(([expression]) => expression)), fc.nat(60), fc.nat(5))
      .map(([expression, at, length]) => expression.slice(0, at) + expression.slice(at + length)),
  );
  fc.assert(
    fc.property(text, (text) => {
      expect(problemOf(text) ?? new SyntaxProblem("", 0)).toBeInstanceOf(SyntaxProblem);
      scanFile({ path: "/a.tf", uri: "a.tf", text });
    }),
    { numRuns: 3000 },
  );
});

test("whatever the text, a file is read or told", async () => {
  const text = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(text, text, async (inside, after) => {
      const { resources, notifications } = await readText({
        "a.tf": `resource "key" "k" {\n  v = ${inside}\n}\n${after}\n`,
      });
      expect(resources.length + notifications.length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});

test("escapes in a label do not hide a resource", async () => {
  for (const type of ["k\\u0065y", "k\\U00000065y"]) {
    const { resources } = await readText({ "a.tf": `resource "${type}" "k" {}\n` });
    expect(resources.map(({ address }) => address)).toEqual(["key.k"]);
  }
});
