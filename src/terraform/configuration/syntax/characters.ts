import { SyntaxProblem, UnclosedComment } from "./body.ts";

const identifierPattern = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const heredocPattern = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** End of the identifier that starts at an offset, or the offset itself when there is none. */
export function identifierEnd(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (code < 128) {
    if (!isIdentifierStart(code)) return offset;
    let at = offset + 1;
    while (isIdentifierPart(text.charCodeAt(at))) at++;
    if (!(text.charCodeAt(at) >= 128)) return at;
  }
  identifierPattern.lastIndex = offset;
  return identifierPattern.test(text) ? identifierPattern.lastIndex : offset;
}

function isIdentifierStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isIdentifierPart(code: number): boolean {
  return isIdentifierStart(code) || isDigit(code) || code === 45;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** End of the comment that starts at an offset (a line comment ends before its line feed), or the offset itself. */
export function commentEnd(text: string, offset: number): number {
  const first = text[offset];
  if (first === "#" || (first === "/" && text[offset + 1] === "/")) {
    const end = text.indexOf("\n", offset);
    return end === -1 ? text.length : end;
  }
  if (first === "/" && text[offset + 1] === "*") {
    const end = text.indexOf("*/", offset + 2);
    if (end === -1) throw new UnclosedComment(offset);
    return end + 2;
  }
  return offset;
}

/** End of the string that starts with the quote at an offset. */
export function stringEnd(text: string, offset: number): number {
  for (let at = offset + 1; at < text.length; ) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === "\n") break;
    if (character === "\\") at += 2;
    else at = templateStep(text, at);
  }
  throw new SyntaxProblem("a string is not closed on its line", offset);
}

/** The offset after one character of a template, or after the whole `${...}`, `%{...}`, `$${` or `%%{`. */
function templateStep(text: string, at: number): number {
  const character = text[at];
  if (character !== "$" && character !== "%") return at + 1;
  if (text[at + 1] === character && text[at + 2] === "{") return at + 3;
  return text[at + 1] === "{" ? bracketsEnd(text, at + 1) : at + 1;
}

/** A heredoc's parts. */
export interface Heredoc {
  /** `<<-`: the indentation that all lines share is taken away. */
  readonly indented: boolean;
  readonly contentStart: number;
  /** Start of the line of the closing marker. */
  readonly contentEnd: number;
  /** After the closing marker. */
  readonly end: number;
}

/** The heredoc that starts at an offset, if one does. */
export function heredocAt(text: string, offset: number): Heredoc | undefined {
  if (text[offset] !== "<" || text[offset + 1] !== "<") return undefined;
  heredocPattern.lastIndex = offset;
  const match = heredocPattern.exec(text);
  if (match === null) return undefined;
  const marker = match[2] ?? "";
  const contentStart = heredocPattern.lastIndex;
  for (let lineStart = contentStart; lineStart <= text.length; ) {
    const lineEnd = endOfLine(text, lineStart);
    const line = text.slice(lineStart, lineEnd);
    if (line.trim() === marker) {
      const end = lineStart + line.indexOf(marker) + marker.length;
      return { indented: match[1] === "-", contentStart, contentEnd: lineStart, end };
    }
    let at = lineStart;
    while (at < lineEnd) at = templateStep(text, at);
    // An interpolation may have gone over several lines.
    lineStart = at > lineEnd ? endOfLine(text, at) + 1 : lineEnd + 1;
    if (lineStart > text.length) break;
  }
  throw new SyntaxProblem(`a heredoc is not closed by a line with ${marker} alone`, offset);
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

const code = {
  quote: 34,
  hash: 35,
  open: 40,
  close: 41,
  slash: 47,
  less: 60,
  openList: 91,
  closeList: 93,
  openBlock: 123,
  closeBlock: 125,
};

/** End of the brackets that open at an offset, whatever they hold. Most of all text is gone over here. */
export function bracketsEnd(text: string, offset: number, onComment?: (start: number, end: number) => void): number {
  const expected: number[] = [];
  for (let at = offset; at < text.length; at++) {
    const character = text.charCodeAt(at);
    switch (character) {
      case code.open:
        expected.push(code.close);
        break;
      case code.openList:
      case code.openBlock:
        expected.push(character + 2);
        break;
      case code.close:
      case code.closeList:
      case code.closeBlock:
        if (expected.pop() !== character) throw new SyntaxProblem(`"${text[at] ?? ""}" closes nothing`, at);
        if (expected.length === 0) return at + 1;
        break;
      case code.quote:
        at = stringEnd(text, at) - 1;
        break;
      case code.less:
        at = (heredocAt(text, at)?.end ?? at + 1) - 1;
        break;
      case code.hash:
      case code.slash: {
        const end = commentEnd(text, at);
        if (end > at) onComment?.(at, end);
        at = Math.max(end, at + 1) - 1;
        break;
      }
    }
  }
  throw new SyntaxProblem(`"${text[offset] ?? ""}" is not closed`, offset);
}

/** The offset after a string, a heredoc, a comment or else one character. */
export function tokenEnd(text: string, at: number): number {
  const character = text[at];
  if (character === '"') return stringEnd(text, at);
  if (character === "<") return heredocAt(text, at)?.end ?? at + 1;
  if (character === "#" || character === "/") return Math.max(commentEnd(text, at), at + 1);
  return at + 1;
}
