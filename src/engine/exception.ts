import type { Location } from "../model/location.ts";
import type { Suppression } from "../model/result.ts";
import type { KeylintComment } from "../model/terraform.ts";

/** An accepted result: which rules, for which key, by whom, why and until when. */
export interface Exception {
  readonly kind: Suppression["kind"];
  /** Ids or aliases, as written. */
  readonly rules: readonly string[];
  /** Fingerprint, id or user of a key, or an address in which `*` stands for any characters. Absent in a comment, which is about the block it stands beside. */
  readonly key?: string;
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it holds, in UTC: `2027-01-31`. */
  readonly expires: string;
  readonly location: Location;
}

/** What was meant as an exception and is none. */
export interface MalformedException {
  readonly problem: string;
  /** The exception as it is written: its identity across runs. */
  readonly text: string;
  readonly location: Location;
}

const fields = ["rule", "key", "owner", "reason", "expires"];

/** Reads one entry of `exceptions:` in keylint.yaml. */
export function readEntry(entry: unknown, location: Location): Exception | MalformedException {
  const text = JSON.stringify(entry);
  if (typeof entry !== "object" || entry === null)
    return { problem: "an exception has rule, key, owner, reason and expires", text, location };
  const given = new Map<string, unknown>(Object.entries(entry));
  return readFields(given, "external", text, location);
}

/** Reads a comment: `keylint:ignore RULE[,RULE] owner=NAME reason="WHY" expires=YYYY-MM-DD`. */
export function readComment({ text, location }: KeylintComment): Exception | MalformedException {
  const [, verb = "", rest = ""] = /^keylint:\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  if (verb !== "ignore")
    return { problem: `keylint knows no comment \`${verb}\`, only \`keylint:ignore\``, text, location };
  const given = new Map<string, unknown>();
  let last = 0;
  for (const match of rest.matchAll(/\s*(?:(\w+)=)?("[^"]*"|[^\s"]+)/gy)) {
    const [whole, name = "rule", value = ""] = match;
    if (given.has(name)) return { problem: `\`${name}\` is given twice`, text, location };
    given.set(name, value.replace(/^"(.*)"$/s, "$1"));
    last = match.index + whole.length;
  }
  const left = rest.slice(last).trim();
  if (left !== "") return { problem: `\`${left}\` can't be read`, text, location };
  return readFields(given, "inSource", text, location);
}

function readFields(
  given: ReadonlyMap<string, unknown>,
  kind: Exception["kind"],
  text: string,
  location: Location,
): Exception | MalformedException {
  const wanted = kind === "external" ? fields : fields.filter((field) => field !== "key");
  const problems = [...given.keys()]
    .filter((field) => !wanted.includes(field))
    .map((field) => `\`${field}\` is no part of an exception`);
  const read = (field: string): string => {
    const value = given.get(field);
    const words = typeof value === "string" ? value.trim() : undefined;
    if (words !== undefined && words !== "") return words;
    problems.push(`\`${field}\` is ${value === undefined ? "missing" : words === "" ? "empty" : "not a text"}`);
    return "";
  };
  const [rule = "", owner = "", reason = "", expires = ""] = ["rule", "owner", "reason", "expires"].map(read);
  const key = kind === "external" ? { key: read("key") } : {};
  if (expires !== "" && endOf(expires) === undefined) problems.push(`\`expires\` is not a day of the form 2027-01-31`);
  if (problems.length > 0) return { problem: problems.join("; "), text, location };
  return { kind, rules: rule.split(",").map((id) => id.trim()), ...key, owner, reason, expires, location };
}

/** The first moment after a day, in UTC; `undefined` for a text that is not a day of the calendar. */
export function endOf(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const start = Date.parse(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(start) && new Date(start).toISOString().startsWith(day);
  return exists ? start + 86_400_000 : undefined;
}
