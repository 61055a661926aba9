import { type Reference, type Unknown, unknown, unknownFrom } from "../../../model/unknown.ts";
import { spend, UnfinishedWork } from "./budget.ts";
import { type NumberValue, wholeNumber } from "./number.ts";
import { inByteOrder } from "./text.ts";
import {
  boolType,
  dynamicType,
  listOf,
  mapOf,
  numberType,
  objectOf,
  setOf,
  stringType,
  tupleOf,
  type Type,
} from "./type.ts";

/** A value of the Terraform language, with Terraform's type: see {@link typeOf}. Text is in normalization form C. */
export type Value =
  | boolean
  | string
  | NumberValue
  | NullValue
  | UnknownValue
  | ListValue
  | SetValue
  | MapValue
  | TupleValue
  | ObjectValue
  | DeferredObject
  | DeferredInstances;

export interface NullValue {
  readonly kind: "null";
  readonly type: Type;
}

/** A value of which no more is known than its type, and why. */
export interface UnknownValue {
  readonly kind: "unknown";
  readonly type: Type;
  readonly why: Unknown;
  /** Whatever it turns out to be, it is not null. */
  readonly notNull: boolean;
}

/** All elements have the type `of`; a part that is not known is an {@link UnknownValue} at its place. */
export interface ListValue {
  readonly kind: "list";
  readonly depth: number;
  readonly of: Type;
  readonly items: readonly Value[];
}

/** The members in Terraform's order, each once: see `makeSet`. */
export interface SetValue {
  readonly kind: "set";
  readonly depth: number;
  readonly of: Type;
  readonly items: readonly Value[];
}

/** The elements in the byte order of their keys. */
export interface MapValue {
  readonly kind: "map";
  readonly depth: number;
  readonly of: Type;
  readonly entries: ReadonlyMap<string, Value>;
}

export interface TupleValue {
  readonly kind: "tuple";
  readonly depth: number;
  readonly items: readonly Value[];
}

/** The attributes in the byte order of their names. */
export interface ObjectValue {
  readonly kind: "object";
  readonly depth: number;
  readonly entries: ReadonlyMap<string, Value>;
}

/** An object that other blocks make (a resource instance, a module instance): its attributes are worked out when asked for. */
export interface DeferredObject {
  readonly kind: "deferred object";
  readonly attribute: (name: string) => Value;
  /** Stands for the object where it is needed as a whole. */
  readonly whole: Unknown;
}

/** The instances of a resource or module whose `count` or `for_each` is not known. */
export interface DeferredInstances {
  readonly kind: "deferred instances";
  /** The instance of a key, should there be one; without a key, any of them. */
  readonly instance: (key: string | number | undefined) => Value;
  readonly whole: Unknown;
}

export const nullValue: NullValue = { kind: "null", type: dynamicType };

export function nullOf(type: Type): NullValue {
  return { kind: "null", type };
}

/** A value that is not known, of a type that may be known. */
export function unknownValue(why: Unknown, type: Type = dynamicType, notNull = false): UnknownValue {
  return { kind: "unknown", type, why, notNull };
}

export function deferredObject(attribute: DeferredObject["attribute"], whole: Unknown): DeferredObject {
  return { kind: "deferred object", attribute, whole };
}

export function deferredInstances(instance: DeferredInstances["instance"], whole: Unknown): DeferredInstances {
  return { kind: "deferred instances", instance, whole };
}

/** The deepest nesting of values that is followed. */
const deepest = 400;

/** How deeply collections stand in one that holds these. */
function depthOf(parts: Iterable<Value>): number {
  let depth = 0;
  for (const part of parts) if (typeof part === "object" && "depth" in part) depth = Math.max(depth, part.depth);
  if (depth >= deepest) throw new UnfinishedWork("it is nested more deeply than keylint follows");
  return depth + 1;
}

export function tuple(items: readonly Value[]): TupleValue {
  spend(1 + items.length / 16, items.length * 8);
  return { kind: "tuple", depth: depthOf(items), items };
}

export function list(of: Type, items: readonly Value[]): ListValue {
  spend(1 + items.length / 16, items.length * 8);
  return { kind: "list", depth: depthOf(items), of, items };
}

/** See `makeSet`, which brings members into order. */
export function setOfMembers(of: Type, items: readonly Value[]): SetValue {
  return { kind: "set", depth: depthOf(items), of, items };
}

/** The same elements in the byte order of their keys, which are in normalization form C. */
function ordered(entries: Iterable<readonly [string, Value]>): ReadonlyMap<string, Value> {
  const given: (readonly [string, Value])[] = [...entries];
  spend(1 + given.length, given.length * 32);
  if (given.length < 2) return new Map(given);
  if (given.every(([key], at) => at === 0 || inByteOrder(given[at - 1]?.[0] ?? "", key) < 0)) return new Map(given);
  return new Map([...new Map(given)].sort(([a], [b]) => inByteOrder(a, b)));
}

export function object(entries: Iterable<readonly [string, Value]>): ObjectValue {
  const found = ordered(entries);
  return { kind: "object", depth: depthOf(found.values()), entries: found };
}

export function map(of: Type, entries: Iterable<readonly [string, Value]>): MapValue {
  const found = ordered(entries);
  return { kind: "map", depth: depthOf(found.values()), of, entries: found };
}

