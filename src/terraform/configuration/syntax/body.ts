import type { Expression } from "./expression.ts";
import type { SourceText, Span } from "./source-text.ts";

/** `name = value`; the span covers all of it. */
export interface Attribute extends Span {
  readonly source: SourceText;
  readonly name: string;
  readonly value: Span;
  /** Parses the value; parsed once.
   * @throws {SyntaxProblem} */
  expression(): Expression;
}

/** `type "label" { ... }`; the span ends after the closing brace. */
export interface Block extends Span {
  readonly source: SourceText;
  readonly type: string;
  readonly labels: readonly string[];
  /** `type "label"`, without the brace. */
  readonly header: Span;
  /** May be scanned only when asked for. */
  readonly body: Body;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

/** A comment whose text starts with `keylint:`. */
export interface Comment extends Span {
  readonly text: string;
}

/** One file, read as far as it goes. */
export interface ScannedFile {
  readonly source: SourceText;
  readonly body: Body;
  readonly comments: readonly Comment[];
  /** Set when the file could not be followed to its end. */
  readonly problem?: SyntaxProblem;
}

/** Text that is not HCL, at an offset of its source. */
export class SyntaxProblem extends Error {
  override readonly name = "SyntaxProblem";
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** A comment that is not closed: the gate looks for its end again and again, and would tell no more. */
export class UnclosedComment extends SyntaxProblem {
  constructor(offset: number) {
    super("a comment is not closed", offset);
  }
}

/** Text that is nested deeper than anyone writes it: the parsers would run out of stack. */
export class NestingProblem extends SyntaxProblem {
  constructor(offset: number) {
    super("the text is nested too deeply", offset);
  }
}
