import type { Region, Span } from "../../../model/location.ts";

export type { Span } from "../../../model/location.ts";

/** One decoded file. */
export interface SourceText {
  /** Absolute path. */
  readonly path: string;
  /** As reports show it. */
  readonly uri: string;
  readonly text: string;
}

/** Decodes UTF-8 and UTF-16 (told by its byte order mark, or by a zero byte in the first character) without the byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined)) return "utf-16be";
  return "utf-8";
}

const lineStartsOf = new WeakMap<SourceText, readonly number[]>();

/** Offsets at which the lines of a text start; only a line feed ends a line, as in HCL. */
function lineStarts(source: SourceText): readonly number[] {
  let starts = lineStartsOf.get(source);
  if (starts === undefined) {
    const found = [0];
    for (let at = source.text.indexOf("\n"); at !== -1; at = source.text.indexOf("\n", at + 1)) found.push(at + 1);
    starts = found;
    lineStartsOf.set(source, starts);
  }
  return starts;
}

/** Line and column of an offset, both from 1, the column in UTF-16 code units. */
export function positionOf(source: SourceText, offset: number): { line: number; column: number } {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** The region of a span. */
export function regionOf(source: SourceText, span: Span): Region {
  const start = positionOf(source, span.start);
  const end = positionOf(source, span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The offset at which a line starts; lines count from 1. A line after the last is the end of the text. */
export function offsetOfLine(source: SourceText, line: number): number {
  return lineStarts(source)[line - 1] ?? source.text.length;
}
