import { oneType, toBoolean, toNumber, toText } from "../evaluation/conversion.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import {
  firstUnknown,
  isList,
  isMap,
  isSet,
  type List,
  makeSet,
  typeName,
  unknownOf,
  type Value,
  withoutReference,
} from "../evaluation/value.ts";
import type { Expression } from "../syntax/expression.ts";

/**
 * Converts a value to a variable's type constraint; `evaluateDefault` gives the second argument of `optional`.
 * @throws {EvaluationProblem} when it does not fit.
 */
export function convert(value: Value, type: Expression, evaluateDefault: (expression: Expression) => Value): Value {
  if (unknownOf(value) !== undefined || value === null) return value;
  const inner = (item: Value, of: Expression | undefined): Value =>
    of === undefined ? item : convert(item, of, evaluateDefault);
  const constructor = type.kind === "call" ? type.name : undefined;
  const argument = type.kind === "call" ? type.arguments[0] : undefined;
  switch (constructor ?? simpleName(type) ?? "any") {
    case "string":
      return toText(value);
    case "number":
      return toNumber(value);
    case "bool":
      return toBoolean(value);
    case "list":
      return oneType(elements(value).map((item) => inner(item, argument)));
    case "set":
      return setOf(oneType(elements(value).map((item) => inner(item, argument))));
    case "map":
      if (!isMap(value)) throw new EvaluationProblem(`expected a map, not a ${typeName(value)}`);
      return mapOf([...value.keys()], oneType([...value.values()].map((item) => inner(item, argument))));
    case "tuple":
      return elements(value).map((item, at) =>
        inner(item, argument?.kind === "tuple" ? argument.items[at] : undefined),
      );
    case "object":
      return argument?.kind === "object" ? convertObject(value, argument, evaluateDefault) : value;
    case "optional":
      return inner(value, argument);
    default:
      return value;
  }
}

/** `string`, and the quoted `"string"` of Terraform 0.11. */
export function simpleName(type: Expression): string | undefined {
  if (type.kind === "name") return type.name;
  return type.kind === "literal" && typeof type.value === "string" ? type.value : undefined;
}

function elements(value: Value): List {
  if (isList(value)) return value;
  if (isSet(value)) return [...value];
  throw new EvaluationProblem(`expected a list, not a ${typeName(value)}`);
}

function mapOf(keys: readonly string[], items: List): Value {
  return new Map(keys.map((key, at) => [key, items[at] ?? null]));
}

function setOf(items: List): Value {
  const notKnown = items.map((item) => firstUnknown(item)).find((item) => item !== undefined);
  return notKnown === undefined ? makeSet(items) : withoutReference(notKnown);
}

function convertObject(
  value: Value,
  type: Expression & { kind: "object" },
  evaluateDefault: (expression: Expression) => Value,
): Value {
  if (!isMap(value)) throw new EvaluationProblem(`expected an object, not a ${typeName(value)}`);
  const object = new Map<string, Value>();
  for (const item of type.items) {
    const name = item.key.kind === "literal" ? String(item.key.value) : "";
    const optional = item.value.kind === "call" && item.value.name === "optional" ? item.value.arguments : undefined;
    const given = value.get(name);
    if (given === undefined && optional === undefined)
      throw new EvaluationProblem(`the object has no attribute "${name}"`);
    const fallback = optional?.[1];
    const chosen = (given ?? null) === null && fallback !== undefined ? evaluateDefault(fallback) : (given ?? null);
    object.set(name, convert(chosen, item.value, evaluateDefault));
  }
  return object;
}
