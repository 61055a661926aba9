import type { Result } from "../model/result.ts";
import { type Severity, severities } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import { alone, type BlockResult, byBlock } from "./blocks.ts";
import { type AnyResult, isReported } from "./reported.ts";
import type { ReporterOptions } from "./reporter.ts";

/** The results to act on, those about keys in the order of the run, then those about exceptions; of these severities only. */
export function* reportedBlocks(
  run: Run,
  options: Pick<ReporterOptions, "newOnly">,
  wanted: readonly Severity[] = severities,
): Generator<BlockResult> {
  const isWanted = (result: AnyResult) => isReported(result, options) && wanted.includes(result.rule.severity);
  yield* byBlock(where(run.results(), isWanted));
  for (const result of run.exceptionResults) if (isWanted(result)) yield alone(result);
}

/** The same from the worst severity to the least. The run is judged anew for each severity that fails, so that nothing has to be kept. */
export function* worstFirst(run: Run, options: Pick<ReporterOptions, "newOnly">): Generator<BlockResult> {
  for (const severity of severities) {
    if (run.summary.failures[severity] > 0) yield* reportedBlocks(run, options, [severity]);
  }
}

function* where(results: Iterable<Result>, isWanted: (result: Result) => boolean): Generator<Result> {
  for (const result of results) if (isWanted(result)) yield result;
}
