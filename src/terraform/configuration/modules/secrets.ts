import { sensitiveProblem } from "../../../secrecy/sensitive.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import type { Marks } from "../evaluation/sensitivity.ts";

/** The problem as it may be told: without its words, where they may hold something sensitive. */
export function discreet(problem: EvaluationProblem, { values }: Marks): EvaluationProblem {
  if (!values) return problem;
  const silent = new EvaluationProblem(sensitiveProblem);
  silent.place = problem.place;
  return silent;
}
