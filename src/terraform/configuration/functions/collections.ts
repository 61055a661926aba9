import { isUnknown } from "../../../model/unknown.ts";
import { oneType, settled, toText } from "../evaluation/conversion.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { elementOf } from "../evaluation/traversal.ts";
import {
  DeferredInstances,
  DeferredObject,
  entriesOf,
  equalValues,
  firstUnknown,
  isList,
  isSet,
  type List,
  type MapValue,
  unknownOf,
  type Value,
  withoutReference,
} from "../evaluation/value.ts";
import { any, type FunctionTable, list, map, ofParts, spreading, text, texts, whole } from "./function.ts";

function length(given: Value | undefined): number {
  if (typeof given === "string") return [...new Intl.Segmenter("en").segment(given)].length;
  const entries = given === undefined ? undefined : entriesOf(given);
  if (entries === undefined) throw new EvaluationProblem("length() takes a collection or text");
  return entries.length;
}

/** Also of instances whose number is not known: the one at the place, should there be one. */
function element(given: Value | undefined, place: Value | undefined): Value {
  if (given instanceof DeferredInstances) return elementOf(given, place ?? null);
  const notKnown = unknownOf(given ?? null) ?? unknownOf(place ?? null);
  if (notKnown !== undefined) return withoutReference(notKnown);
  const items = list(given);
  if (items.length === 0) throw new EvaluationProblem("element() of an empty list");
  const index = whole(place) % items.length;
  return items[index < 0 ? index + items.length : index] ?? null;
}

/** How many elements an unknown one stands for is not known either. */
function flattened(items: List): Value {
  const notKnown = items
    .map((item) => (item instanceof DeferredObject ? undefined : unknownOf(item)))
    .find((item) => item !== undefined);
  if (notKnown !== undefined) return withoutReference(notKnown);
  const flat: Value[] = [];
  for (const item of items) {
    if (!isList(item) && !isSet(item)) flat.push(item);
    else {
      const inner = flattened([...item]);
      if (!isList(inner)) return inner;
      flat.push(...inner);
    }
  }
  return flat;
}

/** Of instances whose number is not known: the only one, should there be one. */
function one(given: Value | undefined): Value {
  if (given instanceof DeferredInstances) return given.whole;
  if (given !== undefined && isUnknown(given)) return withoutReference(given);
  const items = given === null ? [] : list(given);
  if (items.length > 1) throw new EvaluationProblem("one() of more than one element");
  return items[0] ?? null;
}

function lookup(given: Value | undefined, key: Value | undefined, fallback: Value | undefined): Value {
  const found = map(given).get(text(key));
  if (found !== undefined) return found;
  if (fallback !== undefined) return fallback;
  throw new EvaluationProblem("lookup() finds no such key");
}

/** The first argument that is neither null nor empty text; one that is not known may be either. */
function coalesce(given: readonly Value[]): Value {
  for (const value of given) {
    const notKnown = unknownOf(value);
    if (notKnown !== undefined) return withoutReference(notKnown);
    if (value !== null && value !== "") return value;
  }
  throw new EvaluationProblem("coalesce() has no argument that is set");
}

function merge(given: readonly Value[]): MapValue {
  const merged = new Map<string, Value>();
  for (const each of given) if (each !== null) for (const [key, value] of map(each)) merged.set(key, value);
  return merged;
}

function distinct(items: readonly Value[]): Value[] {
  return items.filter((item, index) => items.findIndex((other) => equalValues(other, item)) === index);
}

function contains(given: Value | undefined, wanted: Value | undefined): Value {
  const items = list(given);
  const known = items.filter((item) => firstUnknown(item) === undefined);
  if (known.some((item) => equalValues(item, wanted ?? null))) return true;
  const notKnown = items.map((item) => firstUnknown(item)).find((item) => item !== undefined);
  return notKnown === undefined ? false : withoutReference(notKnown);
}

/** More elements than anyone means: lists that are doubled again and again would take all memory. */
const most = 1_000_000;

