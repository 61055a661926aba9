import type { Result } from "../model/result.ts";
import type { ReporterOptions } from "./reporter.ts";

/** Whether a result is one to act on: it fails, no exception silences it, and with `newOnly` the baseline did not have it. */
export function isReported(result: Result, options: Pick<ReporterOptions, "newOnly">): boolean {
  if (result.kind !== "fail" || result.suppression !== undefined) return false;
  return !options.newOnly || result.baselineState === undefined || result.baselineState === "new";
}
