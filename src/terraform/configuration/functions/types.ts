import { convert } from "../evaluation/conversion.ts";
import { boolType, dynamicType, listOf, mapOf, numberType, setOf, stringType, type Type } from "../evaluation/type.ts";
import { firstUnknown, isKind, nullValue, unknownValue, type Value, dropReference } from "../evaluation/value.ts";
import { anyOrNull, define, type FunctionTable } from "./function.ts";

/** Parts that are not known stay so; a set with such a member may have any number of members. */
function converting(type: Type, passes = false): FunctionTable[string] {
  const call = ([given = nullValue]: readonly Value[]): Value => {
    const found = convert(given, type);
    if (isKind(found, "unknown")) return unknownValue(passes ? found.why : dropReference(found.why), found.type);
    const why = isKind(found, "set") && found.items.length > 1 ? firstUnknown(found) : undefined;
    return why === undefined ? found : unknownValue(dropReference(why), type, true);
  };
  return { ...define([anyOrNull], type, call), unknowns: "own", nullable: true };
}

function same([given = nullValue]: readonly Value[]): Value {
  return given;
}

export const typeFunctions: FunctionTable = {
  tostring: converting(stringType, true),
  tonumber: converting(numberType),
  tobool: converting(boolType),
  tolist: converting(listOf(dynamicType)),
  toset: converting(setOf(dynamicType)),
  tomap: converting(mapOf(dynamicType)),
  sensitive: { ...define([anyOrNull], dynamicType, same), unknowns: "own", nullable: true },
  nonsensitive: { ...define([anyOrNull], dynamicType, same), unknowns: "own", nullable: true },
  ephemeralasnull: { ...define([anyOrNull], dynamicType, same), unknowns: "own", nullable: true },
};
