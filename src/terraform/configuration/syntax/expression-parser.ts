import { SyntaxProblem } from "./body.ts";
import { Cursor } from "./cursor.ts";
import type { BinaryOperator, Expression, LoopNames } from "./expression.ts";
import { parseOperand } from "./operand-parser.ts";
import type { Span } from "./source-text.ts";

/**
 * Parses one expression that fills a stretch of a text.
 * @throws {SyntaxProblem}
 */
export function parseExpression(text: string, span: Span): Expression {
  const cursor = new Cursor(text, span.start, span.end);
  const expression = parseNext(cursor);
  cursor.space();
  if (cursor.at < span.end) throw new SyntaxProblem("the expression ends too early", cursor.at);
  return expression;
}

/** Parses the expression at the cursor, as far as it goes. */
export function parseNext(cursor: Cursor): Expression {
  return cursor.deeper(() => {
    const condition = parseBinary(cursor, 1);
    if (!cursor.accept("?")) return condition;
    const whenTrue = parseNext(cursor);
    cursor.expect(":");
    const whenFalse = parseNext(cursor);
    return { kind: "conditional", condition, whenTrue, whenFalse, start: condition.start, end: whenFalse.end };
  });
}

/** `key, item in collection`, after `for`. */
export function parseLoop(cursor: Cursor): { names: LoopNames; collection: Expression } {
  const first = cursor.identifier();
  const second = cursor.accept(",") ? cursor.identifier() : undefined;
  if (!cursor.acceptName("in")) throw new SyntaxProblem('expected "in"', cursor.at);
  const names = second === undefined ? { key: undefined, item: first } : { key: first, item: second };
  return { names, collection: parseNext(cursor) };
}

export function literal(value: null | boolean | string, start: number, end: number): Expression {
  return { kind: "literal", value, start, end };
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

function parseBinary(cursor: Cursor, minimum: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const operator = nextOperator(cursor);
    const level = operator === undefined ? 0 : (precedence.get(operator) ?? 0);
    if (operator === undefined || level < minimum) return left;
    cursor.at += operator.length;
    const right = parseBinary(cursor, level + 1);
    left = { kind: "binary", operator, left, right, start: left.start, end: right.end };
  }
}

function nextOperator(cursor: Cursor): BinaryOperator | undefined {
  cursor.space();
  if (cursor.at >= cursor.limit) return undefined;
  const two = cursor.text.slice(cursor.at, cursor.at + 2);
  if (isOperator(two)) return two;
  const one = two.slice(0, 1);
  return isOperator(one) ? one : undefined;
}

function parseUnary(cursor: Cursor): Expression {
  cursor.space();
  const start = cursor.at;
  const sign = cursor.character;
  if (sign !== "-" && sign !== "!") return parseOperand(cursor);
  cursor.at++;
  const operand = cursor.deeper(() => parseUnary(cursor));
  return { kind: "unary", operator: sign, operand, start, end: operand.end };
}
