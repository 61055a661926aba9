import { type ScannedFile, SyntaxProblem } from "./body.ts";
import type { SourceText } from "./source-text.ts";

export function scanJsonFile(source: SourceText): ScannedFile {
  return {
    source,
    body: { attributes: [], blocks: [] },
    comments: [],
    problem: new SyntaxProblem("JSON syntax is not read yet", 0),
  };
}
