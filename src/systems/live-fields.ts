import { member, nonEmptyTextOf } from "../http/json.ts";
import { type Instant, parseInstant } from "../model/instant.ts";
import { type Maybe, mapKnown, unknown } from "../model/unknown.ts";

/** A text of a reply; one of spaces only, an empty one, null and an absent one are all unset. */
export function textField(json: unknown, name: string): Maybe<string> {
  const value = member(json, name);
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? (value.trim() === "" ? undefined : value) : notOf(name, "text");
}

export function flagField(json: unknown, name: string): Maybe<boolean> {
  const value = member(json, name);
  if (value === undefined || value === null) return undefined;
  return typeof value === "boolean" ? value : notOf(name, "true or false");
}

export function numberField(json: unknown, name: string): Maybe<number> {
  const value = member(json, name);
  if (value === undefined || value === null) return undefined;
  return typeof value === "number" ? value : notOf(name, "a number");
}

/** A moment of a reply; Go's zero time is unset, as an absent one is. */
export function instantField(json: unknown, name: string): Maybe<Instant> {
  const value = member(json, name);
  if (value === undefined || value === null) return undefined;
  try {
    if (typeof value === "string") return parseInstant(value);
  } catch {
    // Told below: the text itself is of no use to a reader.
  }
  return notOf(name, "a date and time");
}

/** The items of a list that may be null. */
export function listField(json: unknown, name: string): Maybe<readonly unknown[]> {
  const value = member(json, name);
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value : notOf(name, "a list");
}

/** Tags as key and value, by the names that the system gives the two; a tag without a value has an empty one. */
export function tagsField(
  json: unknown,
  name: string,
  keyName: string,
  valueName: string,
): Maybe<Readonly<Record<string, string>>> {
  return mapKnown(listField(json, name), (tags) =>
    Object.fromEntries(
      tags.flatMap((tag) => {
        const key = nonEmptyTextOf(member(tag, keyName));
        return key === undefined ? [] : [[key, nonEmptyTextOf(member(tag, valueName)) ?? ""]];
      }),
    ),
  );
}

function notOf(name: string, wanted: string): ReturnType<typeof unknown> {
  return unknown(`${name} in the listing is not ${wanted}`);
}
