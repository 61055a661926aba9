import type { System } from "../../model/api-key.ts";
import { formatInstant, type Instant, parseInstant } from "../../model/instant.ts";
import type { Location, Region } from "../../model/location.ts";
import { type Codec, converted, count, object, oneOf, only, optional, text } from "./codec.ts";

export const system: Codec<System> = oneOf<System>({ oci: true, intersight: true });

/** RFC 3339 in UTC, to the millisecond. */
export const instant: Codec<Instant> = converted(text, formatInstant, (value, path) => {
  const moment = parseInstant(value);
  if (moment === undefined) throw new TypeError(`${path} must be a date and time in RFC 3339 form`);
  return moment;
});

export const region: Codec<Region> = object<Region>({
  startLine: count,
  startColumn: count,
  endLine: count,
  endColumn: count,
});

export const location: Codec<Location> = object<Location>({
  uri: text,
  region: optional(region),
  virtual: optional(only(true)),
});
