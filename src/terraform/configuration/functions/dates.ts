import { UnfinishedWork } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { wholeNumber } from "../evaluation/number.ts";
import { numberType, stringType } from "../evaluation/type.ts";
import { aText, define, type FunctionTable, made, text } from "./function.ts";

interface Moment {
  /** Since 1970, in UTC. */
  readonly nanoseconds: bigint;
  /** Of its zone, in minutes. */
  readonly offset: number;
}

const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** A moment in the strict form of RFC 3339 that go-cty takes. */
function moment(given: string): Moment {
  const match = form.exec(given);
  if (match === null) throw new EvaluationProblem("the text is not an RFC 3339 time");
  const [, year, month, day, hour, minute, second, fraction = "", sign, hours, minutes] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const same =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!same) throw new EvaluationProblem("the text is not an RFC 3339 time");
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === "-" ? -1 : 1);
  const parts = BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return { nanoseconds: BigInt(date.getTime() - offset * 60_000) * 1_000_000n + parts, offset };
}

/** The local time of its zone, in whole seconds, as if it were UTC. */
function localDate({ nanoseconds, offset }: Moment): Date {
  const seconds = nanoseconds / second - (nanoseconds % second < 0n ? 1n : 0n);
  return new Date(Number(seconds) * 1000 + offset * 60_000);
}

const months = ["January", "February", "March", "April", "May", "June", "July"].concat([
  "August",
  "September",
  "October",
  "November",
  "December",
]);
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function zoneText(offset: number, colon: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(Math.trunc(minutes / 60))}${colon}${two(minutes % 60)}`;
}

/** What one run of a letter in the form stands for (Terraform, formatdate). */
function part(run: string, date: Date, offset: number): string {
  const hour = date.getUTCHours();
  const hour12 = hour % 12 || 12;
  const weekday = weekdays[date.getUTCDay()] ?? "";
  const month = months[date.getUTCMonth()] ?? "";
  const parts: Readonly<Record<string, () => string>> = {
    YYYY: () => String(date.getUTCFullYear()).padStart(4, "0"),
    YY: () => two(date.getUTCFullYear() % 100),
    MMMM: () => month,
    MMM: () => month.slice(0, 3),
    MM: () => two(date.getUTCMonth() + 1),
    M: () => String(date.getUTCMonth() + 1),
    DD: () => two(date.getUTCDate()),
    D: () => String(date.getUTCDate()),
    EEEE: () => weekday,
    EEE: () => weekday.slice(0, 3),
    hh: () => two(hour),
    h: () => String(hour),
    HH: () => two(hour12),
    H: () => String(hour12),
    AA: () => (hour < 12 ? "AM" : "PM"),
    aa: () => (hour < 12 ? "am" : "pm"),
    mm: () => two(date.getUTCMinutes()),
    m: () => String(date.getUTCMinutes()),
    ss: () => two(date.getUTCSeconds()),
    s: () => String(date.getUTCSeconds()),
    ZZZZZ: () => zoneText(offset, ":"),
    ZZZZ: () => zoneText(offset, ""),
    ZZZ: () => (offset === 0 ? "UTC" : zoneText(offset, "")),
    Z: () => (offset === 0 ? "Z" : zoneText(offset, ":")),
  };
  const write = parts[run];
  if (write === undefined) throw new EvaluationProblem(`formatdate() has no "${run}"`);
  return write();
}

/** A text in quotes, in which two quotes are one; a run of one letter; or anything else. */
const token = /''|'(?:[^']|'')+'(?!')|'|([a-zA-Z])\1*|[^'a-zA-Z]+/g;

function formatDate(form: string, given: string): string {
  const when = moment(given);
  const date = localDate(when);
  return form.replaceAll(token, (run, letter?: string) => {
    if (letter !== undefined) return part(run, date, when.offset);
    if (run === "''") return "'";
    if (run === "'") throw new EvaluationProblem("a quoted text in the form is not closed");
    return run.startsWith("'") ? run.slice(1, -1).replaceAll("''", "'") : run;
  });
}

const second = 1_000_000_000n;
const units: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["\u00b5s", 1000n],
  ["\u03bcs", 1000n],
  ["ms", 1_000_000n],
  ["s", second],
  ["m", 60n * second],
  ["h", 3600n * second],
]);

/** Go's duration text in nanoseconds: `-1h30m`, `1.5s`. */
function duration(given: string): bigint {
  if (!/^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/.test(given))
    throw new EvaluationProblem("the text is not a duration");
  let total = 0n;
  for (const [, amount = "", fraction = "", unit = ""] of given.matchAll(
    /(\d*)\.?(\d*)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/g,
  )) {
    const size = units.get(unit) ?? 0n;
    total += BigInt(amount || "0") * size + (BigInt(fraction || "0") * size) / 10n ** BigInt(fraction.length);
  }
  if (total >= 2n ** 63n) throw new EvaluationProblem("the duration is too long");
  return given.startsWith("-") ? -total : total;
}

/** The same moment later, in the same zone, without fractions of a second. */
function later(given: string, by: string): string {
  const { nanoseconds, offset } = moment(given);
  const date = localDate({ nanoseconds: nanoseconds + duration(by), offset });
  const year = date.getUTCFullYear();
  if (year < 0) throw new UnfinishedWork("it is a time before the year 0");
  const rest = date
    .toISOString()
    .replace(/^[+-]?\d+/, "")
    .slice(0, 15);
  return `${String(year).padStart(4, "0")}${rest}${offset === 0 ? "Z" : zoneText(offset, ":")}`;
}

function compared(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export const dateFunctions: FunctionTable = {
  formatdate: define([aText, aText], stringType, ([form, given]) => made(formatDate(text(form), text(given)))),
  timeadd: define([aText, aText], stringType, ([given, by]) => later(text(given), text(by))),
  timecmp: define([aText, aText], numberType, ([a, b]) =>
    wholeNumber(compared(moment(text(a)).nanoseconds, moment(text(b)).nanoseconds)),
  ),
};
