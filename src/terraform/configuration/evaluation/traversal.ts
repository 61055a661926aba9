import { isUnknown } from "../../../model/unknown.ts";
import { toNumber, toText } from "./conversion.ts";
import { EvaluationProblem } from "./scope.ts";
import {
  below,
  DeferredInstances,
  DeferredObject,
  isList,
  isMap,
  isSet,
  typeName,
  unknownOf,
  type Value,
  withoutReference,
} from "./value.ts";

/** `value.name` */
export function attributeOf(value: Value, name: string): Value {
  if (isUnknown(value)) return below(value, name);
  if (value instanceof DeferredObject) return value.attribute(name);
  if (value instanceof DeferredInstances) return attributeOf(value.instance(undefined), name);
  if (isMap(value)) {
    const found = value.get(name);
    if (found === undefined) throw new EvaluationProblem(`the object has no attribute "${name}"`);
    return found;
  }
  throw new EvaluationProblem(`a ${typeName(value)} has no attribute "${name}"`);
}

/**
 * `value[key]`
 * @param secret the key is not to be part of what the element is called
 */
export function elementOf(value: Value, key: Value, secret = false): Value {
  const keyNotKnown = unknownOf(key);
  const shown = !secret && (typeof key === "string" || typeof key === "number") ? key : undefined;
  if (value instanceof DeferredInstances) return value.instance(shown);
  if (keyNotKnown !== undefined) return withoutReference(keyNotKnown);
  if (isUnknown(value)) return shown === undefined ? withoutReference(value) : below(value, String(shown));
  if (isList(value)) {
    const index = toNumber(key);
    const found = typeof index === "number" ? value[index] : undefined;
    if (found === undefined) throw new EvaluationProblem(`the list of ${value.length} has no such element`);
    return found;
  }
  const name = toText(key);
  // What a key is worked out to is not told: it may be secret.
  if (typeof name === "string" && isMap(value) && !value.has(name))
    throw new EvaluationProblem("the map has no such element");
  if (typeof name === "string" && !isSet(value)) return attributeOf(value, name);
  throw new EvaluationProblem(`a ${typeName(value)} has no elements that a ${typeName(key)} names`);
}

/** `value[*]` and what follows: of a list or set each element, of null none, of any other value the value itself. */
export function splat(value: Value, each: (item: Value) => Value): Value {
  if (value === null) return [];
  if (isUnknown(value)) return each(below(value, "*"));
  if (value instanceof DeferredInstances) {
    const any = unknownOf(each(value.instance(undefined)));
    return new DeferredInstances((key) => each(value.instance(key)), any ?? value.whole);
  }
  if (isList(value) || isSet(value)) return [...value].map(each);
  return [each(value)];
}