function concat(given: readonly Value[]): Value {
  const lists = given.map((each) => list(each));
  if (lists.reduce((count, each) => count + each.length, 0) > most)
    throw new EvaluationProblem("concat() makes too many elements");
  return lists.flat();
}

function slice(given: Value | undefined, start: Value | undefined, end: Value | undefined): Value {
  const items = list(given);
  const [from, to] = [whole(start), whole(end)];
  if (from < 0 || to < from || to > items.length) throw new EvaluationProblem("slice() goes beyond the list");
  return items.slice(from, to);
}

export const collectionFunctions: FunctionTable = {
  length: ofParts([1, 1], ([given]) => length(given)),
  element: { ...ofParts([2, 2], ([given, place]) => element(given, place)), unknowns: "own" },
  one: { ...ofParts([1, 1], ([given]) => one(given)), unknowns: "own" },
  coalesce: { ...ofParts([1, any], coalesce), unknowns: "own" },
  coalescelist: ofParts([1, any], (given) => {
    const found = given.find((each) => list(each).length > 0);
    if (found === undefined) throw new EvaluationProblem("coalescelist() has no list with elements");
    return found;
  }),
  concat: ofParts([1, any], concat),
  merge: ofParts([0, any], merge),
  flatten: ofParts([1, 1], ([given]) => flattened(list(given))),
  keys: ofParts([1, 1], ([given]) => (entriesOf(map(given)) ?? []).map(([key]) => key)),
  values: ofParts([1, 1], ([given]) => (entriesOf(map(given)) ?? []).map(([, value]) => value)),
  lookup: ofParts([2, 3], ([given, key, fallback]) => lookup(given, key, fallback)),
  contains: ofParts([2, 2], ([given, wanted]) => contains(given, wanted)),
  index: spreading([2, 2], ([given, wanted]) => {
    const found = list(given).findIndex((item) => equalValues(item, wanted ?? null));
    if (found === -1) throw new EvaluationProblem("index() finds no such element");
    return found;
  }),
  reverse: ofParts([1, 1], ([given]) => [...list(given)].reverse()),
  slice: ofParts([3, 3], ([given, start, end]) => slice(given, start, end)),
  compact: spreading([1, 1], ([given]) => list(given).filter((item) => item !== null && item !== "")),
  distinct: spreading([1, 1], ([given]) => distinct(oneType(list(given)))),
  sort: spreading([1, 1], ([given]) => texts(given).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))),
  chunklist: ofParts([2, 2], ([given, size]) => {
    const items = list(given);
    const each = whole(size) || items.length || 1;
    return Array.from({ length: Math.ceil(items.length / each) }, (_, at) => items.slice(at * each, (at + 1) * each));
  }),
  zipmap: ofParts([2, 2], ([keys, values]) => {
    const items = list(values);
    const names = list(keys);
    if (names.length !== items.length) throw new EvaluationProblem("zipmap() takes two lists of one length");
    const notKnown = names.map((name) => unknownOf(name)).find((name) => name !== undefined);
    if (notKnown !== undefined) return withoutReference(notKnown);
    return new Map(names.map((name, at) => [settled(toText(name), "a key"), items[at] ?? null]));
  }),
  matchkeys: spreading([3, 3], ([values, keys, wanted]) => {
    const names = list(keys);
    return list(values).filter((_, at) => list(wanted).some((each) => equalValues(each, names[at] ?? null)));
  }),
  transpose: spreading([1, 1], ([given]) => {
    const turned = new Map<string, string[]>();
    for (const [key, names] of entriesOf(map(given)) ?? [])
      for (const name of texts(names)) turned.set(name, [...(turned.get(name) ?? []), text(key)]);
    return turned;
  }),
  alltrue: spreading([1, 1], ([given]) => list(given).every((each) => each === true || each === "true")),
  anytrue: spreading([1, 1], ([given]) => list(given).some((each) => each === true || each === "true")),
};
