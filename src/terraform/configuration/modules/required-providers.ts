import { type Attribute, type Block, type ScannedFile, SyntaxProblem } from "../syntax/body.ts";
import type { Expression } from "../syntax/expression.ts";

/** `NAME`, or `NAME.ALIAS`. */
export function providerName(block: Block): string {
  return [...block.labels, ...literals(block.body.attributes.find(({ name }) => name === "alias"))].join(".");
}

/** What `required_providers` says: `NAME = { source = "HOST/NAMESPACE/TYPE" }`. */
export function requiredIn(files: readonly ScannedFile[]): ReadonlyMap<string, string> {
  const bodies = files.flatMap(({ body }) => body.blocks.filter(({ type }) => type === "terraform"));
  // In JSON syntax it is an attribute.
  const inJson = bodies.flatMap(({ body }) => body.attributes.filter(({ name }) => name === "required_providers"));
  const blocks = bodies.flatMap(({ body }) => body.blocks.filter(({ type }) => type === "required_providers"));
  const required = inJson.flatMap(membersOf).concat(blocks.flatMap(({ body }) => body.attributes.map(memberOf)));
  return new Map(
    required.flatMap(([name, entry]) => {
      const source = entry === undefined ? undefined : itemsOf(entry).find(([key]) => key === "source")?.[1];
      const type = source === undefined ? undefined : textOf(source)?.split("/").at(-1);
      return type === undefined ? [] : [[name, type.toLowerCase()]];
    }),
  );
}

type Member = readonly [string, Expression | undefined];

function memberOf(attribute: Attribute): Member {
  return [attribute.name, parsed(attribute)];
}

function membersOf(attribute: Attribute): readonly Member[] {
  const expression = parsed(attribute);
  return expression === undefined ? [] : itemsOf(expression);
}

function itemsOf(expression: Expression): readonly (readonly [string, Expression])[] {
  if (expression.kind !== "object") return [];
  return expression.items.flatMap(({ key, value }) => {
    const name = key.kind === "name" ? key.name : textOf(key);
    return name === undefined ? [] : [[name, value]];
  });
}

function literals(attribute: Attribute | undefined): readonly string[] {
  const expression = attribute === undefined ? undefined : parsed(attribute);
  const text = expression === undefined ? undefined : textOf(expression);
  return text === undefined ? [] : [text];
}

function textOf(expression: Expression): string | undefined {
  return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : undefined;
}

/** What is no expression is told when the file is checked. */
function parsed(attribute: Attribute): Expression | undefined {
  try {
    return attribute.expression();
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return undefined;
    throw problem;
  }
}
