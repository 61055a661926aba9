import { SyntaxProblem } from "./body.ts";
import { commentEnd, heredocAt, identifierEnd, isDigit } from "./characters.ts";
import type { BinaryOperator, Expression, LoopNames } from "./expression.ts";
import type { Span } from "./source-text.ts";
import { parseHeredoc, parseQuoted } from "./template-parser.ts";

/**
 * Parses one expression that fills a stretch of a text.
 * @throws {SyntaxProblem}
 */
export function parseExpression(text: string, span: Span): Expression {
  const parser = new ExpressionParser(text, span.start, span.end);
  const expression = parser.expression();
  parser.space();
  if (parser.at < span.end) throw new SyntaxProblem("the expression ends too early", parser.at);
  return expression;
}

const precedence: ReadonlyMap<string, number> = new Map([
  ["||", 1],
  ["&&", 2],
  ["==", 3],
  ["!=", 3],
  ["<", 4],
  [">", 4],
  ["<=", 4],
  [">=", 4],
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
  ["%", 6],
]);

function isOperator(text: string): text is BinaryOperator {
  return precedence.has(text);
}

/** The deepest nesting that is followed; real configuration stays far below. */
const deepest = 500;
const item = "*";

export class ExpressionParser {
  readonly text: string;
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

  expression(): Expression {
    if (++this.#depth > deepest) throw new SyntaxProblem("the expression is nested too deeply", this.at);
    const condition = this.#binary(1);
    this.#depth--;
    if (!this.accept("?")) return condition;
    const whenTrue = this.expression();
    this.expect(":");
    const whenFalse = this.expression();
    return { kind: "conditional", condition, whenTrue, whenFalse, start: condition.start, end: whenFalse.end };
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

  /** `key, item in collection`, after `for`. */
  loop(): { names: LoopNames; collection: Expression } {
    const first = this.identifier();
    const second = this.accept(",") ? this.identifier() : undefined;
    if (!this.acceptName("in")) throw new SyntaxProblem('expected "in"', this.at);
    const names = second === undefined ? { key: undefined, item: first } : { key: first, item: second };
    return { names, collection: this.expression() };
  }

  /** Parses with line feeds as blanks, or not, and restores what was before. */
  withLines<T>(areBlanks: boolean, parse: () => T): T {
    const before = this.#linesAreBlanks;
    this.#linesAreBlanks = areBlanks;
    const parsed = parse();
    this.#linesAreBlanks = before;
    return parsed;
  }

  #binary(minimum: number): Expression {
    let left = this.#unary();
    for (;;) {
      const operator = this.#operator();
      const level = operator === undefined ? 0 : (precedence.get(operator) ?? 0);
      if (operator === undefined || level < minimum) return left;
      this.at += operator.length;
      const right = this.#binary(level + 1);
      left = { kind: "binary", operator, left, right, start: left.start, end: right.end };
    }
  }

  #operator(): BinaryOperator | undefined {
    this.space();
    if (this.at >= this.limit) return undefined;
    const two = this.text.slice(this.at, this.at + 2);
    if (isOperator(two)) return two;
    const one = two.slice(0, 1);
    return isOperator(one) ? one : undefined;
  }

  #unary(): Expression {
    this.space();
    const start = this.at;
    const sign = this.text[start];
    if (start >= this.limit || (sign !== "-" && sign !== "!")) return this.#traversal(this.#primary());
    this.at++;
    if (++this.#depth > deepest) throw new SyntaxProblem("the expression is nested too deeply", start);
    const operand = this.#unary();
    this.#depth--;
    return { kind: "unary", operator: sign, operand, start, end: operand.end };
  }

  #traversal(from: Expression): Expression {
    let of = from;
    const start = from.start;
    for (;;) {
      this.space();
      if (this.at >= this.limit) return of;
      if (this.text[this.at] === "." && this.text[this.at + 1] !== ".") {
        this.at++;
        if (this.accept("*")) of = this.#splat(of, start, false);
        else of = this.#attribute(of, start);
      } else if (this.text[this.at] === "[") {
        this.at++;
        if (this.#fullSplat()) of = this.#splat(of, start, true);
        else of = this.#index(of, start);
      } else return of;
    }
  }

