import { type Attribute, type Block, type Body, type Comment, type ScannedFile, SyntaxProblem } from "./body.ts";
import type { Expression } from "./expression.ts";
import { parseExpression } from "./expression-parser.ts";
import { type JsonMember, type JsonNode, readJson } from "./json-reader.ts";
import type { SourceText, Span } from "./source-text.ts";
import { parseTemplate } from "./template-parser.ts";

/** Labels of the blocks that have some (Terraform, "JSON Configuration Syntax"). */
const labelCounts: ReadonlyMap<string, number> = new Map([
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
  ["variable", 1],
  ["output", 1],
  ["module", 1],
  ["provider", 1],
  ["check", 1],
  ["dynamic", 1],
  ["provisioner", 1],
]);

/** What holds blocks rather than attributes, by the block that it stands in; the empty name is the file itself. */
const nestedBlocks: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["", new Set([...labelCounts.keys(), "locals", "terraform", "moved", "import", "removed"])],
  ["resource", new Set(["lifecycle", "provisioner", "connection", "dynamic"])],
  ["dynamic", new Set(["content"])],
  ["content", new Set(["dynamic"])],
]);

/** Reads a file in JSON syntax into the same blocks and attributes; strings are templates, but for those of variables. `values`: a file of variable values. */
export function scanJsonFile(source: SourceText, content: "configuration" | "values" = "configuration"): ScannedFile {
  const comments: Comment[] = [];
  try {
    const members = membersOf(readJson(source.text));
    return { source, body: bodyOf(source, content === "values" ? content : "", members, comments), comments };
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return { source, body: { attributes: [], blocks: [] }, comments, problem };
  }
}

/** A body is an object, or an array of objects whose members are taken together (HCL, "JSON Syntax Specification", Bodies). */
function membersOf(node: JsonNode): readonly JsonMember[] {
  const bodies = node.kind === "array" ? node.items : [node];
  return bodies.flatMap((body) => {
    if (body.kind === "object") return body.members;
    throw new SyntaxProblem("the file must hold a JSON object, or an array of them", body.start);
  });
}

function bodyOf(source: SourceText, type: string, members: readonly JsonMember[], comments: Comment[]): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const member of members) {
    if (member.name === "//") note(member, comments);
    else if (nestedBlocks.get(type)?.has(member.name) === true)
      blocks.push(...blocksOf(source, member.name, [], member.nameSpan, member.value, comments));
    else attributes.push(attributeOf(source, type, member));
  }
  return { attributes, blocks };
}

/** The property `//` is a comment. */
function note(member: JsonMember, comments: Comment[]): void {
  const text = member.value.kind === "scalar" ? String(member.value.value).trim() : "";
  if (text.startsWith("keylint:")) comments.push({ text, start: member.start, end: member.end });
}

function blocksOf(
  source: SourceText,
  type: string,
  labels: readonly string[],
  header: Span,
  node: JsonNode,
  comments: Comment[],
): Block[] {
  if (node.kind === "array")
    return node.items.flatMap((item) => blocksOf(source, type, labels, header, item, comments));
  if (node.kind === "scalar" || node.kind === "number") {
    if (node.kind === "scalar" && node.value === null) return [];
    throw new SyntaxProblem(`${type} must be a JSON object`, node.start);
  }
  if (labels.length < (labelCounts.get(type) ?? 0))
    return node.members.flatMap((member) =>
      member.name === "//"
        ? []
        : blocksOf(source, type, [...labels, member.name], member.nameSpan, member.value, comments),
    );
  const body = bodyOf(source, type, node.members, comments);
  return [{ source, type, labels, header, body, start: header.start, end: node.end }];
}

function attributeOf(source: SourceText, blockType: string, member: JsonMember): Attribute {
  const isType = blockType === "variable" && member.name === "type";
  // Terraform reads these before there is anything to refer to: what stands in their strings is text.
  const literal = blockType === "variable" || blockType === "values";
  let expression: Expression | undefined;
  return {
    source,
    name: member.name,
    start: member.start,
    end: member.end,
    value: member.value,
    expression: () => {
      expression ??= isType ? typeOf(member.value) : expressionOf(member.value, literal);
      return expression;
    },
  };
}

/** A type constraint stands in a string. */
function typeOf(node: JsonNode): Expression {
  const text = node.kind === "scalar" && typeof node.value === "string" ? node.value : "any";
  return placed(node, () => parseExpression(text, { start: 0, end: text.length }));
}

function expressionOf(node: JsonNode, literal: boolean): Expression {
  const { start, end } = node;
  const textOf = (text: string, span: Span): Expression =>
    literal
      ? { kind: "literal", value: text, start: span.start, end: span.end }
      : placed(span, () => parseTemplate(text));
  switch (node.kind) {
    case "array":
      return { kind: "tuple", items: node.items.map((item) => expressionOf(item, literal)), start, end };
    case "object": {
      const items = node.members
        .filter((member) => member.name !== "//" || literal)
        .map((member) => ({
          key: textOf(member.name, member.nameSpan),
          value: expressionOf(member.value, literal),
        }));
      return { kind: "object", items, start, end };
    }
    case "number":
      return { kind: "number", digits: node.digits, start, end };
    case "scalar":
      return typeof node.value === "string"
        ? textOf(node.value, node)
        : { kind: "literal", value: node.value, start, end };
  }
}

/** What a string holds can be told no more exactly than by the string. */
function placed({ start, end }: Span, parse: () => Expression): Expression {
  try {
    return { ...parse(), start, end };
  } catch (problem) {
    if (problem instanceof SyntaxProblem) throw new SyntaxProblem(problem.message, start);
    throw problem;
  }
}
