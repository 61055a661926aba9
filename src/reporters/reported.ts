import { isKey, type Subject } from "../model/gap.ts";
import type { ExceptionResult, Result } from "../model/result.ts";
import type { ReporterOptions } from "./reporter.ts";

/** A result about a key or a gap, or about an exception that no longer holds. */
export type AnyResult = Result | ExceptionResult;

/** Tells a result about a key or a gap from one about an exception. */
export function hasSubject(result: AnyResult): result is Result {
  return "subject" in result;
}

/** The source at whose place a key or a gap is reported. */
export function sourceOf(subject: Subject): string {
  return isKey(subject) ? subject.views[0].source : subject.source;
}

/** Whether a result is one to act on: it fails, no exception silences it, and with `newOnly` the baseline did not have it. */
export function isReported(result: AnyResult, { newOnly }: Pick<ReporterOptions, "newOnly">): boolean {
  if (hasSubject(result) && (result.kind !== "fail" || result.suppression !== undefined)) return false;
  return !newOnly || result.baselineState === undefined || result.baselineState === "new";
}
