import { convert } from "../evaluation/conversion.ts";
import { boolType, dynamicType, numberType, stringType, tupleOf, type Type } from "../evaluation/type.ts";
import { unify } from "../evaluation/type-conversion.ts";
import {
  isKind,
  isMapping,
  isNull,
  isSequence,
  list,
  map,
  object,
  tuple,
  typeOf,
  unknownOf,
  type Value,
} from "../evaluation/value.ts";
import { makeSet } from "../evaluation/set.ts";
import { normalized } from "../evaluation/text.ts";
import type { Expression } from "../syntax/expression.ts";

/** A type constraint: the type, and what `optional` gives attributes that are not set, at every place of it. */
export interface Constraint {
  readonly type: Type;
  readonly defaults?: Defaults;
}

interface Defaults {
  readonly values: ReadonlyMap<string, Value>;
  /** Below an attribute or a place of a tuple; the empty name is every element of a collection. */
  readonly below: ReadonlyMap<string, Defaults>;
}

/**
 * Converts a value to a variable's type constraint; `evaluateDefault` gives the second argument of `optional`.
 * @throws {EvaluationProblem} when it does not fit.
 */
export function convertTo(value: Value, type: Expression, evaluateDefault: (expression: Expression) => Value): Value {
  const constraint = constraintOf(type, evaluateDefault);
  const filled = constraint.defaults === undefined ? value : fill(value, constraint.defaults, constraint.type);
  return convert(filled, constraint.type);
}

/** The type that a constraint names; an unknown name is any type. */
export function constraintOf(type: Expression, evaluateDefault: (expression: Expression) => Value): Constraint {
  const constructor = type.kind === "call" ? type.name : undefined;
  const argument = type.kind === "call" ? type.arguments[0] : undefined;
  switch (constructor ?? simpleName(type) ?? "any") {
    case "string":
      return { type: stringType };
    case "number":
      return { type: numberType };
    case "bool":
      return { type: boolType };
    case "list":
    case "set":
    case "map": {
      const kind = constructor ?? simpleName(type);
      const of: Constraint = argument === undefined ? { type: dynamicType } : constraintOf(argument, evaluateDefault);
      const found: Type = { kind: kind === "set" ? "set" : kind === "map" ? "map" : "list", of: of.type };
      return withDefaults(found, new Map(), of.defaults === undefined ? new Map() : new Map([["", of.defaults]]));
    }
    case "tuple": {
      const items = argument?.kind === "tuple" ? argument.items.map((item) => constraintOf(item, evaluateDefault)) : [];
      const below = new Map<string, Defaults>();
      for (const [at, { defaults }] of items.entries()) if (defaults !== undefined) below.set(String(at), defaults);
      return withDefaults(tupleOf(items.map((item) => item.type)), new Map(), below);
    }
    case "object":
      return argument?.kind === "object" ? objectConstraint(argument, evaluateDefault) : { type: dynamicType };
    case "optional":
      return argument === undefined ? { type: dynamicType } : constraintOf(argument, evaluateDefault);
    default:
      return { type: dynamicType };
  }
}

function withDefaults(type: Type, values: Defaults["values"], below: Defaults["below"]): Constraint {
  return values.size === 0 && below.size === 0 ? { type } : { type, defaults: { values, below } };
}

function objectConstraint(
  type: Expression & { kind: "object" },
  evaluateDefault: (expression: Expression) => Value,
): Constraint {
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, Value>();
  const below = new Map<string, Defaults>();
  for (const { key, value } of type.items) {
    const name = key.kind === "literal" ? normalized(String(key.value)) : "";
    const found = constraintOf(value, evaluateDefault);
    attributes.set(name, found.type);
    if (found.defaults !== undefined) below.set(name, found.defaults);
    if (value.kind !== "call" || value.name !== "optional") continue;
    optional.add(name);
    const fallback = value.arguments[1];
    if (fallback !== undefined) values.set(name, convert(evaluateDefault(fallback), found.type));
  }
  return withDefaults({ kind: "object", attributes, optional }, values, below);
}

/** `string`, and the quoted `"string"` of Terraform 0.11. */
export function simpleName(type: Expression): string | undefined {
  if (type.kind === "name") return type.name;
  return type.kind === "literal" && typeof type.value === "string" ? type.value : undefined;
}

/** Gives attributes that are not set, or null, what the constraint says (HCL, typeexpr.Defaults). */
function fill(value: Value, defaults: Defaults, type: Type): Value {
  if (isNull(value) || unknownOf(value) !== undefined) return value;
  if (isSequence(value)) {
    const items = value.items.map((item, at) => {
      const inner = defaults.below.get(type.kind === "tuple" ? String(at) : "");
      return inner === undefined ? item : fill(item, inner, innerType(type, String(at)));
    });
    const of = value.kind === "tuple" || items.length === 0 ? undefined : unify(items.map(typeOf));
    if (value.kind === "tuple") return tuple(items);
    if (of === undefined) return items.length === 0 ? value : tuple(items);
    const converted = items.map((item) => convert(item, of));
    return value.kind === "set" ? makeSet(of, converted) : list(of, converted);
  }
  if (!isMapping(value)) return value;
  const entries = new Map(value.entries);
  for (const [name, item] of value.entries) {
    const inner = defaults.below.get(type.kind === "object" ? name : "");
    if (inner !== undefined) entries.set(name, fill(item, inner, innerType(type, name)));
  }
  for (const [name, fallback] of defaults.values) {
    const given = entries.get(name);
    if (given !== undefined && !isNull(given)) continue;
    const inner = defaults.below.get(name);
    entries.set(name, inner === undefined ? fallback : fill(fallback, inner, innerType(type, name)));
  }
  if (!isKind(value, "map")) return object(entries);
  const of = entries.size === 0 ? value.of : unify([...entries.values()].map(typeOf));
  return of === undefined
    ? object(entries)
    : map(
        of,
        Array.from(entries, ([name, item]) => [name, convert(item, of)]),
      );
}

function innerType(type: Type, step: string): Type {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return type.of;
    case "tuple":
      return type.items[Number(step)] ?? dynamicType;
    case "object":
      return type.attributes.get(step) ?? dynamicType;
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return dynamicType;
  }
}
