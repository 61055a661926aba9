import { plainLine } from "../reporters/plain-text.ts";

/**
 * What is told on standard error: `keylint: `, the message and a line end. Messages hold names that others chose: nothing in one can act on a
 * terminal, and no line of it is a workflow command of GitHub's (`::error::`, also indented).
 */
export function errorText(message: string): string {
  const [first = "", ...more] = message.split("\n").map(plain);
  return `keylint: ${[first, ...more.map(unobeyed)].join("\n")}\n`;
}

/** The indentation stays: carets stand under what they mean. */
function plain(line: string): string {
  const [indent = ""] = /^[ \t]*/.exec(line) ?? [];
  return indent + plainLine(line);
}

function unobeyed(line: string): string {
  return line.replace(/^\s*(?=::)/, (indent) => `${indent.slice(0, -2)}| `);
}
