import type { SourceText, Span } from "../syntax/source-text.ts";

/** An expression that Terraform would refuse too. */
export class EvaluationProblem extends Error {
  override name = "EvaluationProblem";
  /** Where, once the expression is known. */
  place: { readonly source: SourceText; readonly span: Span } | undefined;
}