/** A whole number, such as a count. */
export function whole(value: number): NumberValue {
  return wholeNumber(value);
}

type Kinds = { [Kind in Exclude<Value, boolean | string>["kind"]]: Extract<Value, { kind: Kind }> };

export function isKind<Kind extends keyof Kinds>(value: Value, kind: Kind): value is Kinds[Kind] {
  return typeof value === "object" && value.kind === kind;
}

export function isNull(value: Value): value is NullValue {
  return isKind(value, "null");
}

export function isDeferred(value: Value): value is DeferredObject | DeferredInstances {
  return isKind(value, "deferred object") || isKind(value, "deferred instances");
}

/** Lists, sets and tuples. */
export function isSequence(value: Value): value is ListValue | SetValue | TupleValue {
  return isKind(value, "list") || isKind(value, "set") || isKind(value, "tuple");
}

/** Maps and objects. */
export function isMapping(value: Value): value is MapValue | ObjectValue {
  return isKind(value, "map") || isKind(value, "object");
}

const types = new WeakMap<object, Type>();

export function typeOf(value: Value): Type {
  if (typeof value === "string") return stringType;
  if (typeof value === "boolean") return boolType;
  switch (value.kind) {
    case "number":
      return numberType;
    case "null":
    case "unknown":
      return value.type;
    case "deferred object":
    case "deferred instances":
      return dynamicType;
    case "list":
    case "set":
    case "map":
    case "tuple":
    case "object": {
      const before = types.get(value);
      if (before !== undefined) return before;
      const type = typeOfCollection(value);
      types.set(value, type);
      return type;
    }
  }
}

function typeOfCollection(value: ListValue | SetValue | MapValue | TupleValue | ObjectValue): Type {
  switch (value.kind) {
    case "list":
      return listOf(value.of);
    case "set":
      return setOf(value.of);
    case "map":
      return mapOf(value.of);
    case "tuple":
      spend(value.items.length);
      return tupleOf(value.items.map(typeOf));
    case "object":
      spend(value.entries.size);
      return objectOf(new Map(Array.from(value.entries, ([name, part]) => [name, typeOf(part)])));
  }
}

/** Why the value is not known, when nothing is known of it as a whole. */
export function unknownOf(value: Value): Unknown | undefined {
  if (isKind(value, "unknown")) return value.why;
  return isDeferred(value) ? value.whole : undefined;
}

const firstUnknowns = new WeakMap<object, Unknown | false>();

/** The first part that is not known, at any depth. A collection is searched once: one value may stand in many. */
export function firstUnknown(value: Value): Unknown | undefined {
  const whole = unknownOf(value);
  if (whole !== undefined) return whole;
  if (!isSequence(value) && !isMapping(value)) return undefined;
  const before = firstUnknowns.get(value);
  if (before !== undefined) return before === false ? undefined : before;
  const parts = isSequence(value) ? value.items : [...value.entries.values()];
  spend(1 + parts.length / 8);
  let found: Unknown | undefined;
  for (const part of parts) {
    found = firstUnknown(part);
    if (found !== undefined) break;
  }
  firstUnknowns.set(value, found ?? false);
  return found;
}

/** The same reason, without the claim that the value is the referenced one. */
export function dropReference(value: Unknown): Unknown {
  return value.reference === undefined && value.from === undefined ? value : unknown(value.reason);
}

/** A text that is put together from these values, of which one is not known: why, and from what it is made. */
export function madeOf(values: readonly Value[]): Unknown | undefined {
  const unknowns = unknownParts(values, new Set());
  return fromAll(unknowns);
}

/** A text that is put together from parts that are not known for these reasons; the first one is told. */
export function fromAll(unknowns: readonly Unknown[]): Unknown | undefined {
  const [first] = unknowns;
  if (first === undefined) return undefined;
  const references = unknowns.flatMap(({ reference, from = [] }) => (reference === undefined ? from : [reference]));
  const distinct = new Map(references.map((reference) => [`${reference.address} ${reference.attribute}`, reference]));
  return unknownFrom(first.reason, [...distinct.values()]);
}

/** Every part that is not known, at any depth; a collection that stands in several places is searched once. */
function unknownParts(values: readonly Value[], seen: Set<Value>): Unknown[] {
  spend(1 + values.length / 8);
  return values.flatMap((value) => {
    const whole = unknownOf(value);
    if (whole !== undefined) return [whole];
    if (firstUnknown(value) === undefined || seen.has(value)) return [];
    seen.add(value);
    if (isSequence(value)) return unknownParts(value.items, seen);
    return isMapping(value) ? unknownParts([...value.entries.values()], seen) : [];
  });
}

/** What is below an unknown value is unknown too, and is read from below the same reference. */
export function below(value: Unknown, step: string): Unknown {
  if (value.reference === undefined) return value;
  const { address, attribute } = value.reference;
  const reference: Reference = { address, attribute: attribute === "" ? step : `${attribute}.${step}` };
  return unknown(value.reason, reference);
}

/** The elements of a collection with their keys, in Terraform's order; `undefined` for what is no collection. */
export function entriesOf(value: Value): [Value, Value][] | undefined {
  if (isKind(value, "set")) return value.items.map((item) => [item, item]);
  if (isSequence(value)) return value.items.map((item, index) => [wholeNumber(index), item]);
  if (isMapping(value)) return [...value.entries];
  return undefined;
}
