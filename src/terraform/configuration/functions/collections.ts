import { isUnknown } from "../../../model/unknown.ts";
import { spend } from "../evaluation/budget.ts";
import { countCharacters } from "../evaluation/characters.ts";
import { convert, toBoolean } from "../evaluation/conversion.ts";
import { equals } from "../evaluation/equality.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { sinceNewer } from "../evaluation/scope.ts";
import { valueIdentity } from "../evaluation/set.ts";
import { inByteOrder } from "../evaluation/text.ts";
import { boolType, dynamicType, listOf, mapOf, numberType, sameType, stringType } from "../evaluation/type.ts";
import { unify } from "../evaluation/type-conversion.ts";
import {
  firstUnknown,
  isDeferred,
  isKind,
  isMapping,
  isNull,
  isSequence,
  list,
  map,
  nullValue,
  object,
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
  any,
  anyOrNull,
  aText,
  define,
  elements,
  type FunctionTable,
  mapping,
  ofParts,
  text,
  texts,
  textsOf,
} from "./function.ts";

function length(given: Value): Value {
  if (typeof given === "string") return count(countCharacters(given));
  if (isSequence(given)) {
    const why = isKind(given, "set") ? firstUnknown(given) : undefined;
    // Members that are not known may turn out to be equal.
    return why === undefined || given.items.length === 1
      ? count(given.items.length)
      : unknownValue(dropReference(why), numberType, true);
  }
  if (isMapping(given)) return count(given.entries.size);
  if (isKind(given, "unknown") && given.type.kind === "tuple") return count(given.type.items.length);
  if (isKind(given, "unknown") && given.type.kind === "object") return count(given.type.attributes.size);
  if (isKind(given, "unknown") && (given.type.kind === "number" || given.type.kind === "bool"))
    throw new EvaluationProblem("length() takes a collection or text");
  const why = unknownOf(given);
  if (why === undefined) throw new EvaluationProblem("length() takes a collection or text");
  return unknownValue(dropReference(why), numberType, true);
}

function lookup(given: readonly Value[]): Value {
  const [where, key, fallback] = given;
  if (given.length > 3) throw new EvaluationProblem("lookup() takes two or three arguments");
  if (where === undefined || key === undefined) throw new EvaluationProblem("lookup() takes two or three arguments");
  const why = unknownOf(where) ?? unknownOf(key);
  if (why !== undefined) return unknownValue(dropReference(why), isKind(where, "map") ? where.of : dynamicType);
  const found = mapping(where).entries.get(text(key));
  if (fallback === undefined) {
    if (found === undefined) throw new EvaluationProblem("lookup() finds no such key");
    return found;
  }
  const other = isKind(where, "map") ? convert(fallback, where.of) : fallback;
  return found ?? other;
}

/** The first argument that is neither null nor empty text; one that is not known may be either. */
function coalesce(given: readonly Value[]): Value {
  const deferred = given.find(isDeferred);
  const type = deferred === undefined ? unify(given.map(typeOf)) : dynamicType;
  if (type === undefined) throw new EvaluationProblem("coalesce() takes arguments of one type");
  for (const value of given) {
    if (isNull(value)) continue;
    const converted = convert(value, type);
    const why = unknownOf(converted);
    if (why !== undefined) return unknownValue(dropReference(why), type, true);
    if (converted !== "") return converted;
  }
  throw new EvaluationProblem("coalesce() has no argument that is set");
}

/** Maps of one type give such a map, all else an object. */
function merge(given: readonly Value[]): Value {
  for (const each of given) {
    const why = unknownOf(each);
    if (why !== undefined) return unknownValue(dropReference(why));
    if (!isMapping(each) && !isNull(each)) throw new EvaluationProblem("merge() takes maps and objects");
  }
  const entries = new Map<string, Value>();
  for (const each of given)
    if (!isNull(each)) for (const [key, value] of mapping(each).entries) entries.set(key, value);
  const types = given.map(typeOf);
  const [first] = types;
  const maps = first?.kind === "map" && types.every((type) => sameType(type, first));
  return maps ? map(first.of, entries) : object(entries);
}

function keys(given: Value | undefined): Value {
  const names = [...mapping(given).entries.keys()];
  return given !== undefined && isKind(given, "map") ? list(stringType, names) : tuple(names);
}

function values(given: Value | undefined): Value {
  const found = [...mapping(given).entries.values()];
  return given !== undefined && isKind(given, "map") ? list(given.of, found) : tuple(found);
}

