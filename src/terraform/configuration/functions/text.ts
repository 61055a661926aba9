import { unknown } from "../../../model/unknown.ts";
import { spend, UnfinishedWork } from "../evaluation/budget.ts";
import { charactersOf } from "../evaluation/characters.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { boolType, listOf, stringType } from "../evaluation/type.ts";
import { isKind, isNull, isSequence, list, madeOf, unknownValue, type Value } from "../evaluation/value.ts";
import { formatText } from "./format.ts";
import {
  aNumber,
  anyOrNull,
  aText,
  define,
  type FunctionTable,
  made,
  text,
  texts,
  textsOf,
  integerOf,
} from "./function.ts";

function changing(change: (given: string) => string): FunctionTable[string] {
  return define([aText], stringType, ([given]) => made(change(text(given))));
}

/** Letters that have a title form of their own, or a capital one that is one letter where their full form is several. */
const singleCapitals: ReadonlyMap<string, string> = new Map(
  [
    [0x1f80, 0x1f88, 8],
    [0x1f90, 0x1f98, 8],
    [0x1fa0, 0x1fa8, 8],
    [0x1fb3, 0x1fbc, 1],
    [0x1fc3, 0x1fcc, 1],
    [0x1ff3, 0x1ffc, 1],
  ].flatMap(([from = 0, to = 0, count = 0]) =>
    Array.from({ length: count }, (_, at): [string, string] => [
      String.fromCodePoint(from + at),
      String.fromCodePoint(to + at),
    ]),
  ),
);
const titles = new Map(
  ["\u01c4\u01c5\u01c6", "\u01c7\u01c8\u01c9", "\u01ca\u01cb\u01cc", "\u01f1\u01f2\u01f3"].flatMap((three) =>
    Array.from(three, (letter): [string, string] => [letter, three[1] ?? letter]),
  ),
);

/** One code point, which may be two code units. */
function isOne(letters: string): boolean {
  return letters.length === String.fromCodePoint(letters.codePointAt(0) ?? 0).length;
}

/** The capital letter of one character, as Go's unicode.ToUpper: never more than one. */
function capital(letter: string): string {
  const full = letter.toUpperCase();
  return isOne(full) ? full : (singleCapitals.get(letter) ?? letter);
}

function small(letter: string): string {
  return letter === "\u0130" ? "i" : isOne(letter.toLowerCase()) ? letter.toLowerCase() : letter;
}

function lettersOf(given: string, change: (letter: string) => string): string {
  spend(given.length / 8);
  return Array.from(given, change).join("");
}

/** Go's strings.Title: a letter after what is neither a letter, a digit nor an underscore. */
function title(given: string): string {
  let before = " ";
  return lettersOf(given, (letter) => {
    const starts = isSeparator(before);
    before = letter;
    return starts ? (titles.get(letter) ?? capital(letter)) : letter;
  });
}

function isSeparator(letter: string): boolean {
  if (letter < "\u0080") return !/[A-Za-z0-9_]/.test(letter);
  return !/[\p{L}\p{Nd}]/u.test(letter) && /[\s\u0085]/u.test(letter) && letter !== "\ufeff";
}

const blanks = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const blankStart = new RegExp(`^${blanks}+`);
const blank = new RegExp(blanks);

function withoutBlanks(given: string): string {
  const start = given.replace(blankStart, "");
  let end = start.length;
  while (end > 0 && blank.test(start[end - 1] ?? "")) end--;
  return start.slice(0, end);
}

function withoutLineEnds(given: string): string {
  let end = given.length;
  while (end > 0 && (given[end - 1] === "\n" || given[end - 1] === "\r")) end--;
  return given.slice(0, end);
}

function trimmed(given: string, cutset: string): string {
  const cut = new Set(cutset);
  const all = Array.from(given);
  spend(all.length / 4);
  const from = all.findIndex((character) => !cut.has(character));
  if (from === -1) return "";
  return all.slice(from, all.findLastIndex((character) => !cut.has(character)) + 1).join("");
}

