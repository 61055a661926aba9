import { type Instant, parseInstant } from "../model/instant.ts";
import type { TerraformValue, TerraformValues } from "../model/terraform.ts";
import { isUnknown, type Maybe, mapKnown, unknown } from "../model/unknown.ts";

/** An attribute as it stands: null, absent and empty text all mean unset. */
function attribute(values: TerraformValues, name: string): Maybe<Exclude<TerraformValue, null>> {
  const value = values[name];
  return value === null || value === undefined || value === "" ? undefined : value;
}

/** A text attribute; numbers and booleans are converted as Terraform converts them. */
export function textOf(values: TerraformValues, name: string): Maybe<string> {
  return mapKnown(attribute(values, name), (value) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : unknown(`${name} is not a text`),
  );
}

/** A boolean attribute; Terraform converts the texts "true" and "false". */
export function flagOf(values: TerraformValues, name: string): Maybe<boolean> {
  return mapKnown(attribute(values, name), (value) => {
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    return unknown(`${name} is neither true nor false`);
  });
}

/** A whole number, also written as text. */
export function wholeNumberOf(values: TerraformValues, name: string): Maybe<number> {
  return mapKnown(attribute(values, name), (value) => {
    const number = typeof value === "string" ? Number(value) : value;
    return typeof number === "number" && Number.isSafeInteger(number)
      ? number
      : unknown(`${name} is not a whole number`);
  });
}

/** A moment in RFC 3339 or Go's text form; year 1 means unset. */
export function instantOf(values: TerraformValues, name: string): Maybe<Instant> {
  return mapKnown(textOf(values, name), (text) => {
    try {
      return parseInstant(text);
    } catch {
      return unknown(`${name} is not a date and time`);
    }
  });
}

/** The objects of a nested block; one that is written as an object or as a list of objects is read alike. */
export function objectsOf(values: TerraformValues, name: string): Maybe<readonly TerraformValues[]> {
  return mapKnown(attribute(values, name), (value) => {
    const items: readonly TerraformValue[] = Array.isArray(value) ? value : [value];
    const objects: TerraformValues[] = [];
    for (const item of items) {
      if (isUnknown(item)) return unknown(item.reason, item.reference);
      if (isObject(item)) objects.push(item);
    }
    return objects;
  });
}

/** The first object of a nested block that can stand once; unset when there is none. */
export function firstObjectOf(values: TerraformValues, name: string): Maybe<TerraformValues> {
  return mapKnown(objectsOf(values, name), (objects) => objects[0]);
}

/** Tells an object from lists, scalars and unknown values. */
function isObject(value: TerraformValue): value is TerraformValues {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}
