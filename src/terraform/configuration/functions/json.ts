import { spend, UnfinishedWork } from "../evaluation/budget.ts";
import { parseNumber } from "../evaluation/number.ts";
import { numberText } from "../evaluation/number-text.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { normalized } from "../evaluation/text.ts";
import { sameType } from "../evaluation/type.ts";
import {
  isKind,
  isMapping,
  isNull,
  isSequence,
  nullValue,
  object,
  tuple,
  typeOf,
  type Value,
} from "../evaluation/value.ts";
import { NestingProblem, SyntaxProblem } from "../syntax/body.ts";
import { type JsonNode, readJson } from "../syntax/json-reader.ts";

/** JSON as Go's encoder writes it for Terraform: keys in order, `<`, `>` and `&` escaped. */
export function jsonText(value: Value): string {
  spend(1, 16);
  if (isNull(value)) return "null";
  if (typeof value === "boolean") return String(value);
  if (isKind(value, "number")) {
    if (value.infinite) throw new EvaluationProblem("there is no JSON for infinity");
    return numberText(value);
  }
  if (typeof value === "string") return quoted(value);
  if (isSequence(value)) return `[${value.items.map(jsonText).join(",")}]`;
  if (isMapping(value))
    return `{${Array.from(value.entries, ([key, item]) => `${quoted(key)}:${jsonText(item)}`).join(",")}}`;
  throw new EvaluationProblem("a value that is not known has no JSON");
}

function quoted(given: string): string {
  spend(given.length / 32, given.length);
  return JSON.stringify(given).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The value that a JSON text stands for. */
export function decodeJson(text: string): Value {
  spend(text.length / 8, text.length * 2);
  try {
    return valueOfJson(readJson(text));
  } catch (problem) {
    if (problem instanceof NestingProblem) throw new UnfinishedWork("it is nested more deeply than keylint follows");
    if (problem instanceof SyntaxProblem) throw new EvaluationProblem("the text is not JSON");
    throw problem;
  }
}

function valueOfJson(node: JsonNode): Value {
  spend(1, 16);
  switch (node.kind) {
    case "array":
      return tuple(node.items.map(valueOfJson));
    case "object": {
      const members = new Map<string, Value>();
      for (const { name, value } of node.members) {
        const key = normalized(name);
        const found = valueOfJson(value);
        const before = members.get(key);
        // Of one name that is given twice the last one counts, if both have one type.
        if (before !== undefined && !sameType(typeOf(before), typeOf(found)))
          throw new EvaluationProblem("the JSON has two properties of one name");
        members.set(key, found);
      }
      return object(members);
    }
    case "number":
      return parseNumber(node.digits) ?? nullValue;
    case "scalar":
      if (node.value === null) return nullValue;
      return typeof node.value === "string" ? normalized(node.value) : node.value;
  }
}
