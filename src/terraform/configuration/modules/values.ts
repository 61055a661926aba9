import { unknown } from "../../../model/unknown.ts";
import type { TerraformValue, TerraformValues } from "../../../model/terraform.ts";
import { maskReasons } from "../../../secrecy/sensitive.ts";
import { onShare, UnfinishedWork } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { unmarked } from "../evaluation/sensitivity.ts";
import type { Value } from "../evaluation/value.ts";
import type { Block } from "../syntax/body.ts";
import { contentTypes, contentValues, providerAttributes } from "./block-values.ts";
import type { Repetition } from "./expansion.ts";
import type { Module } from "./module.ts";
import { discreet } from "./secrets.ts";
import { terraformValue } from "./terraform-value.ts";

type Report = (attribute: string, problem: EvaluationProblem) => void;

/** What is known of the attributes and nested blocks that the provider sees, and which of them are sensitive. */
export function configuredValues(
  module: Module,
  block: Block,
  repetition: Repetition,
  report: Report,
): { readonly values: TerraformValues; readonly sensitive: ReadonlySet<string> } {
  const { sensitivity } = module.context;
  const values = new Map<string, TerraformValue>();
  const sensitive = new Set<string>();
  const note = (name: string, work: () => Value | undefined): void => {
    let marks = unmarked;
    try {
      const value = sensitivity.watch(
        () => onShare(work),
        (found) => {
          marks = found;
          if (marks.values) sensitive.add(name);
        },
      );
      if (value === undefined) return;
      values.set(name, marks.values ? maskReasons(terraformValue(value)) : terraformValue(value));
    } catch (problem) {
      if (!(problem instanceof EvaluationProblem)) throw problem;
      if (problem instanceof UnfinishedWork) {
        values.set(name, unknown(problem.message));
        return;
      }
      const told = discreet(problem, marks);
      report(name, told);
      values.set(name, unknown(`it can't be evaluated: ${told.message}`));
    }
  };
  for (const attribute of providerAttributes(block.body))
    note(attribute.name, () => module.evaluate(attribute, repetition));
  for (const type of contentTypes(block.body)) note(type, () => contentValues(module, block.body, type, repetition));
  return { values: Object.fromEntries(values), sensitive };
}
