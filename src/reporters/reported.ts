import type { ExceptionResult, Result } from "../model/result.ts";
import type { Run } from "../model/run.ts";
import type { ReporterOptions } from "./reporter.ts";

/** A result about a key, or about an exception that no longer holds. */
export type AnyResult = Result | ExceptionResult;

/** Tells a result about a key from one about an exception. */
export function isKeyResult(result: AnyResult): result is Result {
  return "key" in result;
}

/** Whether a result is one to act on: it fails, no exception silences it, and with `newOnly` the baseline did not have it. */
export function isReported(result: AnyResult, { newOnly }: Pick<ReporterOptions, "newOnly">): boolean {
  if (isKeyResult(result) && (result.kind !== "fail" || result.suppression !== undefined)) return false;
  return !newOnly || result.baselineState === undefined || result.baselineState === "new";
}

/** How many keys were met, each once however many sources showed it; what stands for keys that could not be listed is none. */
export function keysMet({ keys }: Pick<Run, "keys">): number {
  return keys.filter(({ origin }) => origin.kind === "terraform" || origin.unlisted !== true).length;
}
