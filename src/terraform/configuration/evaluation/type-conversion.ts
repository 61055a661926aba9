import { spend } from "./budget.ts";
import {
  dynamicType,
  isPrimitive,
  listOf,
  mapOf,
  type ObjectType,
  objectOf,
  sameType,
  setOf,
  stringType,
  tupleOf,
  type Type,
} from "./type.ts";

/**
 * Whether there is a conversion between two types (go-cty, convert). One that is `safe` succeeds for every value: a text
 * may be no number.
 */
export function canConvert(from: Type, to: Type, safe = false): boolean {
  spend(1);
  if (to.kind === "dynamic" || sameType(from, to)) return true;
  if (from.kind === "dynamic") return !safe;
  if (isPrimitive(from)) return isPrimitive(to) && (to.kind === "string" || (!safe && from.kind === "string"));
  switch (to.kind) {
    case "list":
    case "set":
      if (from.kind === "tuple") return canGather(from.items, to.of, safe, true);
      if (from.kind !== "set" && (from.kind !== "list" || (to.kind === "set" && safe))) return false;
      return canConvert(from.of, to.of, safe);
    case "map":
      if (from.kind === "object") return canGather([...from.attributes.values()], to.of, safe, false);
      return from.kind === "map" && canConvert(from.of, to.of, safe);
    case "tuple":
      return (
        from.kind === "tuple" &&
        from.items.length === to.items.length &&
        from.items.every((item, at) => canConvert(item, to.items[at] ?? dynamicType, safe))
      );
    case "object":
      return from.kind === "object" ? canFit(from, to, safe) : from.kind === "map" && !safe && canTake(from.of, to);
    case "string":
    case "number":
    case "bool":
      return false;
  }
}

/** Whether parts of several types can be the elements of a collection. */
function canGather(parts: readonly Type[], of: Type, safe: boolean, allKnown: boolean): boolean {
  const element = parts.length > 0 && of.kind === "dynamic" ? unify(parts, safe) : of;
  if (element === undefined) return false;
  if (of.kind === "dynamic" && element.kind === "dynamic" && allKnown)
    return parts.every((part) => part.kind === "dynamic");
  return distinct(parts).every((part) => canConvert(part, element, safe));
}

function canFit(from: ObjectType, to: ObjectType, safe: boolean): boolean {
  for (const [name, type] of to.attributes) {
    const given = from.attributes.get(name);
    if (given === undefined ? to.optional?.has(name) !== true : !canConvert(given, type, safe)) return false;
  }
  return true;
}

function canTake(element: Type, to: ObjectType): boolean {
  for (const [name, type] of to.attributes)
    if (!canConvert(element, type) && to.optional?.has(name) !== true) return false;
  return true;
}

function distinct(types: readonly Type[]): readonly Type[] {
  const found: Type[] = [];
  for (const type of types) {
    spend(1 + found.length / 4);
    if (!found.some((other) => sameType(other, type))) found.push(type);
  }
  return found;
}

/** The type that values of all these types can be converted to, `undefined` when there is none (go-cty, convert.Unify). */
export function unify(given: readonly Type[], safe = false): Type | undefined {
  const types = distinct(given);
  const [first] = types;
  if (types.length < 2) return first;
  const only = (...kinds: readonly Type["kind"][]): boolean =>
    types.some(({ kind }) => kind === kinds[0]) &&
    types.every(({ kind }) => kind === "dynamic" || kinds.includes(kind));
  if (only("map")) return unifyCollections(types, mapOf, safe);
  if (only("map", "object")) {
    const found = unifyWith("object", types, safe);
    if (found?.kind === "map") return found;
  } else if (only("list")) return unifyCollections(types, listOf, safe);
  else if (only("list", "tuple")) {
    const found = unifyWith("tuple", types, safe);
    if (found?.kind === "list") return found;
  } else if (only("set")) return unifyCollections(types, setOf, safe);
  else if (only("object")) return unifyObjects(types, safe);
  else if (only("tuple")) return unifyTuples(types, safe);
  else if (types.some(({ kind }) => kind === "object") && types.some(({ kind }) => kind === "tuple")) return undefined;
  return mostGeneralFirst(types).find((wanted) => types.every((type) => canConvert(type, wanted, safe)));
}

