import { severities } from "../../model/rule.ts";
import type { Run } from "../../model/run.ts";
import type { BlockResult } from "../blocks.ts";
import type { ReporterOptions } from "../reporter.ts";
import { reportedBlocks, worstFirst } from "../worst-first.ts";

/** Code scanning refuses a run with more results (GitHub, SARIF limits). */
export const mostResults = 25_000;

/**
 * The failing results for code scanning: in the order of the run, or worst first when there are more than it takes.
 * @returns how many were left out.
 */
export function* selected(run: Run, options: ReporterOptions): Generator<BlockResult, number> {
  const total = severities.reduce((sum, severity) => sum + run.summary.failures[severity], 0);
  let left = 0;
  let room = mostResults;
  for (const block of total <= mostResults ? reportedBlocks(run, options) : worstFirst(run, options)) {
    if (room > 0) yield block;
    else left++;
    room--;
  }
  return left;
}
