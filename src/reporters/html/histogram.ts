import type { ApiKey } from "../../model/api-key.ts";
import type { Instant } from "../../model/instant.ts";
import type { Rule } from "../../model/rule.ts";
import { known } from "../../model/unknown.ts";

const millisecondsPerDay = 86_400_000;
const mostBins = 24;

/** Keys whose age in days is at least `from` and below `to`; the last bin has no end. */
export interface Bin {
  readonly from: number;
  readonly to: number | undefined;
  readonly keys: number;
}

/** Ages of the keys that can be used now. */
export interface Ages {
  readonly bins: readonly Bin[];
  /** The rotation window in days that the rules of this run prescribe. */
  readonly limitDays: number;
  readonly withinLimit: number;
  readonly overLimit: number;
  /** Keys that are not in the bins, by why: none of them is young. */
  readonly left: Readonly<Record<"declared" | "planned" | "removed" | "inactive" | "notKnown", number>>;
}

/** The strictest `maxAgeDays` of the rules in force; 90 days, as the CIS benchmarks say, where there is none. */
function ageLimit(rules: readonly Rule[]): number {
  const limits = rules.map((rule) => rule.values["maxAgeDays"]).filter((value) => typeof value === "number");
  return limits.length === 0 ? 90 : Math.min(...limits);
}

/** The finest width that divides the limit, so that the limit falls between two bins, and that needs few enough bins. */
function binWidth(limitDays: number, oldestDays: number): number {
  const widths = [limitDays / 6, limitDays / 3, limitDays / 2, limitDays].filter(
    (width) => width === limitDays || Number.isInteger(width),
  );
  return widths.find((width) => oldestDays / width < mostBins) ?? limitDays;
}

/** Counts ages at `asOf` of the keys that exist and are not known to be inactive. Clocks that differ make no negative age. */
export function ages(keys: readonly ApiKey[], asOf: Instant, rules: readonly Rule[]): Ages {
  const limitDays = ageLimit(rules);
  const left = { declared: 0, planned: 0, removed: 0, absent: 0, inactive: 0, notKnown: 0 };
  const days: number[] = [];
  for (const { existence, active, timeCreated } of keys) {
    const created = known(timeCreated);
    if (existence !== "exists") left[existence] += 1;
    else if (active === false) left.inactive += 1;
    else if (created === undefined) left.notKnown += 1;
    else days.push(Math.max(0, (asOf - created) / millisecondsPerDay));
  }
  const oldest = days.reduce((most, age) => Math.max(most, age), limitDays);
  const width = binWidth(limitDays, oldest);
  const binCount = Math.min(mostBins, Math.floor(oldest / width) + 1);
  const counts = Array.from({ length: binCount }, () => 0);
  for (const age of days) {
    const bin = Math.min(binCount - 1, Math.floor(age / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const ends = (bin: number): boolean => bin === binCount - 1 && oldest >= binCount * width;
  const overLimit = days.filter((age) => age > limitDays).length;
  return {
    bins: counts.map((keys, bin) => ({ from: bin * width, to: ends(bin) ? undefined : (bin + 1) * width, keys })),
    limitDays,
    withinLimit: days.length - overLimit,
    overLimit,
    left,
  };
}