function zipmap(names: Value | undefined, given: Value | undefined): Value {
  const items = elements(given);
  const keys = elements(names);
  if (keys.length !== items.length) throw new EvaluationProblem("zipmap() takes two lists of one length");
  const why = keys.map(unknownOf).find((each) => each !== undefined);
  if (why !== undefined) return unknownValue(dropReference(why));
  const entries = textsOf(names).map((name, at): [string, Value] => [name, items[at] ?? false]);
  if (given !== undefined && isKind(given, "set")) throw new EvaluationProblem("zipmap() takes no set of values");
  return given !== undefined && isKind(given, "list") ? map(given.of, entries) : object(entries);
}

/** Every member of the lists, with the keys of the lists that it stands in. */
function transpose(given: Value | undefined): Value {
  const turned = new Map<string, string[]>();
  for (const [key, names] of mapping(given).entries)
    for (const name of textsOf(names)) {
      const found = turned.get(name);
      if (found === undefined) turned.set(name, [key]);
      else found.push(key);
      spend(1, 16);
    }
  const of = listOf(stringType);
  return map(
    of,
    Array.from(turned, ([name, keys]) => [name, list(stringType, keys.sort(inByteOrder))]),
  );
}

function contains(given: Value | undefined, wanted: Value): Value {
  let why: ReturnType<typeof unknownOf>;
  for (const item of elements(given)) {
    const equal = equals(wanted, item);
    if (equal === true) return true;
    if (isUnknown(equal)) why ??= equal;
  }
  return why === undefined ? false : unknownValue(dropReference(why), boolType, true);
}

function index(given: Value | undefined, wanted: Value): Value {
  if (given !== undefined && isKind(given, "set")) throw new EvaluationProblem("index() takes no set");
  for (const [at, item] of elements(given).entries()) {
    const equal = equals(item, wanted);
    if (isUnknown(equal)) return unknownValue(dropReference(equal), numberType, true);
    if (equal) return count(at);
  }
  throw new EvaluationProblem("index() finds no such element");
}

/** Null counts as false. */
function allTrue(given: Value | undefined): Value {
  for (const item of elements(given)) {
    const each = toBoolean(item);
    if (isUnknown(each)) return unknownValue(dropReference(each), boolType, true);
    if (each !== true) return false;
  }
  return true;
}

function anyTrue(given: Value | undefined): Value {
  let why: ReturnType<typeof unknownOf>;
  for (const item of elements(given)) {
    const each = toBoolean(item);
    if (each === true) return true;
    if (isUnknown(each)) why ??= each;
  }
  return why === undefined ? false : unknownValue(dropReference(why), boolType, true);
}

function matchKeys(values: Value | undefined, keys: Value | undefined, wanted: Value | undefined): Value {
  const [items, names, searched] = [elements(values), elements(keys), elements(wanted)];
  if (items.length !== names.length) throw new EvaluationProblem("matchkeys() takes two lists of one length");
  const of = values !== undefined && isKind(values, "list") ? values.of : dynamicType;
  if (searched.length === 0) return list(of, []);
  const type = unify([...names, ...searched].map(typeOf));
  if (type === undefined) throw new EvaluationProblem("the keys and those searched for differ in type");
  const found = new Set(searched.map((each) => valueIdentity(convert(each, type), true)));
  return list(
    of,
    items.filter((_, at) => found.has(valueIdentity(convert(names[at] ?? false, type), true))),
  );
}

const bools = { type: listOf(boolType) };

export const collectionFunctions: FunctionTable = {
  length: { ...define([any], numberType, ([given]) => length(given ?? false)), unknowns: "own" },
  coalesce: { ...define([], dynamicType, coalesce, anyOrNull), unknowns: "own" },
  merge: { ...define([], dynamicType, merge, anyOrNull), unknowns: "own" },
  keys: ofParts([any], dynamicType, ([given]) => keys(given)),
  values: ofParts([any], dynamicType, ([given]) => values(given)),
  lookup: { ...define([any, aText], dynamicType, lookup, anyOrNull), unknowns: "own", nullable: true },
  contains: ofParts([any, anyOrNull], boolType, ([given, wanted = nullValue], scope) => {
    const found = contains(given, wanted);
    return isNull(wanted) ? sinceNewer(scope, found) : found;
  }),
  index: ofParts([any, any], numberType, ([given, wanted]) => index(given, wanted ?? false)),
  zipmap: ofParts([texts, any], dynamicType, ([names, given]) => zipmap(names, given)),
  matchkeys: define([aList, aList, aList], dynamicType, ([given, names, wanted]) => matchKeys(given, names, wanted)),
  transpose: define([{ type: mapOf(listOf(stringType)) }], mapOf(listOf(stringType)), ([given]) => transpose(given)),
  alltrue: ofParts([bools], boolType, ([given]) => allTrue(given)),
  anytrue: ofParts([bools], boolType, ([given]) => anyTrue(given)),
};
