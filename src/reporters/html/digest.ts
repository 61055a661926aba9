import type { ApiKey } from "../../model/api-key.ts";
import { isGap, isKey, type Subject } from "../../model/gap.ts";
import type { Instant } from "../../model/instant.ts";
import type { Result } from "../../model/result.ts";
import { type Rule, type Severity, severities } from "../../model/rule.ts";
import type { Run } from "../../model/run.ts";
import { known } from "../../model/unknown.ts";
import { type AnyResult, hasSubject } from "../reported.ts";
import { ownerIdentity, ownerLabel, systemLabel } from "./names.ts";
import { type OpenRow, openRows } from "./open-rows.ts";
import { keepWorst } from "../worst.ts";

/** How one group of keys (those of an owner, of a system) fares; a gap has results in it, and is no key. */
export interface Tally {
  readonly label: string;
  readonly system: string;
  keys: number;
  readonly failures: Record<Severity, number>;
  open: number;
  suppressed: number;
  /** When its oldest key was created. */
  oldest: Instant | undefined;
}

/** How one rule fares. */
export interface RuleTally {
  readonly rule: Rule;
  fail: number;
  open: number;
  suppressed: number;
}

/** What becomes of one key: its worst failing severity, else open, else pass. */
export type KeyOutcome = Severity | "open" | "pass";

/** What one row of the results shows. */
export type ResultRow = AnyResult | OpenRow;

/** A key and its outcome. */
export interface KeyRow {
  readonly key: ApiKey;
  readonly outcome: KeyOutcome;
  readonly failures: number;
}

/** What the page shows of a run, gathered in one pass; its size does not grow with the number of results. */
export interface Digest {
  readonly owners: readonly Tally[];
  readonly systems: readonly Tally[];
  readonly rules: readonly RuleTally[];
  /** How many keys have each outcome. */
  readonly outcomes: Readonly<Record<KeyOutcome, number>>;
  /** The worst results, worst first, those about exceptions among them; passes and results that do not apply are left out. */
  readonly results: readonly ResultRow[];
  /** How many rows of results the page would show if it had no limit. */
  readonly resultCount: number;
  readonly keys: readonly KeyRow[];
}

const outcomesInOrder: readonly KeyOutcome[] = [...severities, "open", "pass"];

/** Whether the result is to be acted on now. */
export function isFailure(result: AnyResult): boolean {
  return !hasSubject(result) || (result.kind === "fail" && result.suppression === undefined);
}

/** Whether the baseline had the failure already. */
function isKnown(result: AnyResult): boolean {
  const fails = !hasSubject(result) || result.kind === "fail";
  return fails && result.baselineState !== undefined && result.baselineState !== "new";
}

/** 0 for a critical failure, then by severity; then comes what is open, then what is suppressed. */
function resultRank(result: AnyResult): number {
  return severities.indexOf(result.rule.severity) + (isFailure(result) ? 0 : 2 * severities.length);
}

function newTally(label: string, system: string): Tally {
  const failures = { critical: 0, high: 0, medium: 0, low: 0, note: 0 };
  return { label, system, keys: 0, failures, open: 0, suppressed: 0, oldest: undefined };
}

function tallyOf(tallies: Map<string, Tally>, id: string, label: string, system: string): Tally {
  const found = tallies.get(id);
  if (found !== undefined) return found;
  const made = newTally(label, system);
  tallies.set(id, made);
  return made;
}

function addKey(tally: Tally, key: ApiKey): void {
  const created = known(key.timeCreated);
  tally.keys += 1;
  if (created !== undefined && (tally.oldest === undefined || created < tally.oldest)) tally.oldest = created;
}

function addResult(tally: Tally | RuleTally, result: Result): void {
  if (result.suppression !== undefined) tally.suppressed += 1;
  else if (result.kind === "open") tally.open += 1;
  else if ("fail" in tally) tally.fail += 1;
  else tally.failures[result.rule.severity] += 1;
}

/** The order of trouble: more of the worst first, then more keys, then by name. */
function compareTallies(a: Tally, b: Tally): number {
  for (const severity of severities) {
    const difference = b.failures[severity] - a.failures[severity];
    if (difference !== 0) return difference;
  }
  return b.open - a.open || b.keys - a.keys || (a.label < b.label ? -1 : 1);
}

function compareRules(a: RuleTally, b: RuleTally): number {
  const severity = severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity);
  return Number(b.fail > 0) - Number(a.fail > 0) || severity || b.fail - a.fail || (a.rule.id < b.rule.id ? -1 : 1);
}

/**
 * Reads the results once.
 * @param limit how many results, and how many keys, are kept to be shown.
 * @param newOnly leaves out failures that the baseline already had.
 */
export function digest(run: Run, limit: number, newOnly: boolean): Digest {
  const owners = new Map<string, Tally>();
  const systems = new Map<string, Tally>();
  const rules = new Map<string, RuleTally>();
  const outcomes = { critical: 0, high: 0, medium: 0, low: 0, note: 0, open: 0, pass: 0 };
  const results = keepWorst<ResultRow>(limit, 3 * severities.length);
  const open = openRows(run.rules, (row) => results.add(row, severities.length + severities.indexOf(row.severity)));
  const keys = keepWorst<KeyRow>(limit, outcomesInOrder.length);

  const talliesOf = (subject: Subject): readonly Tally[] => [
    ...(isKey(subject) || isGap(subject)
      ? [tallyOf(owners, ownerIdentity(subject), ownerLabel(subject), subject.system)]
      : []),
    tallyOf(systems, subject.system, systemLabel(subject), subject.system),
  ];

  const worstOf = new Map<ApiKey, { rank: number; failures: number }>();
  const tallyOfRule = (rule: Rule): RuleTally => {
    const tally = rules.get(rule.id) ?? { rule, fail: 0, open: 0, suppressed: 0 };
    rules.set(rule.id, tally);
    return tally;
  };
  for (const result of run.results()) {
    if (result.kind === "pass" || result.kind === "notApplicable" || (newOnly && isKnown(result))) continue;
    if (result.kind === "open" && result.suppression === undefined) open.note(result);
    else results.add(result, resultRank(result));
    for (const tally of [tallyOfRule(result.rule), ...talliesOf(result.subject)]) addResult(tally, result);
    if (result.suppression !== undefined || !isKey(result.subject)) continue;
    const worst = worstOf.get(result.subject) ?? { rank: outcomesInOrder.length, failures: 0 };
    const rank = isFailure(result) ? severities.indexOf(result.rule.severity) : severities.length;
    worstOf.set(result.subject, {
      rank: Math.min(worst.rank, rank),
      failures: worst.failures + Number(isFailure(result)),
    });
  }
  open.end();
  for (const result of run.exceptionResults) {
    if (newOnly && isKnown(result)) continue;
    results.add(result, resultRank(result));
    tallyOfRule(result.rule).fail += 1;
  }
  for (const key of run.keys) {
    for (const tally of talliesOf(key)) addKey(tally, key);
    const worst = worstOf.get(key);
    const outcome = (worst && outcomesInOrder[worst.rank]) ?? "pass";
    outcomes[outcome] += 1;
    keys.add({ key, outcome, failures: worst?.failures ?? 0 }, outcomesInOrder.indexOf(outcome));
  }
  return {
    owners: [...owners.values()].sort(compareTallies),
    systems: [...systems.values()].sort(compareTallies),
    rules: [...rules.values()].sort(compareRules),
    outcomes,
    results: results.kept(),
    resultCount: results.count(),
    keys: keys.kept(),
  };
}
