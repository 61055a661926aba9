import { spend } from "./budget.ts";
import { compareNumbers, type NumberValue } from "./number.ts";
import { formatNumber } from "./number-text.ts";
import { inByteOrder } from "./text.ts";
import { type Type } from "./type.ts";
import { isKind, isMapping, isSequence, setOfMembers, type SetValue, type Value } from "./value.ts";

/** A set: equal members once, in Terraform's order: text by its bytes, numbers by size, all else by what it is made of (go-cty, set_internals.go). */
export function makeSet(of: Type, items: readonly Value[]): SetValue {
  spend(1 + items.length, items.length * 16);
  const members = new Map<string, Value>();
  for (const item of items) {
    const key = valueIdentity(item, true);
    if (!members.has(key)) members.set(key, item);
  }
  const ranked = Array.from(members.values(), (member) => ({ member, rank: rankOf(member), text: orderOf(member) }));
  ranked.sort((a, b) => a.rank - b.rank || compareMembers(a, b));
  return setOfMembers(
    of,
    ranked.map(({ member }) => member),
  );
}

/** What is not known comes last, null before it. */
function rankOf(value: Value): number {
  return isKind(value, "null") ? 1 : isKind(value, "unknown") ? 2 : 0;
}

function orderOf(member: Value): string {
  return typeof member === "string" || isKind(member, "number") ? "" : valueIdentity(member, false);
}

interface Member {
  readonly member: Value;
  readonly text: string;
}

function compareMembers(a: Member, b: Member): number {
  if (typeof a.member === "string" && typeof b.member === "string") return inByteOrder(a.member, b.member);
  if (isKind(a.member, "number") && isKind(b.member, "number")) return compareNumbers(a.member, b.member);
  return inByteOrder(a.text, b.text);
}

let unknownCount = 0;

/** The text by which go-cty orders the members of a set; `exact` tells apart what is not equal. */
export function valueIdentity(value: Value, exact: boolean): string {
  spend(1);
  if (typeof value === "boolean") return value ? "T" : "F";
  if (typeof value === "string") {
    spend(value.length / 32, value.length);
    return quoted(value);
  }
  if (isKind(value, "number")) return exact ? exactNumber(value) : formatNumber(value, "g", 10);
  if (isKind(value, "null")) return "~";
  if (isKind(value, "list") || isKind(value, "set"))
    return `[${value.items.map((item) => `${valueIdentity(item, exact)};`).join("")}]`;
  if (isSequence(value)) return `<${value.items.map((item) => `${valueIdentity(item, exact)};`).join("")}>`;
  if (isKind(value, "map"))
    return `{${Array.from(value.entries, ([key, item]) => `${quoted(key)}:${valueIdentity(item, exact)};`).join("")}}`;
  if (isMapping(value))
    return `<${Array.from(value.entries.values(), (item) => `${valueIdentity(item, exact)};`).join("")}>`;
  // Nothing that is not known is known to be equal to anything.
  return exact ? `?${unknownCount++}` : "?";
}

function exactNumber({ negative, mantissa, exponent, infinite }: NumberValue): string {
  return infinite ? `${negative}inf` : `${negative ? "-" : ""}${mantissa}p${exponent}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

/** Go's strconv.Quote. */
function quoted(text: string): string {
  const escaped = text.replaceAll(/[\\"]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const short = escapes[character];
    if (short !== undefined) return short;
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
  });
  return `"${escaped}"`;
}
