import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import { spend } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { typeName } from "../evaluation/type.ts";
import {
  entriesOf,
  isNull,
  nullValue,
  object,
  tuple,
  typeOf,
  unknownOf,
  unknownValue,
  type Value,
  dropReference,
} from "../evaluation/value.ts";
import type { Attribute, Block, Body } from "../syntax/body.ts";
import type { Repetition } from "./expansion.ts";
import type { Module } from "./module.ts";
import { attributeNamed } from "./module-source.ts";
import { contentType } from "./override.ts";

/** Blocks that speak to Terraform rather than to the provider. */
const metaBlocks: ReadonlySet<string> = new Set(["lifecycle", "provisioner", "connection"]);

type Names = ReadonlyMap<string, Value>;

/** One nested block as it comes to be, a `dynamic` one once for each element. */
export interface Content {
  readonly body: Body;
  readonly names: Names;
}

/** The types of the nested blocks that the provider sees, in the order of the text. */
export function contentTypes(body: Body): readonly string[] {
  return [...new Set(body.blocks.map(contentType))].filter((type) => !metaBlocks.has(type));
}

/** The nested blocks of a type, or why it isn't known how many there are. */
export function contents(
  module: Module,
  body: Body,
  type: string,
  repetition: Repetition,
  names: Names,
): readonly Content[] | Unknown {
  const found: Content[] = [];
  for (const block of body.blocks) {
    if (contentType(block) !== type) continue;
    if (block.type !== "dynamic") {
      found.push({ body: block.body, names });
      continue;
    }
    const dynamic = dynamicContents(module, block, repetition, names);
    if (isUnknown(dynamic)) return dynamic;
    found.push(...dynamic);
  }
  return found;
}

function dynamicContents(
  module: Module,
  block: Block,
  repetition: Repetition,
  names: Names,
): readonly Content[] | Unknown {
  const forEach = attributeNamed(block, "for_each");
  const content = block.body.blocks.find((nested) => nested.type === "content");
  if (forEach === undefined || content === undefined)
    throw new EvaluationProblem("a dynamic block lacks for_each or content");
  const collection = module.evaluate(forEach, repetition, names);
  const notKnown = unknownOf(collection);
  if (notKnown !== undefined) return dropReference(notKnown);
  const entries = entriesOf(collection);
  if (entries === undefined)
    throw new EvaluationProblem(
      `for_each of a dynamic block can't be ${isNull(collection) ? "null" : `a ${typeName(typeOf(collection))}`}`,
    );
  const iterator = iteratorOf(block);
  return entries.map(([key, value]) => {
    spend(10, 400);
    const item = object([
      ["key", key],
      ["value", value],
    ]);
    return { body: content.body, names: new Map([...names, [iterator, item]]) };
  });
}

function iteratorOf(block: Block): string {
  const expression = attributeNamed(block, "iterator")?.expression();
  if (expression?.kind === "name") return expression.name;
  // In JSON syntax the name stands in a string.
  return expression?.kind === "literal" ? String(expression.value) : (block.labels[0] ?? "");
}

/** The nested blocks of a type as the provider's state shows them, a list of objects; `timeouts` is one object. */
export function contentValues(
  module: Module,
  body: Body,
  type: string,
  repetition: Repetition,
  names: Names = new Map(),
): Value | undefined {
  if (!contentTypes(body).includes(type)) return undefined;
  const found = contents(module, body, type, repetition, names);
  if (isUnknown(found)) return unknownValue(found);
  const objects = found.map((content) => bodyValue(module, content, repetition));
  return type === "timeouts" ? (objects[0] ?? nullValue) : tuple(objects);
}

function bodyValue(module: Module, { body, names }: Content, repetition: Repetition): Value {
  const parts = new Map<string, Value>();
  spend(5, 200);
  for (const attribute of body.attributes) parts.set(attribute.name, module.evaluate(attribute, repetition, names));
  for (const type of contentTypes(body)) {
    const value = contentValues(module, body, type, repetition, names);
    if (value !== undefined) parts.set(type, value);
  }
  return object(parts);
}

/** The attributes that the provider sees. */
export function providerAttributes(body: Body): readonly Attribute[] {
  return body.attributes.filter((attribute) => !metaAttributes.has(attribute.name));
}

const metaAttributes: ReadonlySet<string> = new Set(["count", "for_each", "depends_on", "provider"]);
