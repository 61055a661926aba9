import type { Region } from "../../../model/location.ts";
import { isUnknown } from "../../../model/unknown.ts";
import { onShare, spend, UnfinishedWork } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { type Attribute, type Block, SyntaxProblem } from "../syntax/body.ts";
import type { Expression } from "../syntax/expression.ts";
import { regionOf, type Span } from "../syntax/source-text.ts";
import { type Content, contents, contentTypes, providerAttributes } from "./block-values.ts";
import type { Repetition } from "./expansion.ts";
import type { Module } from "./module.ts";

/** Regions of the attributes that stand in the file of the block itself. */
export function placesOf(module: Module, block: Block, repetition: Repetition): Map<string, Region> {
  const places = new Map<string, Region>();
  const add = ({ body, names }: Content, path: string): void => {
    for (const attribute of providerAttributes(body))
      if (attribute.source === block.source) addAttribute(places, attribute, path);
    for (const type of contentTypes(body)) {
      const found = contentsIfKnown(module, body, type, repetition, names);
      for (const [index, content] of found.entries())
        add(content, type === "timeouts" ? `${path}${type}.` : `${path}${type}.${index}.`);
    }
  };
  try {
    onShare(() => add({ body: block.body, names: new Map() }, ""));
  } catch (problem) {
    // The places found so far are right; for more than these nobody looks.
    if (!(problem instanceof UnfinishedWork)) throw problem;
  }
  return places;
}

function contentsIfKnown(
  module: Module,
  body: Block["body"],
  type: string,
  repetition: Repetition,
  names: Content["names"],
): readonly Content[] {
  try {
    const found = contents(module, body, type, repetition, names);
    return isUnknown(found) ? [] : found;
  } catch (problem) {
    if (problem instanceof UnfinishedWork) throw problem;
    if (problem instanceof EvaluationProblem || problem instanceof SyntaxProblem) return [];
    throw problem;
  }
}

/** The attribute, and the parts of it that are written out as objects and lists. */
function addAttribute(places: Map<string, Region>, attribute: Attribute, path: string): void {
  const name = path + attribute.name;
  spend(5, 300);
  places.set(name, regionOf(attribute.source, attribute));
  const add = (value: Expression, at: string): void => {
    if (value.kind === "object")
      for (const item of value.items) {
        if (item.key.kind !== "literal") continue;
        const part = `${at}.${String(item.key.value)}`;
        const span: Span = { start: item.key.start, end: item.value.end };
        places.set(part, regionOf(attribute.source, span));
        add(item.value, part);
      }
    else if (value.kind === "tuple") for (const [index, item] of value.items.entries()) add(item, `${at}.${index}`);
  };
  try {
    add(attribute.expression(), name);
    // A block that is written as an attribute may be an object as well as a list of one.
    if (attribute.expression().kind === "object") add(attribute.expression(), `${name}.0`);
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
  }
}