/** Without a separator this is how Terraform 0.11 took the one instance that a count of 0 or 1 makes. */
function join(given: readonly Value[]): Value {
  const [separator, ...lists] = given;
  const [only] = lists;
  if (lists.length === 0) throw new EvaluationProblem("join() takes at least one list");
  if (separator === "" && lists.length === 1 && only !== undefined && isKind(only, "deferred instances"))
    return unknownValue(only.whole, stringType, true);
  const why = madeOf(given);
  if (why !== undefined) return unknownValue(why, stringType, true);
  const parts = lists.flatMap((each) => textsOf(each));
  const between = text(separator);
  spend(
    parts.length,
    parts.reduce((sum, part) => sum + part.length + between.length, 0),
  );
  return made(parts.join(between));
}

function split(separator: string, given: string): Value {
  // Go splits into code points where nothing separates, and a text of nothing into one of nothing.
  const parts = separator === "" ? Array.from(given) : given.split(separator);
  spend(parts.length, parts.length * 16);
  return list(stringType, parts);
}

function substring(given: string, offset: number, length: number): string {
  if (offset >= 0 && length === 0) return "";
  const all = charactersOf(given);
  const from = offset < 0 ? offset + all.length : offset;
  const start = Math.max(0, from);
  // From the end, a length of 0 stands for the rest, as a negative one does.
  return all.slice(start, length <= 0 ? undefined : start + length).join("");
}

function indent(spaces: number, given: string): string {
  if (spaces < 0) throw new EvaluationProblem("indent() takes no negative number");
  const breaks = given.split("\n").length - 1;
  spend(breaks, breaks * spaces);
  if (spaces > 1_000_000) throw new UnfinishedWork("it indents text by more than keylint writes");
  return given.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}

const untyped = unknown("Terraform does not tell what a null without a type is formatted to");

function isUntyped(value: Value): boolean {
  return isNull(value) && value.type.kind === "dynamic";
}

function format(form: string, values: readonly Value[]): Value {
  return values.some(isUntyped) ? unknownValue(untyped) : made(formatText(form, values));
}

function formatList(form: string, values: readonly Value[]): Value {
  if (values.some(isUntyped)) return unknownValue(untyped);
  const sequences = values.filter(isSequence).map(({ items }) => items.length);
  const [length = 1] = sequences;
  if (sequences.some((other) => other !== length)) throw new EvaluationProblem("the lists differ in length");
  spend(length * (1 + values.length));
  return list(
    stringType,
    Array.from({ length }, (_, at) =>
      made(
        formatText(
          form,
          values.map((value) => (isSequence(value) ? (value.items[at] ?? value) : value)),
        ),
      ),
    ),
  );
}

/** The text in parts without a prefix or suffix, as they are. */
function without(given: string, part: string, atStart: boolean): string {
  if (part === "") return given;
  if (atStart) return given.startsWith(part) ? given.slice(part.length) : given;
  return given.endsWith(part) ? given.slice(0, -part.length) : given;
}

export const textFunctions: FunctionTable = {
  lower: changing((given) => lettersOf(given, small)),
  upper: changing((given) => lettersOf(given, capital)),
  title: changing(title),
  strrev: changing((given) => charactersOf(given).reverse().join("")),
  trimspace: { ...changing(withoutBlanks), passes: true },
  chomp: { ...changing(withoutLineEnds), passes: true },
  trim: define([aText, aText], stringType, ([given, cutset]) => made(trimmed(text(given), text(cutset)))),
  trimprefix: define([aText, aText], stringType, ([given, part]) => made(without(text(given), text(part), true))),
  trimsuffix: define([aText, aText], stringType, ([given, part]) => made(without(text(given), text(part), false))),
  startswith: define([aText, aText], boolType, ([given, prefix]) => text(given).startsWith(text(prefix))),
  endswith: define([aText, aText], boolType, ([given, suffix]) => text(given).endsWith(text(suffix))),
  strcontains: define([aText, aText], boolType, ([given, part]) => text(given).includes(text(part))),
  split: define([aText, aText], listOf(stringType), ([separator, given]) => split(text(separator), text(given))),
  join: { ...define([aText], stringType, join, texts), unknowns: "own" },
  substr: define([aText, aNumber, aNumber], stringType, ([given, offset, length]) =>
    made(substring(text(given), integerOf(offset), integerOf(length))),
  ),
  indent: define([aNumber, aText], stringType, ([spaces, given]) => made(indent(integerOf(spaces), text(given)))),
  format: define([aText], stringType, ([form, ...values]) => format(text(form), values), anyOrNull),
  formatlist: define([aText], listOf(stringType), ([form, ...values]) => formatList(text(form), values), anyOrNull),
};
