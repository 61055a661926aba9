import type { Result } from "../model/result.ts";
import { keyName } from "./key-name.ts";
import { plainLine } from "./plain-text.ts";

/** What is not known, and what it leaves open. */
export interface OpenReason {
  /** Results that it leaves open. */
  count: number;
  readonly rules: Set<string>;
  /** The first keys and gaps that it concerns. */
  readonly keys: Set<string>;
  /** Whether there are further ones. */
  more: boolean;
}

/** By reason, in the order in which they come. */
export type OpenReasons = Map<string, OpenReason>;

/** Reasons name addresses and may all differ: no more than these are kept apart. */
const mostReasons = 40;
const mostKeys = 3;

/** A reason may name the fact before it, in the form `key.ageDays (known only after apply)`: rules differ in facts, not in reasons. */
const withFact = /^[\w.]+ \((.+)\)$/;

/** Counts an open result under its reasons; results of other kinds are let pass. */
export function noteOpen(open: OpenReasons, { kind, suppression, rule, subject, reasons, message }: Result): void {
  if (kind !== "open" || suppression !== undefined) return;
  const given = (reasons.length === 0 ? [message] : reasons).map((reason) => plainLine(reason.replace(withFact, "$1")));
  const whole = [...new Set(given)].join("; ");
  const reason = open.has(whole) || open.size < mostReasons ? whole : "further reasons";
  const noted = open.get(reason) ?? { count: 0, rules: new Set(), keys: new Set(), more: false };
  open.set(reason, noted);
  noted.count++;
  noted.rules.add(rule.id);
  const name = keyName(subject);
  if (noted.keys.size < mostKeys) noted.keys.add(name);
  else noted.more ||= !noted.keys.has(name);
}

const mostRules = 3;

/** A few of the rules, and how many more there are: what an unreadable key leaves open are dozens. */
export function firstOf(rules: ReadonlySet<string>): string {
  const first = [...rules].slice(0, mostRules).join(", ");
  return rules.size > mostRules ? `${first} and ${rules.size - mostRules} more` : first;
}
