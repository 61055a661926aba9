import {
  type Attribute,
  type Block,
  type Body,
  type Comment,
  NestingProblem,
  type ScannedFile,
  SyntaxProblem,
} from "./body.ts";
import { bracketsEnd, commentEnd, identifierEnd, stringEnd, tokenEnd } from "./characters.ts";
import { ScannedAttribute, ScannedBlock } from "./scanned.ts";
import type { SourceText, Span } from "./source-text.ts";

/**
 * Finds the blocks and attributes of a file and leaves the expressions as text. What a block holds is scanned when it is
 * first asked for: most blocks never are. The scanner is more lenient than HCL on invalid text; what it can't follow
 * ends the file with a problem, and what was found so far is kept.
 */
export function scanFile(source: SourceText): ScannedFile {
  const scanner = new Scanner(source, { start: 0, end: source.text.length }, 0);
  const body: MutableBody = { attributes: [], blocks: [] };
  try {
    scanner.body(body);
    return { source, body, comments: scanner.comments };
  } catch (error) {
    return { source, body, comments: scanner.comments, problem: asProblem(error) };
  }
}

/** The deepest nesting of blocks that is followed; Terraform's own schemas stay far below. */
const deepest = 200;

const lateProblems = new WeakMap<SourceText, SyntaxProblem>();

/**
 * Follows every block to its depth, and visits those inside others: what goes wrong in one that no key depends on is told too. Expressions are not
 * looked into.
 */
export function followBlocks({ source, body }: ScannedFile, visit: (block: Block) => void): SyntaxProblem | undefined {
  for (const block of body.blocks) if (block instanceof ScannedBlock) block.follow(visit);
  return lateProblemOf(source);
}

/** What went wrong inside a block that was scanned after its file. */
export function lateProblemOf(source: SourceText): SyntaxProblem | undefined {
  return lateProblems.get(source);
}

function scanBlockBody(source: SourceText, span: Span, depth: number): Body {
  const body: MutableBody = { attributes: [], blocks: [] };
  try {
    if (depth > deepest) throw new NestingProblem(span.start);
    new Scanner(source, span, depth).body(body);
  } catch (error) {
    lateProblems.set(source, asProblem(error));
  }
  return body;
}

/** Strings in interpolations in strings are followed by recursion, which has an end. */
function asProblem(error: unknown): SyntaxProblem {
  if (error instanceof RangeError) return new NestingProblem(0);
  if (error instanceof SyntaxProblem) return error;
  throw error;
}

interface MutableBody extends Body {
  readonly attributes: Attribute[];
  readonly blocks: Block[];
}

class Scanner {
  readonly comments: Comment[] = [];
  readonly #source: SourceText;
  readonly #text: string;
  readonly #limit: number;
  readonly #depth: number;
  #at: number;

  /** `depth`: how many blocks the stretch lies in. */
  constructor(source: SourceText, span: Span, depth: number) {
    this.#source = source;
    this.#text = source.text;
    this.#at = span.start;
    this.#limit = span.end;
    this.#depth = depth;
  }

