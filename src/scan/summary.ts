import { type ApiKey, sourcesOf } from "../model/api-key.ts";
import type { Subject } from "../model/gap.ts";
import type { Notification } from "../model/notification.ts";
import type { ExceptionResult, Result, ResultKind } from "../model/result.ts";
import { type Severity, severities } from "../model/rule.ts";
import type { Coverage, Summary } from "../model/run.ts";

/** Counts over all results and sources, in one pass. */
export function summarize(
  sources: readonly string[],
  keys: readonly ApiKey[],
  notifications: readonly Notification[],
  results: Iterable<Result>,
  exceptionResults: () => readonly ExceptionResult[],
): {
  readonly exceptionResults: readonly ExceptionResult[];
  readonly summary: Summary;
  readonly coverage: readonly Coverage[];
} {
  const kinds: Record<ResultKind, number> = { pass: 0, fail: 0, open: 0, notApplicable: 0 };
  const failures = noFailures();
  const newFailures = noFailures();
  let suppressed = 0;
  const open = new Set<Subject>();
  for (const result of results) {
    if (result.suppression !== undefined) {
      suppressed += 1;
      continue;
    }
    kinds[result.kind] += 1;
    if (result.kind === "open") open.add(result.subject);
    if (result.kind !== "fail") continue;
    failures[result.rule.severity] += 1;
    if (isNew(result)) newFailures[result.rule.severity] += 1;
  }
  const aboutExceptions = exceptionResults();
  for (const result of aboutExceptions) {
    kinds.fail += 1;
    failures[result.rule.severity] += 1;
    if (isNew(result)) newFailures[result.rule.severity] += 1;
  }
  return {
    exceptionResults: aboutExceptions,
    summary: { kinds, failures, suppressed, newFailures },
    coverage: coverageOf(sources, keys, notifications, open),
  };
}

/** An updated result, such as a key that is a day older, was there before. */
function isNew({ baselineState }: Pick<Result, "baselineState">): boolean {
  return baselineState === undefined || baselineState === "new";
}

function noFailures(): Record<Severity, number> {
  return { critical: 0, high: 0, medium: 0, low: 0, note: 0 };
}

function coverageOf(
  sources: readonly string[],
  keys: readonly ApiKey[],
  notifications: readonly Notification[],
  open: ReadonlySet<Subject>,
): readonly Coverage[] {
  const counts = new Map(sources.map((source) => [source, { source, keys: 0, judged: 0, open: 0, unread: 0 }]));
  for (const key of keys) {
    for (const source of sourcesOf(key)) {
      const count = counts.get(source);
      if (count === undefined) continue;
      count.keys += 1;
      if (open.has(key)) count.open += 1;
      else count.judged += 1;
    }
  }
  for (const notification of notifications) {
    const count = notification.level === "error" ? counts.get(notification.source ?? "") : undefined;
    if (count !== undefined) count.unread += 1;
  }
  return [...counts.values()];
}

/** Whether any failure is at least as bad as the threshold; `never` is no threshold. */
export function reaches(failures: Readonly<Record<Severity, number>>, threshold: Severity | "never"): boolean {
  if (threshold === "never") return false;
  return severities.slice(0, severities.indexOf(threshold) + 1).some((severity) => failures[severity] > 0);
}
