import type { Move } from "../../../model/refactoring.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import type { Attribute, Block } from "../syntax/body.ts";
import { joinAddress } from "./address.ts";
import type { Module } from "./module.ts";
import { attributeNamed } from "./module-source.ts";

/** The `moved` blocks of a module instance, as absolute addresses (Terraform, "Refactoring"). */
export function movesOf(module: Module, source: string): readonly Move[] {
  return module.source.refactoring.flatMap((block) => {
    const [from, to] = [addressIn(block, "from"), addressIn(block, "to")];
    if (block.type !== "moved" || from === undefined || to === undefined) return [];
    const absolute = (address: string): string => joinAddress(module.address, address);
    return [{ source, root: module.context.root.uri, from: absolute(from), to: absolute(to) }];
  });
}

/** The ids of `import` blocks by the address that they are for; one whose id is not known, or that has `for_each`, says nothing. */
export function importsOf(module: Module): ReadonlyMap<string, string> {
  return new Map(
    module.source.refactoring.flatMap((block) => {
      const id = attributeNamed(block, "id");
      const to = addressIn(block, "to");
      if (block.type !== "import" || id === undefined || to === undefined) return [];
      if (attributeNamed(block, "for_each") !== undefined) return [];
      const value = textOf(module, id);
      return value === undefined ? [] : [[to, value]];
    }),
  );
}

function textOf(module: Module, attribute: Attribute): string | undefined {
  try {
    const value = module.evaluate(attribute, {});
    return typeof value === "string" ? value : undefined;
  } catch (problem) {
    if (problem instanceof EvaluationProblem) return undefined;
    throw problem;
  }
}

/** Arguments whose changes Terraform ignores: `lifecycle { ignore_changes = [...] }`, or `all`. */
export function ignoredChanges(block: Block): readonly string[] | "all" | undefined {
  const lifecycle = block.body.blocks.find(({ type }) => type === "lifecycle");
  const attribute = lifecycle === undefined ? undefined : attributeNamed(lifecycle, "ignore_changes");
  if (attribute === undefined) return undefined;
  const text = writtenText(attribute);
  if (/^"?all"?$/.test(text)) return "all";
  return text
    .replaceAll(/^\[|\]$/g, "")
    .split(",")
    .map((name) => /^"?([\w-]+)/.exec(name)?.[1])
    .filter((name) => name !== undefined);
}

/** An address as it is written; white space does not matter, and JSON syntax writes it as a text. */
function addressIn(block: Block, name: string): string | undefined {
  const attribute = attributeNamed(block, name);
  if (attribute === undefined) return undefined;
  const text = writtenText(attribute);
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('\\"', '"') : text;
}

/** The text of a value without comments, and without white space outside of texts. */
function writtenText({ source, value }: Attribute): string {
  const token = /"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*|\s+|[^"\s#/]+|[\s\S]/g;
  return (source.text.slice(value.start, value.end).match(token) ?? [])
    .filter((part) => !/^(?:\s|#|\/\/|\/\*)/.test(part))
    .join("");
}
