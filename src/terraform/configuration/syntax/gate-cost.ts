import { SyntaxProblem } from "./body.ts";
import { heredocAt, tokenEnd } from "./characters.ts";

/** What the gate may take for the strings of one file: about a second. More than 20 kB in 500 lines of one heredoc stay far below. */
export const mostGateCost = 100_000_000;

/**
 * About how much work the gate would have with the strings and heredocs of a text. Its scanner copies a string anew for every
 * line, `$`, `%` and escape in it, so that the work grows with the square of a string's length.
 */
export function gateCost(text: string): number {
  // A short text can't reach the limit, whatever it holds.
  if (text.length ** 2 < mostGateCost) return 0;
  let cost = 0;
  try {
    for (let at = 0; at < text.length; ) {
      const end = tokenEnd(text, at);
      if (text[at] === '"' || (text[at] === "<" && heredocAt(text, at) !== undefined))
        cost += piecesOf(text, at, end) * (end - at);
      at = end;
    }
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    // What is not closed goes to the end of the text.
    cost += piecesOf(text, problem.offset, text.length) * (text.length - problem.offset);
  }
  return cost;
}

const pieces = /[\n$%\\]/g;

function piecesOf(text: string, start: number, end: number): number {
  let count = 1;
  pieces.lastIndex = start;
  for (let found = pieces.exec(text); found !== null && found.index < end; found = pieces.exec(text)) count++;
  return count;
}
