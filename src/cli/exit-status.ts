import type { Run } from "../model/run.ts";
import type { OptionValues } from "../options.ts";
import { reaches } from "../scan/summary.ts";

/** 3: something could not be read whole, whatever else; 1: a result at or above the threshold; 0: neither. It depends on the run, never on a report's format. */
export function exitStatus(run: Run, { failOn, newOnly }: Pick<OptionValues, "failOn" | "newOnly">): 0 | 1 | 3 {
  if (!run.complete) return 3;
  return reaches(newOnly ? run.summary.newFailures : run.summary.failures, failOn) ? 1 : 0;
}
