import type { Result } from "../../model/result.ts";
import { severities } from "../../model/rule.ts";
import type { Run } from "../../model/run.ts";
import { alone, type BlockResult, byBlock } from "../blocks.ts";
import { type AnyResult, isReported } from "../reported.ts";
import type { ReporterOptions } from "../reporter.ts";

/** Code scanning refuses a run with more results (GitHub, SARIF limits). */
export const mostResults = 25_000;

/**
 * The failing results for code scanning: in the order of the run, or worst first when there are more than it takes.
 * The run is judged anew for each severity then, so that nothing has to be kept.
 * @returns how many were left out.
 */
export function* selected(run: Run, options: ReporterOptions, most = mostResults): Generator<BlockResult, number> {
  const failing = severities.filter((severity) => run.summary.failures[severity] > 0);
  const total = failing.reduce((sum, severity) => sum + run.summary.failures[severity], 0);
  const passes = total <= most ? [failing] : failing.map((severity) => [severity]);
  let room = most;
  let left = 0;
  for (const pass of passes) {
    const wanted = (result: AnyResult) => isReported(result, options) && pass.includes(result.rule.severity);
    for (const block of both(byBlock(where(run.results(), wanted)), run.exceptionResults.filter(wanted).map(alone))) {
      if (room > 0) yield block;
      else left++;
      room--;
    }
  }
  return left;
}

function* both<T>(first: Iterable<T>, second: Iterable<T>): Generator<T> {
  yield* first;
  yield* second;
}

function* where(results: Iterable<Result>, wanted: (result: Result) => boolean): Generator<Result> {
  for (const result of results) if (wanted(result)) yield result;
}
