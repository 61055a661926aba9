import { createRequire } from "node:module";
import * as fc from "fast-check";
import { Language, type Node, Parser } from "web-tree-sitter";
import { beforeAll, expect, test } from "vitest";
import type { Body } from "../../../src/terraform/configuration/syntax/body.ts";
import { scanFile } from "../../../src/terraform/configuration/syntax/scanner.ts";
import {
  decodeText,
  positionOf,
  regionOf,
  type SourceText,
} from "../../../src/terraform/configuration/syntax/source-text.ts";

/** What can be compared of a file: every block, header, attribute and value with its region. */
type Places = readonly string[];

const parser = { current: undefined as Parser | undefined };

beforeAll(async () => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve("@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm");
  parser.current = new Parser();
  parser.current.setLanguage(await Language.load(grammar));
});

function sourceOf(text: string): SourceText {
  return { path: "/main.tf", uri: "main.tf", text };
}

function ours(source: SourceText, body: Body): Places {
  const place = (span: { start: number; end: number }): string => {
    const { startLine, startColumn, endLine, endColumn } = regionOf(source, span);
    return `${startLine}:${startColumn}-${endLine}:${endColumn}`;
  };
  return [
    ...body.attributes.map((attribute) => `${attribute.name} ${place(attribute)} ${place(attribute.value)}`),
    ...body.blocks.flatMap((block) => [
      `${block.type} ${place(block)} ${place(block.header)}`,
      ...ours(source, block.body),
    ]),
  ].sort();
}

function theirs(text: string): Places {
  const tree = parser.current?.parse(text);
  if (tree === null || tree === undefined || tree.rootNode.hasError) throw new Error(`the oracle can't parse: ${text}`);
  return placesIn(tree.rootNode).sort();
}

function point({ row, column }: { row: number; column: number }): string {
  return `${row + 1}:${column + 1}`;
}

function placesIn(node: Node): string[] {
  return node.namedChildren.flatMap((child) => {
    if (child === null) return [];
    const whole = `${point(child.startPosition)}-${point(child.endPosition)}`;
    const name = child.namedChildren[0]?.text ?? "";
    if (child.type === "attribute") {
      const value = child.namedChildren.find((part) => part?.type === "expression");
      if (value === null || value === undefined) return [];
      return [`${name} ${whole} ${point(value.startPosition)}-${point(value.endPosition)}`];
    }
    if (child.type !== "block") return child.type === "body" ? placesIn(child) : [];
    const last = child.namedChildren.findLast((part) => part?.type === "identifier" || part?.type === "string_lit");
    const header = `${point(child.startPosition)}-${point(last?.endPosition ?? child.endPosition)}`;
    return [`${name} ${whole} ${header}`, ...placesIn(child)];
  });
}

const name = fc
  .stringMatching(/^[a-z][a-z0-9_-]{0,5}$/)
  .filter((text) => !/^(?:for|in|if|else|true|false|null|end)/.test(text));
const blank = fc.constantFrom("", " ", "  ", "\t", " /* c } */ ");
const quoted = fc
  .array(
    fc.constantFrom(
      "a",
      "é",
      "😀",
      " ",
      '\\"',
      "\\n",
      "#",
      "//",
      "{",
      "}",
      "$${x}",
      "%%{y}",
      "$ ",
      "${v.x}",
      '${f("}", [1])}',
    ),
    { maxLength: 6 },
  )
  .map((parts) => `"${parts.join("")}"`);
const comment = fc.constantFrom('# c { " \n', "// c <<EOT\n", "/* { \n } */\n");

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom("1", "true", "null", "var.x", "a.b[0].c", "x[*].y", "-1.5e3"),
    quoted,
    fc.array(tie("expression"), { maxLength: 3 }).map((items) => `[\n${items.join(",\n # ]\n")}]`),
    fc
      .array(fc.tuple(name, tie("expression")), { maxLength: 3 })
      .map((items) => `{\n${items.map(([key, value]) => `  ${key} = ${value}\n`).join("")}}`),
    tie("expression").map((value) => `f(${value}, "}")`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `(${a} == ${b} ? 1 : 2)`),
    tie("expression").map((value) => `[for k, v in ${value} : k if v != "]"]`),
  ),
}));

const heredoc = fc
  .tuple(
    fc.constantFrom("<<", "<<-"),
    fc.array(fc.constantFrom("text", '"', "}", "  # no comment", "${v.x}", "EOTX"), { maxLength: 4 }),
  )
  .map(([sign, lines]) => `${sign}EOT\n${lines.map((line) => `  ${line}\n`).join("")}EOT`);

const { body } = fc.letrec<{ body: string }>((tie) => ({
  body: fc
    .array(
      fc.oneof(
        { maxDepth: 4 },
        fc
          .tuple(blank, name, blank, fc.oneof(expression, heredoc))
          .map(([before, key, gap, value]) => `${before}${key}${gap}=${gap}${value}\n`),
        comment,
        fc
          .tuple(blank, name, fc.array(fc.constantFrom('"l"', '"a.b é"', "bare"), { maxLength: 2 }), tie("body"))
          .map(([before, type, labels, inner]) => `${before}${[type, ...labels].join(" ")} {\n${inner}}\n`),
        fc.tuple(name, name).map(([type, key]) => `${type} { ${key} = "}" }\n`),
        fc.constant("\n"),
      ),
      { maxLength: 6 },
    )
    .map((items) => items.join("")),
}));

test("every block, attribute and value of generated HCL is where tree-sitter finds it", () => {
  fc.assert(
    fc.property(body, (text) => {
      const source = sourceOf(text);
      const { problem, body } = scanFile(source);
      expect(problem).toBeUndefined();
      expect(ours(source, body)).toEqual(theirs(text));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["CRLF", 'a = 1\r\nb {\r\n  c = "x"\r\n}\r\n'],
  ["tabs", '\tb "l" {\n\t\tc\t= 1 # x\n\t}\n'],
  ["no line feed at the end", "a = 1"],
  ["two columns for one character beyond the BMP", 'a = "😀" /* 😀 */\nb = ["😀", 1]\n'],
])("positions with %s", (_, text) => {
  const source = sourceOf(text);
  expect(ours(source, scanFile(source).body)).toEqual(theirs(text));
});

test.each([
  ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16LE with a byte order mark", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16LE without one", (text: string) => Buffer.from(text, "utf16le")],
  ["UTF-16BE", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
])("%s decodes to the same text", (_, encode) => {
  const text = 'a = "é😀"\n';
  expect(decodeText(encode(text))).toBe(text);
});

test("line and column count from 1", () => {
  const source = sourceOf("a = 1\nbc = 2\n");
  expect([0, 5, 6, 9, 13].map((offset) => positionOf(source, offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 6 },
    { line: 2, column: 1 },
    { line: 2, column: 4 },
    { line: 3, column: 1 },
  ]);
});
