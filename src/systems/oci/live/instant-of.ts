import { type Instant, parseInstant } from "../../../model/instant.ts";
import { type Maybe, unknown } from "../../../model/unknown.ts";

/** A time as the interfaces write it, RFC 3339; unset for null. */
export function instantOf(value: unknown): Maybe<Instant> {
  if (value === undefined || value === null) return undefined;
  try {
    if (typeof value === "string") return parseInstant(value);
  } catch {
    // Falls through: what is not a time tells nothing.
  }
  return unknown("the listing gives a time that can't be read");
}
