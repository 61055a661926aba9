import type { Unknown } from "../../../model/unknown.ts";
import { spend, UnfinishedWork } from "./budget.ts";
import { type NumberValue, parseNumber } from "./number.ts";
import { numberText } from "./number-text.ts";
import { EvaluationProblem } from "./problem.ts";
import { makeSet } from "./set.ts";
import { canConvert, typeAfter, unify } from "./type-conversion.ts";
import {
  boolType,
  dynamicType,
  hasDynamic,
  isPrimitive,
  numberType,
  type ObjectType,
  sameType,
  stringType,
  type Type,
  typeName,
} from "./type.ts";
import {
  firstUnknown,
  isDeferred,
  isKind,
  isMapping,
  isNull,
  isSequence,
  list,
  map,
  type MapValue,
  nullOf,
  object,
  type ObjectValue,
  tuple,
  typeOf,
  unknownOf,
  unknownValue,
  type Value,
  dropReference,
} from "./value.ts";

/**
 * Converts as Terraform does where a type is asked for (go-cty, convert.Convert).
 * @throws {EvaluationProblem} when there is no such conversion. Of a value with parts whose type nobody tells there may be one: it is not known.
 */
export function convert(value: Value, type: Type): Value {
  try {
    return converted(value, type);
  } catch (problem) {
    const untold = problem instanceof EvaluationProblem && !(problem instanceof UnfinishedWork);
    const notKnown = untold && !isPrimitive(type) ? firstUntold(value) : undefined;
    if (notKnown === undefined) throw problem;
    return unknownValue(dropReference(notKnown), type);
  }
}

/** The first part that is not known and whose type is not known either. */
export function firstUntold(value: Value): Unknown | undefined {
  spend(1);
  if (isDeferred(value)) return value.whole;
  if (isKind(value, "unknown")) return hasDynamic(value.type) ? value.why : undefined;
  if (!isSequence(value) && !isMapping(value)) return undefined;
  if (firstUnknown(value) === undefined) return undefined;
  for (const part of isSequence(value) ? value.items : value.entries.values()) {
    const found = firstUntold(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function converted(value: Value, type: Type): Value {
  spend(1);
  if (type.kind === "dynamic") return value;
  if (isDeferred(value)) return isPrimitive(type) ? unknownValue(dropReference(value.whole), type) : value;
  const from = typeOf(value);
  if (sameType(from, type)) return value;
  if (!canConvert(from, type)) throw new EvaluationProblem(`expected a ${typeName(type)}, not a ${typeName(from)}`);
  if (isKind(value, "unknown")) return unknownValue(value.why, typeAfter(from, type), value.notNull);
  if (isNull(value)) return nullOf(typeAfter(from, type));
  switch (type.kind) {
    case "string":
      return typeof value === "boolean" ? String(value) : isKind(value, "number") ? numberText(value) : mismatch(type);
    case "number":
      return typeof value === "string" ? (parseNumber(value) ?? mismatch(type)) : mismatch(type);
    case "bool":
      if (value === "true" || value === "1") return true;
      return value === "false" || value === "0" ? false : mismatch(type);
    case "list":
    case "set": {
      if (!isSequence(value)) return mismatch(type);
      const [element, items] = ofOneType(value.items, type.of, from);
      return type.kind === "list" ? list(element, items) : makeSet(element, items);
    }
    case "map": {
      if (!isMapping(value)) return mismatch(type);
      const names = [...value.entries.keys()];
      const [element, items] = ofOneType([...value.entries.values()], type.of, from);
      return map(
        element,
        names.map((name, at) => [name, items[at] ?? nullOf(element)]),
      );
    }
    case "tuple":
      if (!isKind(value, "tuple")) return mismatch(type);
      return tuple(value.items.map((item, at) => converted(item, type.items[at] ?? dynamicType)));
    case "object":
      return isMapping(value) ? toObject(value, type) : mismatch(type);
  }
}

function mismatch(type: Type): never {
  throw new EvaluationProblem(`expected a ${typeName(type)}, and the value can't be converted to one`);
}

/** The elements of a collection: where the type wanted leaves theirs open, the one that all of them can have. */
function ofOneType(items: readonly Value[], wanted: Type, from: Type): readonly [Type, readonly Value[]] {
  spend(items.length);
  const structural = from.kind === "tuple" || from.kind === "object";
  const types = (values: readonly Value[]): readonly Type[] => values.map(typeOf);
  if (items.length === 0) {
    const before = from.kind === "list" || from.kind === "set" || from.kind === "map" ? from.of : wanted;
    return [wanted.kind === "dynamic" ? before : typeAfter(dynamicType, wanted), items];
  }
  const element = wanted.kind === "dynamic" && structural ? (unify(types(items)) ?? wanted) : wanted;
  let parts: readonly Value[] = items.map((item) => converted(item, element));
  let common = commonType(parts);
  if (common === undefined) {
    const again = unify(types(parts));
    if (again !== undefined) parts = parts.map((part) => converted(part, again));
    common = commonType(parts);
  }
  if (common === undefined) throw new EvaluationProblem("the elements of a collection must have one type");
  return [common, parts];
}

/** The one type of all values, `undefined` when they differ; what of it is not known may be anything. */
export function commonType(values: readonly Value[]): Type | undefined {
  let common: Type | undefined;
  for (const value of values) {
    const type = typeOf(value);
    if (isKind(value, "unknown") && type.kind === "dynamic") continue;
    if (common === undefined) common = type;
    else if (!sameType(common, type)) return undefined;
  }
  return common ?? dynamicType;
}

function toObject(value: MapValue | ObjectValue, type: ObjectType): Value {
  const attributes: [string, Value][] = [];
  for (const [name, wanted] of type.attributes) {
    const given = value.entries.get(name);
    if (given !== undefined) attributes.push([name, converted(given, wanted)]);
    else if (type.optional?.has(name) === true) attributes.push([name, nullOf(typeAfter(dynamicType, wanted))]);
    else throw new EvaluationProblem(`the map has no element "${name}"`);
  }
  return object(attributes);
}

/** Converts to a bool where one is expected. */
export function toBoolean(value: Value): boolean | null | Unknown {
  const found = convert(value, boolType);
  return typeof found === "boolean" ? found : nothing(found);
}

/** Converts to a number where one is expected. */
export function toNumber(value: Value): NumberValue | null | Unknown {
  const found = convert(value, numberType);
  return isKind(found, "number") ? found : nothing(found);
}

/** Converts to text where text is expected. */
export function toText(value: Value): string | null | Unknown {
  const found = convert(value, stringType);
  return typeof found === "string" ? found : nothing(found);
}

function nothing(value: Value): null | Unknown {
  return unknownOf(value) ?? null;
}