  /** Reads up to the end of its stretch. */
  body(into: MutableBody): void {
    for (;;) {
      this.#skipSpace(true);
      if (this.#at >= this.#limit) return;
      this.#item(into);
    }
  }

  #item(into: MutableBody): void {
    const start = this.#at;
    const nameEnd = this.#text[start] === '"' ? stringEnd(this.#text, start) : identifierEnd(this.#text, start);
    if (nameEnd === start)
      throw new SyntaxProblem(`expected an attribute or a block, not ${quote(this.#text[start])}`, start);
    const name = unquote(this.#text.slice(start, nameEnd));
    this.#at = nameEnd;
    this.#skipSpace(false);
    if (this.#text[this.#at] === "=" && this.#text[this.#at + 1] !== "=")
      into.attributes.push(this.#attribute(name, start));
    else into.blocks.push(this.#block(name, start));
  }

  #attribute(name: string, start: number): Attribute {
    this.#at++;
    this.#skipSpace(false);
    const value = this.#value();
    if (value.start === value.end) throw new SyntaxProblem(`the attribute ${name} has no value`, start);
    return new ScannedAttribute(this.#source, name, start, value);
  }

  /** The text up to the end of the line, brackets, strings and heredocs taken as one. */
  #value(): Span {
    const text = this.#text;
    const start = this.#at;
    let end = start;
    while (this.#at < this.#limit) {
      const character = text[this.#at] ?? "";
      if (character === "\n" || character === "}" || character === ")" || character === "]") break;
      if (character === "#" || (character === "/" && (text[this.#at + 1] === "/" || text[this.#at + 1] === "*"))) {
        this.#comment();
        continue;
      }
      const bracket = character === "{" || character === "[" || character === "(";
      this.#at = bracket
        ? bracketsEnd(text, this.#at, (from, to) => this.#noteComment(from, to))
        : tokenEnd(text, this.#at);
      if (character !== " " && character !== "\t" && character !== "\r") end = this.#at;
    }
    return { start, end };
  }

  #block(type: string, start: number): Block {
    const labels: string[] = [];
    let headerEnd = this.#lastSignificant;
    while (this.#text[this.#at] !== "{") {
      const labelStart = this.#at;
      const quoted = this.#text[labelStart] === '"';
      const labelEnd = quoted ? stringEnd(this.#text, labelStart) : identifierEnd(this.#text, labelStart);
      if (labelEnd === labelStart)
        throw new SyntaxProblem(
          `expected "=" or "{" after ${quote(type)}, not ${quote(this.#text[labelStart])}`,
          labelStart,
        );
      labels.push(unquote(this.#text.slice(labelStart, labelEnd)));
      headerEnd = labelEnd;
      this.#at = labelEnd;
      this.#skipSpace(false);
    }
    const open = this.#at;
    this.#at = bracketsEnd(this.#text, open, (from, to) => this.#noteComment(from, to));
    const braces = { start: open, end: this.#at };
    return new ScannedBlock(this.#source, type, labels, { start, end: headerEnd }, braces, () =>
      scanBlockBody(this.#source, { start: open + 1, end: braces.end - 1 }, this.#depth + 1),
    );
  }

  #lastSignificant = 0;

  /** Skips blanks and comments, and line feeds too where `lines` is set. */
  #skipSpace(lines: boolean): void {
    this.#lastSignificant = this.#at;
    while (this.#at < this.#limit) {
      const character = this.#text[this.#at];
      if (character === " " || character === "\t" || character === "\r" || (lines && character === "\n")) this.#at++;
      else if (character !== "#" && character !== "/") return;
      else if (!this.#comment()) return;
    }
  }

  #comment(): boolean {
    const end = commentEnd(this.#text, this.#at);
    if (end === this.#at) return false;
    this.#noteComment(this.#at, end);
    this.#at = end;
    return true;
  }

  #noteComment(start: number, end: number): void {
    const comment = this.#text.slice(start, end);
    if (!comment.includes("keylint:")) return;
    const text = comment
      .replace(/^(?:#+|\/\/+|\/\*+)/, "")
      .replace(/\*+\/$/, "")
      .trim();
    if (text.startsWith("keylint:")) this.comments.push({ text, start, end: start + comment.trimEnd().length });
  }
}

const labelEscape = /\\(?:(["\\])|u([\da-fA-F]{4})|U000([\da-fA-F]{5}))/g;

/** A label is a string without templates, but with the escapes of one. */
function unquote(label: string): string {
  if (!label.startsWith('"')) return label;
  return label.slice(1, -1).replaceAll(labelEscape, (_, plain?: string, short = "", long = short) => {
    return plain ?? String.fromCodePoint(Number.parseInt(long, 16));
  });
}

function quote(text: string | undefined): string {
  return text === undefined ? "the end of the file" : text === "\n" ? "the end of the line" : JSON.stringify(text);
}
