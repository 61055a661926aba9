import { isUnknown, type Unknown, unknown } from "../../../model/unknown.ts";
import { commonType, toNumber, toText } from "./conversion.ts";
import { toWhole } from "./number.ts";
import { EvaluationProblem } from "./problem.ts";
import { normalized } from "./text.ts";
import { dynamicType, isPrimitive, listOf, typeName, type Type } from "./type.ts";
import {
  below,
  deferredInstances,
  isDeferred,
  isKind,
  isMapping,
  isNull,
  isSequence,
  list,
  tuple,
  typeOf,
  unknownOf,
  unknownValue,
  type Value,
  dropReference,
} from "./value.ts";

/** `value.name` */
export function attributeOf(value: Value, written: string): Value {
  const name = normalized(written);
  if (isKind(value, "unknown")) {
    const type = partType(value.type, name);
    if (type === undefined) throw new EvaluationProblem(`a ${typeName(value.type)} has no attribute "${name}"`);
    return unknownValue(below(value.why, name), type);
  }
  if (isKind(value, "deferred object")) return value.attribute(name);
  if (isKind(value, "deferred instances")) return attributeOf(value.instance(undefined), name);
  if (isMapping(value)) {
    const found = value.entries.get(name);
    if (found === undefined) throw new EvaluationProblem(`the ${value.kind} has no attribute "${name}"`);
    return found;
  }
  if (isNull(value)) throw new EvaluationProblem(`null has no attribute "${name}"`);
  throw new EvaluationProblem(`a ${typeName(typeOf(value))} has no attribute "${name}"`);
}

/** The type of a part of something that is not known, `undefined` where there is no such part. */
function partType(type: Type, name: string): Type | undefined {
  if (type.kind === "object") return type.attributes.get(name);
  if (type.kind === "map") return type.of;
  return type.kind === "dynamic" ? type : undefined;
}

/**
 * `value[key]`
 * @param secret the key is not to be part of what the element is called
 */
export function elementOf(value: Value, key: Value, secret = false): Value {
  const keyNotKnown = unknownOf(key);
  const shown = secret ? undefined : shownKey(key);
  if (isNull(value)) throw new EvaluationProblem("null has no elements");
  if (isNull(key)) throw new EvaluationProblem("null names no element");
  if (isKind(value, "deferred instances")) return value.instance(shown);
  if (isKind(value, "unknown")) return belowUnknown(value.type, value.why, shown);
  if (isKind(value, "list") || isKind(value, "tuple")) {
    const index = toNumber(key);
    if (index === null || isUnknown(index))
      return notKnown(keyNotKnown ?? index, isKind(value, "list") ? value.of : dynamicType);
    const at = toWhole(index);
    const found = at === undefined ? undefined : value.items[at];
    if (found === undefined)
      throw new EvaluationProblem(`the ${value.kind} of ${value.items.length} has no such element`);
    return found;
  }
  if (!isMapping(value) && !isDeferred(value))
    throw new EvaluationProblem(`a ${typeName(typeOf(value))} has no elements that a key names`);
  const name = toText(key);
  if (name === null || isUnknown(name))
    return notKnown(keyNotKnown ?? name, isKind(value, "map") ? value.of : dynamicType);
  // What a key is worked out to is not told: it may be secret.
  if (isMapping(value) && !value.entries.has(normalized(name)))
    throw new EvaluationProblem(`the ${value.kind} has no such element`);
  return attributeOf(value, name);
}

function notKnown(why: ReturnType<typeof toNumber> | ReturnType<typeof toText>, type: Type): Value {
  if (!isUnknown(why)) throw new EvaluationProblem("null names no element");
  return unknownValue(dropReference(why), type);
}

function belowUnknown(type: Type, why: ReturnType<typeof below>, shown: string | number | undefined): Value {
  if (isPrimitive(type) || type.kind === "set")
    throw new EvaluationProblem(`a ${typeName(type)} has no elements that a key names`);
  const part =
    type.kind === "list" || type.kind === "map"
      ? type.of
      : type.kind === "tuple" && typeof shown === "number"
        ? type.items[shown]
        : type.kind === "object" && typeof shown === "string"
          ? type.attributes.get(shown)
          : dynamicType;
  if (part === undefined) throw new EvaluationProblem("there is no such element");
  return unknownValue(shown === undefined ? dropReference(why) : below(why, String(shown)), part);
}

/** A key as it stands in an address. */
function shownKey(key: Value): string | number | undefined {
  if (typeof key === "string") return key;
  return isKind(key, "number") ? toWhole(key) : undefined;
}

/** `value[*]` and what follows: of a list, set or tuple each element, of null none, of any other value the value itself. */
export function splat(value: Value, each: (item: Value) => Value): Value {
  if (isNull(value)) {
    if (value.type.kind === "list" || value.type.kind === "set" || value.type.kind === "tuple")
      throw new EvaluationProblem("a splat of null");
    return tuple([]);
  }
  if (isKind(value, "unknown")) return splatOfUnknown(value.type, value.why, each);
  if (isKind(value, "deferred instances")) {
    const any = unknownOf(each(value.instance(undefined)));
    return deferredInstances((key) => each(value.instance(key)), any ?? value.whole);
  }
  if (!isSequence(value)) return tuple([each(value)]);
  const items = value.items.map(each);
  if (value.kind === "tuple") return tuple(items);
  const of = items.length === 0 ? typeOf(each(unknownValue(noItem, value.of))) : commonType(items);
  if (of === undefined) throw new EvaluationProblem("the elements that a splat gives differ in type");
  return list(of, items);
}

const noItem = unknown("the collection is empty");

/** How many elements there are is not known either. */
function splatOfUnknown(type: Type, why: Unknown, each: (item: Value) => Value): Value {
  if (type.kind === "tuple")
    return tuple(type.items.map((item, at) => each(unknownValue(below(why, String(at)), item))));
  const item = type.kind === "list" || type.kind === "set" ? type.of : dynamicType;
  const found = each(unknownValue(below(why, "*"), item));
  return unknownValue(
    unknownOf(found) ?? dropReference(why),
    item === dynamicType ? dynamicType : listOf(typeOf(found)),
  );
}
