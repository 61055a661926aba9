import { NestingProblem, SyntaxProblem } from "./body.ts";
import { commentEnd, identifierEnd } from "./characters.ts";

/** The deepest nesting of expressions that is followed; real configuration stays far below. */
const deepest = 500;

/** A place in the text of an expression, and the small steps forward from it. */
export class Cursor {
  readonly text: string;
  /** Where the expression's text ends. */
  readonly limit: number;
  at: number;
  /** Whether a line feed is a blank: between brackets it is, except among the items of an object. */
  #linesAreBlanks = true;
  #depth = 0;

  constructor(text: string, start: number, limit: number) {
    this.text = text;
    this.at = start;
    this.limit = limit;
  }

  /** The next character, `undefined` at the end. */
  get character(): string | undefined {
    return this.at < this.limit ? this.text[this.at] : undefined;
  }

  /** Skips blanks and comments. */
  space(): void {
    while (this.at < this.limit) {
      const character = this.text[this.at];
      if (character === " " || character === "\t" || character === "\r") this.at++;
      else if (character === "\n" && this.#linesAreBlanks) this.at++;
      else if (character === "#" || character === "/") {
        const end = commentEnd(this.text, this.at);
        if (end === this.at) return;
        this.at = end;
      } else return;
    }
  }

  /** Goes over `sign` if it comes next. */
  accept(sign: string): boolean {
    this.space();
    if (this.at + sign.length > this.limit || !this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  expect(sign: string): void {
    if (!this.accept(sign)) throw new SyntaxProblem(`expected "${sign}"`, this.at);
  }

  identifier(): string {
    this.space();
    const end = this.at < this.limit ? identifierEnd(this.text, this.at) : this.at;
    if (end === this.at) throw new SyntaxProblem("expected a name", this.at);
    const name = this.text.slice(this.at, end);
    this.at = end;
    return name;
  }

  /** Goes over a name if exactly this one comes next. */
  acceptName(name: string): boolean {
    this.space();
    if (!this.text.startsWith(name, this.at) || identifierEnd(this.text, this.at) !== this.at + name.length)
      return false;
    this.at += name.length;
    return true;
  }

  /** Parses with line feeds as blanks, or not, and restores what was before. */
  withLines<T>(areBlanks: boolean, parse: () => T): T {
    const before = this.#linesAreBlanks;
    this.#linesAreBlanks = areBlanks;
    const parsed = parse();
    this.#linesAreBlanks = before;
    return parsed;
  }

  /** Parses one level further down. */
  deeper<T>(parse: () => T): T {
    if (++this.#depth > deepest) throw new NestingProblem(this.at);
    const parsed = parse();
    this.#depth--;
    return parsed;
  }
}
