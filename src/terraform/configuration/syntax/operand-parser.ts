import { SyntaxProblem } from "./body.ts";
import { heredocAt, isDigit } from "./characters.ts";
import { parseObject, parseTuple } from "./collection-parser.ts";
import type { Cursor } from "./cursor.ts";
import type { Expression } from "./expression.ts";
import { literal, parseNext } from "./expression-parser.ts";
import { parseHeredoc, parseQuoted } from "./template-parser.ts";

/** Parses a term and the attributes, indexes and splats after it. */
export function parseOperand(cursor: Cursor): Expression {
  let of = parseTerm(cursor);
  const { start } = of;
  for (;;) {
    cursor.space();
    if (cursor.character === "." && cursor.text[cursor.at + 1] !== ".") {
      cursor.at++;
      of = cursor.accept("*") ? parseSplat(cursor, of, start, false) : parseAttribute(cursor, of, start);
    } else if (cursor.character === "[") {
      cursor.at++;
      of = acceptFullSplat(cursor) ? parseSplat(cursor, of, start, true) : parseIndex(cursor, of, start);
    } else return of;
  }
}

/** `*]`, after the opening bracket. */
function acceptFullSplat(cursor: Cursor): boolean {
  const before = cursor.at;
  const found = cursor.withLines(true, () => cursor.accept("*") && cursor.accept("]"));
  if (!found) cursor.at = before;
  return found;
}

/** `.name`, or the `.0` of old configurations. */
function parseAttribute(cursor: Cursor, of: Expression, start: number): Expression {
  cursor.space();
  const from = cursor.at;
  while (isDigit(cursor.text.charCodeAt(cursor.at)) && cursor.at < cursor.limit) cursor.at++;
  if (cursor.at === from) return { kind: "attribute", of, name: cursor.identifier(), start, end: cursor.at };
  const key = numberLiteral(cursor.text.slice(from, cursor.at), from, cursor.at);
  return { kind: "index", of, key, start, end: cursor.at };
}

function parseIndex(cursor: Cursor, of: Expression, start: number): Expression {
  const key = cursor.withLines(true, () => {
    const key = parseNext(cursor);
    cursor.expect("]");
    return key;
  });
  return { kind: "index", of, key, start, end: cursor.at };
}

/** What follows a splat belongs to each element: attributes, and after `[*]` indexes too. */
function parseSplat(cursor: Cursor, of: Expression, start: number, full: boolean): Expression {
  let each: Expression = { kind: "name", name: "*", start: cursor.at, end: cursor.at };
  for (;;) {
    const next = cursor.text.slice(cursor.at, Math.min(cursor.at + 20, cursor.limit));
    if (/^\.[^*.]/.test(next)) {
      cursor.at++;
      each = parseAttribute(cursor, each, start);
    } else if (full && next.startsWith("[") && !/^\[\s*\*\s*\]/.test(next)) {
      cursor.at++;
      each = parseIndex(cursor, each, start);
    } else break;
  }
  return { kind: "splat", of, each, start, end: cursor.at };
}

function parseTerm(cursor: Cursor): Expression {
  const start = cursor.at;
  const { character } = cursor;
  if (character === undefined) throw new SyntaxProblem("an expression is missing", start);
  if (character === '"') return parseQuoted(cursor);
  if (character === "(") return parseParenthesized(cursor);
  if (character === "[") return parseTuple(cursor);
  if (character === "{") return parseObject(cursor);
  if (isDigit(character.charCodeAt(0))) return parseNumber(cursor);
  const heredoc = heredocAt(cursor.text, start);
  if (heredoc !== undefined && heredoc.end <= cursor.limit) return parseHeredoc(cursor, heredoc);
  const name = cursor.identifier();
  if (name === "true" || name === "false") return literal(name === "true", start, cursor.at);
  if (name === "null") return literal(null, start, cursor.at);
  return parseCall(cursor, name, start) ?? { kind: "name", name, start, end: start + name.length };
}

function parseParenthesized(cursor: Cursor): Expression {
  const start = cursor.at++;
  return cursor.withLines(true, () => {
    const inner = parseNext(cursor);
    cursor.expect(")");
    return { ...inner, start, end: cursor.at };
  });
}

const numberPattern = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function parseNumber(cursor: Cursor): Expression {
  const start = cursor.at;
  numberPattern.lastIndex = start;
  cursor.at += numberPattern.exec(cursor.text)?.[0].length ?? 0;
  return numberLiteral(cursor.text.slice(start, cursor.at), start, cursor.at);
}

function numberLiteral(digits: string, start: number, end: number): Expression {
  return { kind: "number", digits, start, end };
}

/** `name(...)` or `provider::name::function(...)`, if the name is followed so. */
function parseCall(cursor: Cursor, first: string, start: number): Expression | undefined {
  const before = cursor.at;
  let name = first;
  while (cursor.accept("::")) name += `::${cursor.identifier()}`;
  if (!cursor.accept("(")) {
    cursor.at = before;
    return undefined;
  }
  return cursor.withLines(true, () => {
    const given: Expression[] = [];
    let expand = false;
    while (!cursor.accept(")")) {
      given.push(parseNext(cursor));
      expand = cursor.accept("...");
      if (cursor.accept(",") && !expand) continue;
      cursor.expect(")");
      break;
    }
    return { kind: "call", name, arguments: given, expand, start, end: cursor.at };
  });
}
