import { SyntaxProblem } from "./body.ts";
import type { Heredoc } from "./characters.ts";
import { Cursor } from "./cursor.ts";
import type { Expression, LoopNames, TemplatePart } from "./expression.ts";
import { literal, parseLoop, parseNext } from "./expression-parser.ts";

/** One step of a template before its directives are put together. */
type Token =
  | { kind: "text"; text: string }
  | { kind: "interpolation"; value: Expression }
  | { kind: "if"; condition: Expression; offset: number }
  | { kind: "for"; names: LoopNames; collection: Expression; offset: number }
  | { kind: "else" | "endif" | "endfor"; offset: number };

/** Parses the string that starts at the cursor's place. */
export function parseQuoted(cursor: Cursor): Expression {
  const start = cursor.at++;
  const tokens = readTokens(cursor, "quoted", cursor.limit);
  if (cursor.text[cursor.at] !== '"') throw new SyntaxProblem("a string is not closed", start);
  cursor.at++;
  return asExpression(tokens, start, cursor.at);
}

export function parseHeredoc(cursor: Cursor, heredoc: Heredoc): Expression {
  const start = cursor.at;
  cursor.at = heredoc.contentStart;
  const tokens = readTokens(cursor, "lines", heredoc.contentEnd);
  cursor.at = heredoc.end;
  if (heredoc.indented) removeIndentation(tokens);
  return asExpression(tokens, start, heredoc.end);
}

/**
 * Parses a whole text as a template: a file for `templatefile`, or a string of JSON syntax.
 * @throws {SyntaxProblem}
 */
export function parseTemplate(text: string): Expression {
  const tokens = readTokens(new Cursor(text, 0, text.length), "lines", text.length);
  return asExpression(tokens, 0, text.length);
}

/** Every line of a heredoc is a text of its own, as in Go's HCL: strip markers and indentation work line by line. */
function readTokens(cursor: Cursor, mode: "quoted" | "lines", limit: number): Token[] {
  const { text } = cursor;
  const tokens: Token[] = [];
  let literalText = "";
  let trimNext = false;
  const flush = (): void => {
    if (literalText === "") return;
    tokens.push({ kind: "text", text: trimNext ? literalText.trimStart() : literalText });
    trimNext = false;
    literalText = "";
  };
  while (cursor.at < limit) {
    const character = text[cursor.at] ?? "";
    if (mode === "quoted" && character === '"') break;
    if (mode === "quoted" && character === "\\") literalText += readEscape(cursor);
    else if ((character === "$" || character === "%") && text.startsWith(`${character}{`, cursor.at + 1)) {
      literalText += `${character}{`;
      cursor.at += 3;
    } else if ((character === "$" || character === "%") && text[cursor.at + 1] === "{") {
      const trimBefore = text[cursor.at + 2] === "~";
      flush();
      trimNext = false;
      const before = tokens.at(-1);
      if (trimBefore && before?.kind === "text") before.text = before.text.trimEnd();
      const offset = cursor.at;
      cursor.at += trimBefore ? 3 : 2;
      tokens.push(
        cursor.withLines(true, () => {
          const token: Token =
            character === "$" ? { kind: "interpolation", value: parseNext(cursor) } : readDirective(cursor, offset);
          trimNext = cursor.accept("~");
          cursor.expect("}");
          return token;
        }),
      );
    } else {
      literalText += character;
      cursor.at++;
      if (character === "\n") flush();
    }
  }
  flush();
  return tokens;
}

function readDirective(cursor: Cursor, offset: number): Token {
  const keyword = cursor.identifier();
  switch (keyword) {
    case "if":
      return { kind: "if", condition: parseNext(cursor), offset };
    case "for":
      return { kind: "for", ...parseLoop(cursor), offset };
    case "else":
    case "endif":
    case "endfor":
      return { kind: keyword, offset };
    default:
      throw new SyntaxProblem(`a template has no directive "${keyword}"`, offset);
  }
}

const simpleEscapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function readEscape(cursor: Cursor): string {
  const letter = cursor.text[cursor.at + 1] ?? "";
  const simple = simpleEscapes[letter];
  if (simple !== undefined) {
    cursor.at += 2;
    return simple;
  }
  const match = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(cursor.text.slice(cursor.at, cursor.at + 10));
  const code = Number.parseInt(match?.[1] ?? match?.[2] ?? "", 16);
  if (match === null || code > 0x10ffff)
    throw new SyntaxProblem("a string holds an escape that HCL does not know", cursor.at);
  cursor.at += match[0].length;
  // Half of a pair is no character, and two of them make none.
  return code >= 0xd800 && code < 0xe000 ? "\ufffd" : String.fromCodePoint(code);
}

/**
 * `<<-`: takes away the blanks that all lines start with. Blank lines neither count nor change; neither does what follows
 * a line feed that a strip marker took away (hclsyntax, flushHeredocTemplateParts).
 */
function removeIndentation(tokens: Token[]): void {
  const lineTexts: { kind: "text"; text: string }[] = [];
  let indentation = Number.POSITIVE_INFINITY;
  let lineStarts = true;
  for (const token of tokens) {
    if (lineStarts && token.kind !== "text") indentation = 0;
    if (lineStarts && token.kind === "text" && !/^\s*\n$/.test(token.text)) {
      lineTexts.push(token);
      indentation = Math.min(indentation, token.text.length - token.text.trimStart().length);
    }
    lineStarts = token.kind === "text" && token.text.endsWith("\n");
  }
  for (const token of lineTexts) token.text = token.text.slice(indentation);
}

/** A template of one interpolation alone is that value, of whatever type; one without any is its text. */
function asExpression(tokens: readonly Token[], start: number, end: number): Expression {
  const [first] = tokens;
  if (tokens.length === 1 && first?.kind === "interpolation") return { ...first.value, start, end };
  if (tokens.every((token) => token.kind === "text"))
    return literal(tokens.map((token) => token.text).join(""), start, end);
  const reader = { tokens, at: 0 };
  const parts = readParts(reader, []);
  return { kind: "template", parts, start, end };
}

interface TokenReader {
  readonly tokens: readonly Token[];
  at: number;
}

/** Reads parts up to one of the closing directives, or to the end where none is expected. */
function readParts(reader: TokenReader, until: readonly Token["kind"][]): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (; reader.at < reader.tokens.length; reader.at++) {
    const token = reader.tokens[reader.at];
    if (token === undefined || until.includes(token.kind)) return parts;
    switch (token.kind) {
      case "text":
      case "interpolation":
        parts.push(token);
        break;
      case "if": {
        reader.at++;
        const whenTrue = readParts(reader, ["else", "endif"]);
        const hasElse = reader.tokens[reader.at]?.kind === "else";
        if (hasElse) reader.at++;
        const whenFalse = hasElse ? readParts(reader, ["endif"]) : [];
        close(reader, token.offset, "endif");
        parts.push({ kind: "if", condition: token.condition, whenTrue, whenFalse });
        break;
      }
      case "for": {
        reader.at++;
        const repeated = readParts(reader, ["endfor"]);
        close(reader, token.offset, "endfor");
        parts.push({ kind: "for", names: token.names, collection: token.collection, parts: repeated });
        break;
      }
      case "else":
      case "endif":
      case "endfor":
        throw new SyntaxProblem(`%{ ${token.kind} } closes nothing`, token.offset);
    }
  }
  return parts;
}

function close(reader: TokenReader, offset: number, kind: "endif" | "endfor"): void {
  if (reader.tokens[reader.at]?.kind !== kind)
    throw new SyntaxProblem(`a template directive has no %{ ${kind} }`, offset);
}
