import { spend } from "./budget.ts";
import { isAscii } from "./text.ts";

/** What a code point is to its neighbours (Unicode Standard Annex 29, "Grapheme Cluster Boundaries"). */
type Class =
  | "control"
  | "extend"
  | "joiner"
  | "region"
  | "prepend"
  | "spacing"
  | "l"
  | "v"
  | "t"
  | "lv"
  | "lvt"
  | "picture"
  | "other";

const extend = /^[\p{Grapheme_Extend}\p{Emoji_Modifier}]$/u;
const control = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]$/u;
const picture = /^\p{Extended_Pictographic}$/u;
const spacing = /^[\p{Mc}\u0e33\u0eb3]$/u;
/** Spacing marks that stand alone all the same. */
const notSpacing =
  /^[\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\u{11720}\u{11721}]$/u;
const prepend =
  /^[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u{110bd}\u{110cd}\u{111c2}\u{111c3}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]$/u;

function classOf(code: number): Class {
  if (code < 0x300) {
    if (code < 32 || (code >= 127 && code < 160) || code === 0xad) return "control";
    return code === 0xa9 || code === 0xae ? "picture" : "other";
  }
  if (code === 0x200d) return "joiner";
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return "region";
  if ((code >= 0x1100 && code <= 0x115f) || (code >= 0xa960 && code <= 0xa97c)) return "l";
  if ((code >= 0x1160 && code <= 0x11a7) || (code >= 0xd7b0 && code <= 0xd7c6)) return "v";
  if ((code >= 0x11a8 && code <= 0x11ff) || (code >= 0xd7cb && code <= 0xd7fb)) return "t";
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28 === 0 ? "lv" : "lvt";
  const character = String.fromCodePoint(code);
  if (prepend.test(character)) return "prepend";
  if (extend.test(character)) return "extend";
  if (spacing.test(character) && !notSpacing.test(character)) return "spacing";
  if (control.test(character)) return "control";
  return picture.test(character) ? "picture" : "other";
}

/** The offsets at which the characters that people see end, as Terraform counts and cuts text. */
export function* characterEnds(text: string): Generator<number> {
  let before: Class | undefined;
  let beforeCode = 0;
  let regions = 0;
  /** Whether a picture, and signs that belong to it, came last. */
  let pictured = false;
  let joined = false;
  let at = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const now = classOf(code);
    spend(1);
    if (before !== undefined && !joins(before, now, beforeCode, code, regions, joined)) yield at;
    regions = now === "region" ? regions + 1 : 0;
    // A picture, signs that extend it and one joiner: the next picture belongs to it.
    joined = pictured && now === "joiner";
    pictured = now === "picture" || (pictured && now === "extend");
    before = now;
    beforeCode = code;
    at += character.length;
  }
  if (at > 0) yield at;
}

function joins(a: Class, b: Class, codeA: number, codeB: number, regions: number, joined: boolean): boolean {
  if (codeA === 13 && codeB === 10) return true;
  if (a === "control" || b === "control") return false;
  if (a === "l" && (b === "l" || b === "v" || b === "lv" || b === "lvt")) return true;
  if ((a === "lv" || a === "v") && (b === "v" || b === "t")) return true;
  if ((a === "lvt" || a === "t") && b === "t") return true;
  if (b === "extend" || b === "joiner" || b === "spacing" || a === "prepend") return true;
  if (a === "joiner" && b === "picture") return joined;
  return a === "region" && b === "region" && regions % 2 === 1;
}

/** How many characters a text has. */
export function countCharacters(text: string): number {
  if (isAscii(text)) {
    spend(1 + text.length / 64);
    return text.length - (text.match(/\r\n/g)?.length ?? 0);
  }
  let count = 0;
  for (const _ of characterEnds(text)) count++;
  return count;
}

/** The characters of a text. */
export function charactersOf(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const end of characterEnds(text)) {
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}