/** Objects beside maps, or tuples beside lists: they become such a collection first. */
function unifyWith(kind: "object" | "tuple", types: readonly Type[], safe: boolean): Type | undefined {
  const structural = types.filter((type) => type.kind === kind);
  const collection = gathered(structural, kind === "object" ? mapOf : listOf, safe);
  if (collection === undefined) return undefined;
  return unify(
    types.map((type) => (type.kind === kind ? collection : type)),
    safe,
  );
}

function unifyCollections(types: readonly Type[], collectionOf: (of: Type) => Type, safe: boolean): Type | undefined {
  if (types.some(({ kind }) => kind === "dynamic")) return dynamicType;
  const element = unify(types.flatMap(partsOf), safe);
  return element === undefined ? undefined : ifAll(types, collectionOf(element), safe);
}

function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return [type.of];
    case "tuple":
      return type.items;
    case "object":
      return [...type.attributes.values()];
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return [];
  }
}

function ifAll(types: readonly Type[], wanted: Type, safe: boolean): Type | undefined {
  return types.every((type) => canConvert(type, wanted, safe)) ? wanted : undefined;
}

function gathered(types: readonly Type[], collectionOf: (of: Type) => Type, safe: boolean): Type | undefined {
  const element = unify(types.flatMap(partsOf), safe);
  return element === undefined ? undefined : ifAll(types, collectionOf(element), safe);
}

function unifyObjects(types: readonly Type[], safe: boolean): Type | undefined {
  const objects = types.filter((type) => type.kind === "object");
  const [first] = objects;
  if (first === undefined || objects.length < types.length) return dynamicType;
  const names = [...first.attributes.keys()];
  if (objects.some(({ attributes }) => attributes.size !== names.length || names.some((name) => !attributes.has(name))))
    return gathered(types, mapOf, safe);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const across = unify(
      objects.map((object) => object.attributes.get(name) ?? dynamicType),
      safe,
    );
    if (across === undefined) return undefined;
    attributes.set(name, across);
  }
  return ifAll(types, objectOf(attributes), safe) ?? gathered(types, mapOf, safe);
}

function unifyTuples(types: readonly Type[], safe: boolean): Type | undefined {
  const tuples = types.filter((type) => type.kind === "tuple");
  const [first] = tuples;
  if (first === undefined || tuples.length < types.length) return dynamicType;
  if (tuples.some(({ items }) => items.length !== first.items.length)) return gathered(types, listOf, safe);
  const items: Type[] = [];
  for (const at of first.items.keys()) {
    const across = unify(
      tuples.map((tuple) => tuple.items[at] ?? dynamicType),
      safe,
    );
    if (across === undefined) return undefined;
    items.push(across);
  }
  return ifAll(types, tupleOf(items), safe) ?? gathered(types, listOf, safe);
}

/** In the order in which they are tried: what more can be converted to comes first. */
function mostGeneralFirst(types: readonly Type[]): readonly Type[] {
  spend(types.length * types.length);
  const after = types.map(() => [] as number[]);
  const waiting = types.map(() => 0);
  for (const [a, left] of types.entries())
    for (let b = a + 1; b < types.length; b++) {
      const order = generality(left, types[b] ?? dynamicType);
      if (order === 0) continue;
      const [earlier, later] = order < 0 ? [a, b] : [b, a];
      after[earlier]?.push(later);
      waiting[later] = (waiting[later] ?? 0) + 1;
    }
  const ready = [...types.keys()].filter((at) => waiting[at] === 0);
  for (const at of ready)
    for (const next of after[at] ?? []) {
      waiting[next] = (waiting[next] ?? 0) - 1;
      if (waiting[next] === 0) ready.push(next);
    }
  return ready.map((at) => types[at] ?? dynamicType);
}

