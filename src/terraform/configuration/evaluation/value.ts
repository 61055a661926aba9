import { isUnknown, type Reference, type Unknown, unknown, unknownFrom } from "../../../model/unknown.ts";

/**
 * A value of the Terraform language. Lists and tuples are arrays, maps and objects are Maps, sets are Sets whose members
 * are equal only when they are the same (see {@link makeSet}); a part that is not known is an {@link Unknown} at its place.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | List
  | MapValue
  | SetValue
  | Unknown
  | DeferredObject
  | DeferredInstances;
export type List = readonly Value[];
export type MapValue = ReadonlyMap<string, Value>;
export type SetValue = ReadonlySet<Value>;

/** An object that other blocks make (a resource instance, a module instance): its attributes are worked out when asked for. */
export class DeferredObject {
  readonly attribute: (name: string) => Value;
  /** Stands for the object where it is needed as a whole. */
  readonly whole: Unknown;
  constructor(attribute: (name: string) => Value, whole: Unknown) {
    this.attribute = attribute;
    this.whole = whole;
  }
}

/** The instances of a resource or module whose `count` or `for_each` is not known. */
export class DeferredInstances {
  /** The instance of a key, should there be one; without a key, any of them. */
  readonly instance: (key: string | number | undefined) => Value;
  readonly whole: Unknown;
  constructor(instance: (key: string | number | undefined) => Value, whole: Unknown) {
    this.instance = instance;
    this.whole = whole;
  }
}

export function isList(value: Value): value is List {
  return Array.isArray(value);
}

export function isMap(value: Value): value is MapValue {
  return value instanceof Map;
}

export function isSet(value: Value): value is SetValue {
  return value instanceof Set;
}

export function isDeferred(value: Value): value is DeferredObject | DeferredInstances {
  return value instanceof DeferredObject || value instanceof DeferredInstances;
}

/** The value as unknown, when nothing is known of it as a whole. */
export function unknownOf(value: Value): Unknown | undefined {
  if (isUnknown(value)) return value;
  return isDeferred(value) ? value.whole : undefined;
}

const firstUnknowns = new WeakMap<object, Unknown | false>();

/** The first part that is not known, at any depth. A collection is searched once: one value may stand in many. */
export function firstUnknown(value: Value): Unknown | undefined {
  const whole = unknownOf(value);
  if (whole !== undefined) return whole;
  if (!isList(value) && !isSet(value) && !isMap(value)) return undefined;
  const before = firstUnknowns.get(value);
  if (before !== undefined) return before === false ? undefined : before;
  let found: Unknown | undefined;
  for (const part of value.values()) {
    found = firstUnknown(part);
    if (found !== undefined) break;
  }
  firstUnknowns.set(value, found ?? false);
  return found;
}

/** The same reason, without the claim that the value is the referenced one. */
export function withoutReference(value: Unknown): Unknown {
  return value.reference === undefined && value.from === undefined ? value : unknown(value.reason);
}

/** A text that is put together from these values, of which one is not known: unknown for its reason. */
export function madeOf(values: readonly Value[]): Unknown | undefined {
  const unknowns = unknownParts(values, new Set());
  const [first] = unknowns;
  if (first === undefined) return undefined;
  const references = unknowns.flatMap(({ reference, from = [] }) => (reference === undefined ? from : [reference]));
  const distinct = new Map(references.map((reference) => [`${reference.address} ${reference.attribute}`, reference]));
  return unknownFrom(first.reason, [...distinct.values()]);
}

/** Every part that is not known, at any depth; a collection that stands in several places is searched once. */
function unknownParts(values: Iterable<Value>, seen: Set<Value>): Unknown[] {
  return [...values].flatMap((value) => {
    const whole = unknownOf(value);
    if (whole !== undefined) return [whole];
    if ((!isList(value) && !isSet(value) && !isMap(value)) || seen.has(value)) return [];
    seen.add(value);
    return unknownParts(value.values(), seen);
  });
}

/** What is below an unknown value is unknown too, and is read from below the same reference. */
export function below(value: Unknown, step: string): Unknown {
  if (value.reference === undefined) return value;
  const { address, attribute } = value.reference;
  const reference: Reference = { address, attribute: attribute === "" ? step : `${attribute}.${step}` };
  return unknown(value.reason, reference);
}

export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The elements of a map in the order of their keys. */
export function mapEntries(value: MapValue): [string, Value][] {
  return Array.from(value).sort(([a], [b]) => compareKeys(a, b));
}

/** The elements of a collection with their keys, in Terraform's order; `undefined` for what is no collection. */
export function entriesOf(value: Value): [Value, Value][] | undefined {
  if (isList(value)) return value.map((item, index) => [index, item]);
  if (isMap(value)) return mapEntries(value);
  if (isSet(value)) return [...value].map((item) => [item, item]);
  return undefined;
}

/** A set: equal members once; text in lexical order, numbers by size, all else by what it is made of. */
export function makeSet(items: Iterable<Value>): SetValue {
  const byIdentity = new Map<string, Value>();
  for (const item of items) byIdentity.set(identityOf(item), item);
  const members = [...byIdentity.values()];
  if (members.every((member) => typeof member === "string")) return new Set(members.sort(compareKeys));
  if (members.every((member) => typeof member === "number")) return new Set(members.sort((a, b) => a - b));
  return new Set(mapEntries(byIdentity).map(([, member]) => member));
}

let deferredCount = 0;
const deferredIdentity = new WeakMap<object, string>();

/** A text that is equal exactly for equal values. */
function identityOf(value: Value): string {
  if (isList(value)) return `[${value.map(identityOf).join()}]`;
  if (isSet(value)) return `(${[...value].map(identityOf).join()})`;
  if (isMap(value))
    return `{${mapEntries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${identityOf(item)}`)
      .join()}}`;
  if (typeof value === "object" && value !== null) {
    const identity = deferredIdentity.get(value) ?? `#${deferredCount++}`;
    deferredIdentity.set(value, identity);
    return identity;
  }
  return JSON.stringify(value);
}

/** Deep equality; a list and a tuple, a map and an object of equal parts are equal. Callers rule out unknown parts. */
export function equalValues(a: Value, b: Value): boolean {
  return identityOf(a) === identityOf(b);
}

/** The text of a number as Terraform writes it: never with an exponent. */
export function numberText(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  return value.toFixed(Math.min(100, 20 + Math.ceil(-Math.log10(Math.abs(value))))).replace(/0+$/, "");
}

/** The name of a value's type, for messages. */
export function typeName(value: Value): string {
  if (value === null) return "null";
  if (isList(value)) return "list";
  if (isSet(value)) return "set";
  if (isMap(value)) return "object";
  if (typeof value === "boolean") return "bool";
  return typeof value === "object" ? "object" : typeof value;
}
