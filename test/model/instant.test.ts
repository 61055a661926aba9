import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatInstant, isInstant, parseInstant } from "../../src/model/instant.ts";

function read(text: string): number | undefined {
  try {
    return parseInstant(text);
  } catch {
    return undefined;
  }
}

test("what is read as a moment can be written and read again", () => {
  const year = fc.integer({ min: 100, max: 9999 }).map((value) => String(value).padStart(4, "0"));
  const day = fc.constantFrom("01-01", "06-15", "12-31");
  const zone = fc.constantFrom("Z", "+14:00", "-23:59", " +0200 CEST");
  fc.assert(
    fc.property(fc.oneof(year, fc.constantFrom("0100", "9999")), day, zone, (y, d, z) => {
      const instant = read(`${y}-${d}T23:30:00.125${z}`);
      fc.pre(instant !== undefined);
      expect(isInstant(instant)).toBe(true);
      expect(parseInstant(formatInstant(instant))).toBe(instant);
    }),
    { numRuns: 300 },
  );
});

test("a zone does not lead out of the years that RFC 3339 can say", () => {
  expect(() => parseInstant("9999-12-31T23:59:59-00:01")).toThrow(RangeError);
  expect(() => parseInstant("0100-01-01T00:00:00+00:01")).toThrow(RangeError);
  expect(isInstant(Date.parse("9999-12-31T23:59:59.999Z"))).toBe(true);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Date.parse("9999-12-31T23:59:59.999Z") + 1, "2026"])
    expect(isInstant(value)).toBe(false);
});