  #fullSplat(): boolean {
    const before = this.at;
    const found = this.withLines(true, () => this.accept("*") && this.accept("]"));
    if (!found) this.at = before;
    return found;
  }

  /** `.name`, or the `.0` of old configurations. */
  #attribute(of: Expression, start: number): Expression {
    this.space();
    const from = this.at;
    while (isDigit(this.text.charCodeAt(this.at)) && this.at < this.limit) this.at++;
    if (this.at === from) return { kind: "attribute", of, name: this.identifier(), start, end: this.at };
    const key = literal(Number(this.text.slice(from, this.at)), from, this.at);
    return { kind: "index", of, key, start, end: this.at };
  }

  #index(of: Expression, start: number): Expression {
    const key = this.withLines(true, () => {
      const key = this.expression();
      this.expect("]");
      return key;
    });
    return { kind: "index", of, key, start, end: this.at };
  }

  /** What follows a splat belongs to each element: attributes, and after `[*]` indexes too. */
  #splat(of: Expression, start: number, full: boolean): Expression {
    let each: Expression = { kind: "name", name: item, start: this.at, end: this.at };
    for (;;) {
      const character = this.at < this.limit ? this.text[this.at] : undefined;
      if (character === "." && this.text[this.at + 1] !== "*" && this.text[this.at + 1] !== ".") {
        this.at++;
        each = this.#attribute(each, start);
      } else if (full && character === "[" && !/^\[\s*\*\s*\]/.test(this.text.slice(this.at, this.at + 20))) {
        this.at++;
        each = this.#index(each, start);
      } else break;
    }
    return { kind: "splat", of, each, start, end: this.at };
  }

  #primary(): Expression {
    const start = this.at;
    const character = start < this.limit ? this.text[start] : undefined;
    if (character === undefined) throw new SyntaxProblem("an expression is missing", start);
    if (character === '"') return parseQuoted(this);
    if (character === "(") return this.#parenthesized();
    if (character === "[") return this.withLines(true, () => this.#tuple());
    if (character === "{") return this.#object();
    if (isDigit(this.text.charCodeAt(start))) return this.#number();
    if (character === "<") {
      const heredoc = heredocAt(this.text, start);
      if (heredoc !== undefined && heredoc.end <= this.limit) return parseHeredoc(this, heredoc);
    }
    const name = this.identifier();
    if (name === "true" || name === "false") return literal(name === "true", start, this.at);
    if (name === "null") return literal(null, start, this.at);
    return this.#call(name, start) ?? { kind: "name", name, start, end: start + name.length };
  }

  #parenthesized(): Expression {
    const start = this.at++;
    return this.withLines(true, () => {
      const inner = this.expression();
      this.expect(")");
      return { ...inner, start, end: this.at };
    });
  }

  #number(): Expression {
    const start = this.at;
    const pattern = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = start;
    this.at += pattern.exec(this.text)?.[0].length ?? 0;
    return literal(Number(this.text.slice(start, this.at)), start, this.at);
  }

  #call(first: string, start: number): Expression | undefined {
    const before = this.at;
    let name = first;
    while (this.accept("::")) name += `::${this.identifier()}`;
    this.space();
    if (this.text[this.at] !== "(" || this.at >= this.limit) {
      this.at = before;
      return undefined;
    }
    this.at++;
    return this.withLines(true, () => {
      const args: Expression[] = [];
      let expand = false;
      while (!this.accept(")")) {
        args.push(this.expression());
        expand = this.accept("...");
        if (expand) this.accept(",");
        else if (this.accept(",")) continue;
        this.expect(")");
        break;
      }
      return { kind: "call", name, arguments: args, expand, start, end: this.at };
    });
  }

  #tuple(): Expression {
    const start = this.at++;
    if (this.acceptName("for")) return this.#for(start, "]");
    const items: Expression[] = [];
    while (!this.accept("]")) {
      items.push(this.expression());
      if (this.accept(",")) continue;
      this.expect("]");
      break;
    }
    return { kind: "tuple", items, start, end: this.at };
  }

  #object(): Expression {
    const start = this.at++;
    const loop = this.withLines(true, () => (this.acceptName("for") ? this.#for(start, "}") : undefined));
    if (loop !== undefined) return loop;
    const items: { key: Expression; value: Expression }[] = [];
    while (!this.withLines(true, () => this.accept("}"))) {
      const item = this.withLines(false, () => {
        const key = this.#objectKey();
        if (!this.accept("=")) this.expect(":");
        const value = this.withLines(false, () => this.expression());
        const separated = this.accept(",") || this.text[this.at] === "\n";
        return { key, value, separated };
      });
      items.push({ key: item.key, value: item.value });
      if (!item.separated) {
        this.expect("}");
        break;
      }
    }
    return { kind: "object", items, start, end: this.at };
  }

  /** A name alone is the key itself, not a reference. */
  #objectKey(): Expression {
    this.space();
    const start = this.at;
    const end = identifierEnd(this.text, start);
    if (end > start) {
      this.at = end;
      this.space();
      const next = this.text[this.at];
      if ((next === "=" && this.text[this.at + 1] !== "=") || (next === ":" && this.text[this.at + 1] !== ":"))
        return literal(this.text.slice(start, end), start, end);
      this.at = start;
    }
    return this.expression();
  }

  #for(start: number, close: string): Expression {
    const { names, collection } = this.loop();
    this.expect(":");
    const first = this.expression();
    let key: Expression | undefined;
    let value = first;
    if (close === "}") {
      this.expect("=>");
      key = first;
      value = this.expression();
    }
    const group = this.accept("...");
    const condition = this.acceptName("if") ? this.expression() : undefined;
    this.expect(close);
    return { kind: "for", names, collection, key, value, condition, group, start, end: this.at };
  }
}

export function literal(value: null | boolean | number | string, start: number, end: number): Expression {
  return { kind: "literal", value, start, end };
}
