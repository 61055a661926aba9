import { formatInstant, type Instant } from "../model/instant.ts";
import { type Maybe, mapKnown } from "../model/unknown.ts";

const day = 24 * 60 * 60 * 1000;

/** Exact time from one moment to another, in days of 24 hours. */
export function daysBetween(from: Instant, to: Instant): number {
  return (to - from) / day;
}

/** RFC 3339 text of a moment that may be unset or unknown. */
export function instantText(instant: Maybe<Instant>): Maybe<string> {
  return mapKnown(instant, formatInstant);
}

const units = [
  ["day", day],
  ["hour", 60 * 60 * 1000],
  ["minute", 60 * 1000],
  ["second", 1000],
] as const;

/** A length of time as text: whole days, and for the rest of a day its largest unit, so that "90 days 1 second" shows why it is over 90 days. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 0) return `${durationText(-milliseconds)} in the future`;
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [name, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? "" : "s"}`);
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? "less than a second" : parts.join(" ");
}
