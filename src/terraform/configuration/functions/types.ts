import { oneType, toBoolean, toNumber, toText } from "../evaluation/conversion.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { firstUnknown, isMap, isSet, makeSet, unknownOf, type Value, withoutReference } from "../evaluation/value.ts";
import { type FunctionTable, list, map, ofParts, spreading } from "./function.ts";

/** A set with an unknown member may have any number of members. */
function toSet(given: Value | undefined): Value {
  const items = given === undefined ? [] : list(given);
  const notKnown = items.map((item) => firstUnknown(item)).find((item) => item !== undefined);
  return notKnown === undefined ? makeSet(items) : withoutReference(notKnown);
}

function orNull(convert: (given: Value) => Value): (given: readonly Value[]) => Value {
  return ([given]) => (given === null || given === undefined ? null : convert(given));
}

export const typeFunctions: FunctionTable = {
  tostring: { ...spreading([1, 1], orNull(toText)), passes: true },
  tonumber: spreading([1, 1], orNull(toNumber)),
  tobool: spreading([1, 1], orNull(toBoolean)),
  tolist: ofParts(
    [1, 1],
    orNull((given) => oneType(list(given))),
  ),
  toset: ofParts(
    [1, 1],
    orNull((given) => toSet(isSet(given) ? given : oneType(list(given)))),
  ),
  tomap: ofParts(
    [1, 1],
    orNull((given) => {
      if (!isMap(given)) throw new EvaluationProblem("tomap() takes an object");
      const keys = [...given.keys()];
      const values = oneType([...map(given).values()]);
      return new Map(keys.map((key, at) => [key, values[at] ?? null]));
    }),
  ),
  issensitive: spreading([1, 1], () => false),
  ephemeralasnull: {
    ...ofParts([1, 1], ([given]) => (given === undefined ? null : (unknownOf(given) ?? given))),
    unknowns: "own",
  },
};
