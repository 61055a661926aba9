import type { Unknown } from "../../../model/unknown.ts";
import { spend } from "./budget.ts";
import { compareNumbers } from "./number.ts";
import { valueIdentity } from "./set.ts";
import { hasDynamic, sameType, type Type } from "./type.ts";
import {
  firstUnknown,
  isDeferred,
  isKind,
  isMapping,
  isNull,
  isSequence,
  typeOf,
  unknownOf,
  type Value,
  dropReference,
} from "./value.ts";

/** Whether two values are equal, as Terraform's `==` tells it: only values of one type are (go-cty, Value.Equals). */
export function equals(a: Value, b: Value): boolean | Unknown {
  spend(1);
  if (isNull(a) && isNull(b)) return true;
  if ((isNull(a) && isNeverNull(b)) || (isNull(b) && isNeverNull(a))) return false;
  const notKnown = unknownOf(a) ?? unknownOf(b);
  if (notKnown !== undefined) {
    // Null of any type may still stand for what is not known.
    const neverNull = isNeverNull(a) && isNeverNull(b);
    return neverNull && !mayBeSame(typeOf(a), typeOf(b)) ? false : differInType(a, b) ? false : dropReference(notKnown);
  }
  if (!haveOneType(a, b)) return false;
  const inPart = firstUnknown(a) ?? firstUnknown(b);
  return inPart === undefined ? sameKnown(a, b) : partly(a, b, dropReference(inPart));
}

function isNeverNull(value: Value): boolean {
  return isDeferred(value) || (isKind(value, "unknown") ? value.notNull : !isNull(value));
}

/** One value is known, and is of another type than the one that is not known must be. */
function differInType(a: Value, b: Value): boolean {
  if (isNull(a) || isNull(b)) return false;
  if (isKind(a, "unknown") && isKind(b, "unknown")) return false;
  const [left, right] = [typeOf(a), typeOf(b)];
  return !hasDynamic(left) && !hasDynamic(right) && !sameType(left, right);
}

/** Whether the values have one type, or may have: the types of parts that are not known are often not told. */
function haveOneType(a: Value, b: Value): boolean {
  spend(1);
  if (a === b) return true;
  if (unknownOf(a) !== undefined || unknownOf(b) !== undefined) return mayBeSame(typeOf(a), typeOf(b));
  if (isKind(a, "tuple") && isKind(b, "tuple"))
    return a.items.length === b.items.length && a.items.every((item, at) => haveOneType(item, b.items[at] ?? item));
  if (isKind(a, "object") && isKind(b, "object")) {
    if (a.entries.size !== b.entries.size) return false;
    for (const [name, part] of a.entries) {
      const other = b.entries.get(name);
      if (other === undefined || !haveOneType(part, other)) return false;
    }
    return true;
  }
  const untold = firstUnknown(a) !== undefined || firstUnknown(b) !== undefined;
  return untold ? mayBeSame(typeOf(a), typeOf(b)) : sameType(typeOf(a), typeOf(b));
}

/** Whether two types may turn out to be the same: what of them is not known may be anything. */
function mayBeSame(a: Type, b: Type): boolean {
  spend(1);
  if (a === b || a.kind === "dynamic" || b.kind === "dynamic") return true;
  switch (a.kind) {
    case "list":
    case "set":
    case "map":
      return a.kind === b.kind && mayBeSame(a.of, b.of);
    case "tuple":
      return (
        b.kind === "tuple" &&
        a.items.length === b.items.length &&
        a.items.every((item, at) => mayBeSame(item, b.items[at] ?? item))
      );
    case "object": {
      if (b.kind !== "object" || a.attributes.size !== b.attributes.size) return false;
      for (const [name, type] of a.attributes) {
        const other = b.attributes.get(name);
        if (other === undefined || !mayBeSame(type, other)) return false;
      }
      return true;
    }
    case "string":
    case "number":
    case "bool":
      return a.kind === b.kind;
  }
}

/** Values that are known only in part are not told to be equal; that they differ in length or keys is. */
function partly(a: Value, b: Value, notKnown: Unknown): boolean | Unknown {
  if (isKind(a, "list") && isKind(b, "list") && a.items.length !== b.items.length) return false;
  if (isKind(a, "map") && isKind(b, "map")) {
    const { entries } = b;
    if (a.entries.size !== entries.size || [...a.entries.keys()].some((key) => !entries.has(key))) return false;
  }
  return notKnown;
}

/** Equality of values of one type that are known throughout. */
function sameKnown(a: Value, b: Value): boolean {
  spend(1);
  if (a === b) return true;
  if (isKind(a, "number") && isKind(b, "number")) return compareNumbers(a, b) === 0;
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  if (isNull(a) || isNull(b)) return isNull(a) && isNull(b);
  if (isSequence(a) && isSequence(b)) {
    spend(a.items.length);
    if (a.items.length !== b.items.length) return false;
    if (a.kind === "set") return valueIdentity(a, true) === valueIdentity(b, true);
    return a.items.every((item, at) => {
      const other = b.items[at];
      return other !== undefined && sameKnown(item, other);
    });
  }
  if (!isMapping(a) || !isMapping(b) || a.entries.size !== b.entries.size) return false;
  spend(a.entries.size);
  for (const [name, part] of a.entries) {
    const other = b.entries.get(name);
    if (other === undefined || !sameKnown(part, other)) return false;
  }
  return true;
}