const collections: ReadonlySet<Type["kind"]> = new Set(["list", "set", "map"]);

/** Negative when the first is the more general type, positive when the second is, 0 when neither is (go-cty, compareTypes). */
function generality(a: Type, b: Type): number {
  spend(1);
  if (a.kind === "dynamic" || b.kind === "dynamic") return a.kind !== "dynamic" ? -1 : b.kind !== "dynamic" ? 1 : 0;
  if (isPrimitive(a) && isPrimitive(b)) {
    if (a.kind === b.kind) return 0;
    return a.kind === stringType.kind ? -1 : b.kind === stringType.kind ? 1 : 0;
  }
  if (a.kind === b.kind && collections.has(a.kind)) {
    const [left] = partsOf(a);
    const [right] = partsOf(b);
    return left === undefined || right === undefined ? 0 : generality(left, right);
  }
  const order: readonly (readonly [Type["kind"], Type["kind"]])[] = [
    ["list", "tuple"],
    ["map", "object"],
    ["tuple", "set"],
    ["list", "set"],
  ];
  for (const [more, less] of order) {
    if (a.kind === more && b.kind === less) return -1;
    if (b.kind === more && a.kind === less) return 1;
  }
  return generalityOfParts(a, b);
}

function generalityOfParts(a: Type, b: Type): number {
  let pairs: readonly (readonly [Type, Type | undefined])[];
  if (a.kind === "object" && b.kind === "object" && a.attributes.size === b.attributes.size)
    pairs = Array.from(a.attributes, ([name, type]) => [type, b.attributes.get(name)] as const);
  else if (a.kind === "tuple" && b.kind === "tuple" && a.items.length === b.items.length)
    pairs = a.items.map((item, at) => [item, b.items[at]] as const);
  else return 0;
  let more = false;
  let less = false;
  for (const [left, right] of pairs) {
    if (right === undefined) return 0;
    const order = generality(left, right);
    more ||= order < 0;
    less ||= order > 0;
  }
  return more === less ? 0 : more ? -1 : 1;
}

/** The type that something of which no more than the type is known has after a conversion: parts that are not told stay. */
export function typeAfter(from: Type, to: Type): Type {
  spend(1);
  if (from.kind === "dynamic") return withoutOptional(to);
  switch (to.kind) {
    case "dynamic":
      return from;
    case "list":
    case "set":
    case "map": {
      const collectionOf = to.kind === "list" ? listOf : to.kind === "set" ? setOf : mapOf;
      const structural = from.kind === "tuple" || from.kind === "object";
      const element = structural ? unify(partsOf(from)) : partsOf(from)[0];
      return element === undefined ? withoutOptional(to) : collectionOf(typeAfter(element, to.of));
    }
    case "object":
      return objectOf(
        new Map(
          Array.from(to.attributes, ([name, type]) => {
            const given =
              from.kind === "object" ? from.attributes.get(name) : from.kind === "map" ? from.of : undefined;
            return [name, given === undefined ? withoutOptional(type) : typeAfter(given, type)];
          }),
        ),
      );
    case "tuple":
      return tupleOf(
        to.items.map((item, at) => typeAfter(from.kind === "tuple" ? (from.items[at] ?? item) : item, item)),
      );
    case "string":
    case "number":
    case "bool":
      return to;
  }
}

function withoutOptional(type: Type): Type {
  spend(1);
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return { kind: type.kind, of: withoutOptional(type.of) };
    case "tuple":
      return tupleOf(type.items.map(withoutOptional));
    case "object":
      return objectOf(new Map(Array.from(type.attributes, ([name, part]) => [name, withoutOptional(part)])));
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type;
  }
}
