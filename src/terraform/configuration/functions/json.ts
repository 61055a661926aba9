import { EvaluationProblem } from "../evaluation/scope.ts";
import { isList, isMap, isSet, mapEntries, numberText, type Value } from "../evaluation/value.ts";

/** JSON as Go's encoder writes it for Terraform: keys in order, `<`, `>` and `&` escaped. */
export function jsonText(value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return quoted(value);
  if (isList(value) || isSet(value)) return `[${[...value].map(jsonText).join(",")}]`;
  if (isMap(value))
    return `{${mapEntries(value)
      .map(([key, item]) => `${quoted(key)}:${jsonText(item)}`)
      .join(",")}}`;
  throw new EvaluationProblem("a value that is not known has no JSON");
}

function quoted(given: string): string {
  return JSON.stringify(given).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The Terraform value of parsed JSON. */
export function valueOfJson(json: unknown): Value {
  if (json === null || typeof json === "boolean" || typeof json === "number" || typeof json === "string") return json;
  if (Array.isArray(json)) return json.map((item: unknown) => valueOfJson(item));
  if (typeof json === "object") return new Map(Object.entries(json).map(([key, item]) => [key, valueOfJson(item)]));
  throw new EvaluationProblem("this is not JSON");
}
