import { parseInstant, formatInstant, type Instant } from "../../../model/instant.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { type FunctionTable, spreading, text } from "./function.ts";

/** RFC 3339: the moment, and the offset of its zone in minutes. */
function moment(given: string): { readonly instant: Instant; readonly offset: number } {
  const zone = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(given);
  let instant: Instant | undefined;
  try {
    instant = parseInstant(given);
  } catch {
    instant = undefined;
  }
  if (zone === null || instant === undefined) throw new EvaluationProblem("the text is not an RFC 3339 time");
  const minutes = Number(zone[2] ?? 0) * 60 + Number(zone[3] ?? 0);
  return { instant, offset: zone[1] === "-" ? -minutes : minutes };
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

function formatDate(form: string, given: string): string {
  const { instant, offset } = moment(given);
  const date = new Date(instant + offset * 60_000);
  return form.replaceAll(/'((?:[^']|'')*)'|([a-zA-Z])\2*/g, (run, quoted?: string) =>
    quoted === undefined ? part(run, date, offset) : quoted.replaceAll("''", "'"),
  );
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  "\u00b5s": 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Go's duration text in milliseconds: `-1h30m`, `1.5s`. */
function duration(given: string): number {
  if (!/^[+-]?(?:0|(?:[\d.]+(?:ns|us|\u00b5s|ms|s|m|h))+)$/.test(given))
    throw new EvaluationProblem("the text is not a duration");
  let total = 0;
  for (const [, amount, unit] of given.matchAll(/([\d.]+)(ns|us|\u00b5s|ms|s|m|h)/g))
    total += Number(amount) * (units[unit ?? ""] ?? 0);
  return given.startsWith("-") ? -total : total;
}

/** The same moment later, in the same zone. */
function later(given: string, by: string): string {
  const { instant, offset } = moment(given);
  const end = instant + duration(by);
  const local = formatInstant(end + offset * 60_000);
  return offset === 0 ? local : local.replace(/Z$/, zoneText(offset, ":"));
}

export const dateFunctions: FunctionTable = {
  formatdate: spreading([2, 2], ([form, given]) => formatDate(text(form), text(given))),
  timeadd: spreading([2, 2], ([given, by]) => later(text(given), text(by))),
  timecmp: spreading([2, 2], ([a, b]) => Math.sign(moment(text(a)).instant - moment(text(b)).instant)),
};
