import type { TerraformValue } from "../../../model/terraform.ts";
import { isUnknown, unknown } from "../../../model/unknown.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import type { Marks } from "../evaluation/sensitivity.ts";

const untold = "it depends on a sensitive value, so that it is not told what is wrong";

/** The problem without words that may hold something sensitive: the name of a file, for one. */
export function discreet(problem: EvaluationProblem, { values }: Marks): EvaluationProblem {
  if (!values) return problem;
  const silent = new EvaluationProblem(untold);
  silent.place = problem.place;
  return silent;
}

/** The value with reasons that hold nothing sensitive; what an unknown part refers to stays. */
export function withoutReasons(value: TerraformValue): TerraformValue {
  if (typeof value !== "object" || value === null) return value;
  if (isUnknown(value)) return unknown("it depends on a sensitive value that is not known", value.reference);
  if (Array.isArray(value)) return value.map(withoutReasons);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutReasons(part)]));
}
