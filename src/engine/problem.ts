import type { Region } from "../model/location.ts";
import { quotedLine } from "../secrecy/quoted-line.ts";

/** Something wrong in a text that a person wrote. */
export interface Problem {
  /** Offset into the text in UTF-16 code units. */
  readonly offset: number;
  /** How much of the text is wrong; the caret line underlines as much of it as stands on its first line. */
  readonly length: number;
  /** What is wrong and what would be right, without a full stop. */
  readonly message: string;
  /** The text may hold a secret, put there by mistake: it is not quoted. */
  readonly secret?: true;
  /** What follows on the line is not quoted: the value of a field that keylint does not know can be anything. */
  readonly cut?: true;
}

/** `file:line:column: message`, the line, and carets under what is wrong. */
export function describeProblem(file: string, text: string, problem: Problem): string {
  const { startLine, startColumn } = regionIn(text, problem);
  const place = `${file}:${startLine}:${startColumn}: ${problem.message}`;
  const line = (text.split("\n")[startLine - 1] ?? "").replace(/\r$/, "");
  const column = startColumn - 1;
  const carets = "^".repeat(Math.max(1, Math.min(problem.length, line.length - column)));
  const quoted = quotedLine(line, column + carets.length, problem);
  if (quoted === undefined) return place;
  const indent = line.slice(0, column).replaceAll(/[^\t]/g, " ");
  return `${place}\n    ${quoted}\n    ${indent}${carets}`;
}

/** The region of a stretch of text; one that spans lines ends with its first. */
export function regionIn(
  text: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): Region {
  const before = text.slice(0, offset).split("\n");
  const startColumn = (before.at(-1) ?? "").length + 1;
  const [line = ""] = text.slice(offset, offset + length).split(/\r?\n/);
  return { startLine: before.length, startColumn, endLine: before.length, endColumn: startColumn + line.length };
}

/** The candidate that `word` is most likely a misspelling of, if any is near enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.floor(word.length / 2)) + 1;
  for (const candidate of candidates) {
    const [short, long] = [word.toLowerCase(), candidate.toLowerCase()];
    const distance = short.length > 2 && long.startsWith(short) ? 1 : editDistance(short, long);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Appends a suggestion to a message when there is one: `; did you mean X?` */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const suggestion = nearest(word, candidates);
  return suggestion === undefined ? "" : `; did you mean \`${suggestion}\`?`;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
