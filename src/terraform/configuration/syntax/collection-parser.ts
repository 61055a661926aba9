import { identifierEnd } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import type { Expression } from "./expression.ts";
import { literal, parseLoop, parseNext } from "./expression-parser.ts";

/** `[a, b]` or `[for ...]`. */
export function parseTuple(cursor: Cursor): Expression {
  const start = cursor.at++;
  return cursor.withLines(true, () => {
    if (cursor.acceptName("for")) return parseFor(cursor, start, "]");
    const items: Expression[] = [];
    while (!cursor.accept("]")) {
      items.push(parseNext(cursor));
      if (cursor.accept(",")) continue;
      cursor.expect("]");
      break;
    }
    return { kind: "tuple", items, start, end: cursor.at };
  });
}

/** `{ a = b }` or `{for ...}`. */
export function parseObject(cursor: Cursor): Expression {
  const start = cursor.at++;
  const loop = cursor.withLines(true, () => (startsFor(cursor) ? parseFor(cursor, start, "}") : undefined));
  if (loop !== undefined) return loop;
  const items: { key: Expression; value: Expression }[] = [];
  let separated = true;
  while (!cursor.withLines(true, () => cursor.accept("}"))) {
    if (!separated) cursor.expect("}");
    cursor.withLines(false, () => {
      const key = parseKey(cursor);
      if (!cursor.accept("=")) cursor.expect(":");
      items.push({ key, value: parseNext(cursor) });
      separated = cursor.accept(",") || cursor.character === "\n";
    });
  }
  return { kind: "object", items, start, end: cursor.at };
}

/** `for` is also a name that a key may have. */
function startsFor(cursor: Cursor): boolean {
  const before = cursor.at;
  if (cursor.acceptName("for")) {
    cursor.space();
    if (cursor.character !== "=" && cursor.character !== ":") return true;
  }
  cursor.at = before;
  return false;
}

/** A name alone is the key itself, not a reference. */
function parseKey(cursor: Cursor): Expression {
  cursor.space();
  const start = cursor.at;
  const end = identifierEnd(cursor.text, start);
  if (end > start) {
    cursor.at = end;
    cursor.space();
    const next = cursor.character;
    const after = cursor.text[cursor.at + 1];
    if ((next === "=" && after !== "=") || (next === ":" && after !== ":"))
      return literal(cursor.text.slice(start, end), start, end);
    cursor.at = start;
  }
  return parseNext(cursor);
}

function parseFor(cursor: Cursor, start: number, close: string): Expression {
  const { names, collection } = parseLoop(cursor);
  cursor.expect(":");
  const first = parseNext(cursor);
  let key: Expression | undefined;
  let value = first;
  if (close === "}") {
    cursor.expect("=>");
    key = first;
    value = parseNext(cursor);
  }
  const group = cursor.accept("...");
  const condition = cursor.acceptName("if") ? parseNext(cursor) : undefined;
  cursor.expect(close);
  return { kind: "for", names, collection, key, value, condition, group, start, end: cursor.at };
}
