import { spend } from "../evaluation/budget.ts";
import { convert } from "../evaluation/conversion.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { type Scope, sinceNewer } from "../evaluation/scope.ts";
import { valueIdentity } from "../evaluation/set.ts";
import { inByteOrder } from "../evaluation/text.ts";
import { elementOf } from "../evaluation/traversal.ts";
import { dynamicType, listOf, stringType, type Type } from "../evaluation/type.ts";
import { unify } from "../evaluation/type-conversion.ts";
import {
  isKind,
  isNull,
  isSequence,
  list,
  nullOf,
  tuple,
  typeOf,
  unknownOf,
  unknownValue,
  type Value,
  whole as count,
  dropReference,
} from "../evaluation/value.ts";
import {
  aList,
  aNumber,
  any,
  anyOrNull,
  define,
  elements,
  type FunctionTable,
  ofParts,
  texts,
  textsOf,
  integerOf,
} from "./function.ts";

/** Also of instances whose number is not known: the one at the place, should there be one. */
function element(given: Value | undefined, place: Value | undefined, scope: Scope): Value {
  if (given !== undefined && isKind(given, "deferred instances")) return elementOf(given, place ?? count(0));
  const why = unknownOf(given ?? false) ?? unknownOf(place ?? false);
  if (why !== undefined) return unknownValue(dropReference(why));
  if (given !== undefined && isKind(given, "set")) throw new EvaluationProblem("element() takes no set");
  const items = elements(given);
  if (items.length === 0) throw new EvaluationProblem("element() of an empty list");
  const index = integerOf(place) % items.length;
  const found = items[index < 0 ? index + items.length : index] ?? false;
  return index < 0 && given !== undefined && isKind(given, "tuple") ? sinceNewer(scope, found) : found;
}

/** How many elements an unknown one stands for is not known either. */
function flatten(given: Value): Value {
  const items = elements(given);
  const flat: Value[] = [];
  for (const item of items) {
    spend(1, 8);
    const why = isKind(item, "deferred object") ? undefined : unknownOf(item);
    if (why !== undefined) return unknownValue(dropReference(why));
    if (!isSequence(item)) flat.push(item);
    else {
      const inner = flatten(item);
      if (!isKind(inner, "tuple")) return inner;
      for (const each of inner.items) flat.push(each);
    }
  }
  return tuple(flat);
}

/** Of instances whose number is not known: the only one, should there be one. */
function one(given: Value | undefined): Value {
  if (given === undefined) throw new EvaluationProblem("one() takes 1 argument");
  if (isKind(given, "deferred instances")) return unknownValue(given.whole);
  const why = unknownOf(given);
  if (why !== undefined) return unknownValue(dropReference(why));
  const [only, ...others] = elements(given);
  if (others.length > 0) throw new EvaluationProblem("one() of more than one element");
  return only ?? nullOf(isKind(given, "list") || isKind(given, "set") ? given.of : dynamicType);
}

function coalesceList(given: readonly Value[]): Value {
  if (given.length === 0) throw new EvaluationProblem("coalescelist() takes at least one argument");
  for (const each of given) {
    const why = unknownOf(each);
    if (why !== undefined) return unknownValue(dropReference(why));
    const type = typeOf(each);
    if (type.kind !== "list" && type.kind !== "tuple") throw new EvaluationProblem("coalescelist() takes lists");
  }
  const found = given.find((each) => !isNull(each) && elements(each).length > 0);
  if (found === undefined) throw new EvaluationProblem("coalescelist() has no list with elements");
  return found;
}

/** Lists stay a list, of a type that all elements can have; beside a tuple all becomes a tuple. */
function concat(given: readonly Value[]): Value {
  if (given.length === 0) throw new EvaluationProblem("concat() takes at least one argument");
  for (const each of given)
    if (!isKind(each, "list") && !isKind(each, "tuple")) throw new EvaluationProblem("concat() takes lists and tuples");
  const all = given.every((each) => isKind(each, "list")) ? unify(given.map(typeOf)) : undefined;
  const gather = (values: readonly Value[]): readonly Value[] => {
    const total = values.reduce((sum, each) => sum + elements(each).length, 0);
    spend(total, total * 8);
    return values.flatMap((each) => elements(each));
  };
  if (all?.kind !== "list") return tuple(gather(given));
  return list(all.of, gather(given.map((each) => convert(each, all))));
}

function slice(given: Value | undefined, start: Value | undefined, end: Value | undefined): Value {
  if (given !== undefined && isKind(given, "set")) throw new EvaluationProblem("slice() takes no set");
  const items = elements(given);
  const [from, to] = [integerOf(start), integerOf(end)];
  if (from < 0 || to < from || to > items.length) throw new EvaluationProblem("slice() goes beyond the list");
  return like(given, items.slice(from, to));
}

/** A list of the same type, or a tuple. */
function like(given: Value | undefined, items: readonly Value[]): Value {
  return given !== undefined && (isKind(given, "list") || isKind(given, "set")) ? list(given.of, items) : tuple(items);
}

function distinct(given: Value | undefined): Value {
  const found = new Map<string, Value>();
  for (const item of elements(given)) {
    const key = valueIdentity(item, true);
    if (!found.has(key)) found.set(key, item);
  }
  return like(given, [...found.values()]);
}

function chunks(given: Value | undefined, size: number): Value {
  const items = elements(given);
  if (size < 0) throw new EvaluationProblem("the size of a chunk can't be negative");
  const of: Type = given === undefined ? dynamicType : typeOf(given);
  if (items.length === 0) return list(of, []);
  const each = size === 0 ? items.length : size;
  spend(items.length, items.length * 16);
  return list(
    of,
    Array.from({ length: Math.ceil(items.length / each) }, (_, at) =>
      like(given, items.slice(at * each, (at + 1) * each)),
    ),
  );
}

export const sequenceFunctions: FunctionTable = {
  element: {
    ...define([any, aNumber], dynamicType, ([given, place], scope) => element(given, place, scope)),
    unknowns: "own",
  },
  one: { ...define([any], dynamicType, ([given]) => one(given)), unknowns: "own", nullable: true },
  coalescelist: { ...define([], dynamicType, coalesceList, anyOrNull), unknowns: "own" },
  concat: ofParts([], dynamicType, concat, any),
  flatten: ofParts([any], dynamicType, ([given]) => flatten(given ?? false)),
  reverse: ofParts([any], dynamicType, ([given]) => like(given, [...elements(given)].reverse())),
  slice: ofParts([any, aNumber, aNumber], dynamicType, ([given, start, end]) => slice(given, start, end)),
  distinct: define([aList], dynamicType, ([given]) => distinct(given)),
  chunklist: ofParts([aList, aNumber], dynamicType, ([given, size]) => chunks(given, integerOf(size))),
  compact: define([texts], listOf(stringType), ([given]) =>
    list(
      stringType,
      elements(given).filter((item) => !isNull(item) && item !== ""),
    ),
  ),
  sort: define([texts], listOf(stringType), ([given]) => list(stringType, [...textsOf(given)].sort(inByteOrder))),
};
