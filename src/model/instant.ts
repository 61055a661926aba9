/** A moment in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** RFC 3339 (2026-01-10T12:00:00.123Z) and Go's time.Time text (2026-01-10 12:00:00.123 +0000 UTC) are alike but for separators and the zone's name. */
const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))? ?(?:[Zz]|([+-])(\d{2}):?(\d{2}))(?: [A-Z]{1,5}| [+-]\d{2,4})?(?: m=[+-][\d.]+)?$/;

/**
 * Reads RFC 3339 and Go's `time.Time` text, which both Terraform providers store in state.
 * @returns `undefined` for an empty text and for year 1, Go's zero time, which both mean "unset".
 * @throws {RangeError} for any other text that is not a moment; dates that do not exist (30 February) are refused.
 */
export function parseInstant(text: string): Instant | undefined {
  if (text === "") return undefined;
  const match = pattern.exec(text);
  if (match === null) throw new RangeError("not a date and time in RFC 3339 or Go form");
  const part = (group: number): number => Number(match[group] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (year <= 1) return undefined;
  const milliseconds = Math.trunc(Number(`0.${match[7] ?? 0}`) * 1000);
  const utc = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), milliseconds);
  const date = new Date(utc);
  const exists =
    year >= 100 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second <= 60;
  const offsetMinutes = part(9) * 60 + part(10);
  if (!exists || part(9) > 23 || part(10) > 59) throw new RangeError("a date and time that does not exist");
  const leap = second === 60 ? 1000 : 0;
  const instant = utc + leap - (match[8] === "-" ? -1 : 1) * offsetMinutes * 60_000;
  if (!isInstant(instant)) throw new RangeError("a date and time outside the years 100 to 9999");
  return instant;
}

const [first, last] = [Date.parse("0100-01-01T00:00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/** Whether RFC 3339 can say it: what {@link formatInstant} writes of it, {@link parseInstant} reads. */
export function isInstant(value: unknown): value is Instant {
  return typeof value === "number" && value >= first && value <= last;
}

/** RFC 3339 in UTC, without a fraction when it is zero. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
