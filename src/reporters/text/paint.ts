import { stripVTControlCharacters } from "node:util";
import type { Severity } from "../../model/rule.ts";

/** Puts colour around text, or leaves it as it is. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly severity: Readonly<Record<Severity, (text: string) => string>>;
}

/** ANSI colour when `color`, else none. */
export function paint(color: boolean): Paint {
  const style = (on: string, off: number) => (text: string) =>
    color && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  const colored = (code: string) => style(code, 39);
  return {
    bold: style("1", 22),
    dim: style("2", 22),
    good: colored("32"),
    severity: {
      critical: style("1;31", 0),
      high: colored("31"),
      medium: colored("33"),
      low: colored("36"),
      note: colored("34"),
    },
  };
}

/** Breaks text into lines of at most `width` columns; a word that is longer stays whole, so that a path can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function columns(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** `first` followed by the wrapped text, further lines indented to where the text starts. */
export function hanging(first: string, indent: number, text: string, width: number): string {
  return `${first}${wrap(text, Math.max(width - indent, 30)).join(`\n${" ".repeat(indent)}`)}\n`;
}
