import { type Body, NestingProblem, SyntaxProblem } from "./body.ts";
import { lateProblemOf, scanFile } from "./scanner.ts";
import type { SourceText } from "./source-text.ts";

/** Finds text that is nested so deeply that it would end the WebAssembly parser, for this file and all after it. */
export function nestingProblemOf(source: SourceText): NestingProblem | undefined {
  const { body, problem } = scanFile(source);
  const found = problem instanceof NestingProblem ? problem : problemIn(body);
  const late = lateProblemOf(source);
  return found ?? (late instanceof NestingProblem ? late : undefined);
}

function problemIn(body: Body): NestingProblem | undefined {
  for (const attribute of body.attributes) {
    try {
      attribute.expression();
    } catch (problem) {
      if (problem instanceof NestingProblem) return problem;
      // What else is wrong is told better by the gate.
      if (!(problem instanceof SyntaxProblem)) throw problem;
    }
  }
  for (const block of body.blocks) {
    const problem = problemIn(block.body);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
