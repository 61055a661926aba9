import { EvaluationProblem } from "../evaluation/scope.ts";
import { DeferredInstances, madeOf, type Value } from "../evaluation/value.ts";
import { formatText, widest } from "./format.ts";
import { any, type FunctionTable, list, ofParts, spreading, text, texts, whole } from "./function.ts";

function changing(change: (given: string) => string): ReturnType<typeof spreading> {
  return spreading([1, 1], ([given]) => change(text(given)));
}

function title(given: string): string {
  return given.replaceAll(
    /(^|[^\p{L}\p{N}_])(\p{L})/gu,
    (_, before: string, letter: string) =>
      before + (letter.toUpperCase().length > letter.length ? letter : letter.toUpperCase()),
  );
}

function characters(given: string): string[] {
  return Array.from(new Intl.Segmenter("en").segment(given), (part) => part.segment);
}

function trimmed(given: string, cutset: string, start: boolean, end: boolean): string {
  const cut = new Set(cutset);
  const all = Array.from(given);
  const kept = (character: string): boolean => !cut.has(character);
  const from = start ? all.findIndex(kept) : 0;
  const to = end ? all.findLastIndex(kept) + 1 : all.length;
  if (from === -1) return "";
  return all.slice(from, to).join("");
}

/** Without a separator this is how Terraform 0.11 took the one instance that a count of 0 or 1 makes. */
function join(given: readonly Value[]): Value {
  const [separator, ...lists] = given;
  const [only] = lists;
  if (separator === "" && lists.length === 1 && only instanceof DeferredInstances) return only.whole;
  const notKnown = madeOf(given);
  if (notKnown !== undefined) return notKnown;
  return lists.flatMap((each) => texts(each)).join(text(separator));
}

export const textFunctions: FunctionTable = {
  lower: changing((given) => given.toLowerCase()),
  upper: changing((given) => given.toUpperCase()),
  title: changing(title),
  strrev: changing((given) => characters(given).reverse().join("")),
  trimspace: { ...changing((given) => given.trim()), passes: true },
  chomp: { ...changing((given) => given.replace(/[\r\n]+$/, "")), passes: true },
  trim: spreading([2, 2], ([given, cutset]) => trimmed(text(given), text(cutset), true, true)),
  trimprefix: spreading([2, 2], ([given, prefix]) =>
    text(given).startsWith(text(prefix)) ? text(given).slice(text(prefix).length) : text(given),
  ),
  trimsuffix: spreading([2, 2], ([given, suffix]) =>
    text(suffix) !== "" && text(given).endsWith(text(suffix))
      ? text(given).slice(0, -text(suffix).length)
      : text(given),
  ),
  startswith: spreading([2, 2], ([given, prefix]) => text(given).startsWith(text(prefix))),
  endswith: spreading([2, 2], ([given, suffix]) => text(given).endsWith(text(suffix))),
  strcontains: spreading([2, 2], ([given, part]) => text(given).includes(text(part))),
  split: spreading([2, 2], ([separator, given]) => (text(given) === "" ? [""] : text(given).split(text(separator)))),
  join: { arity: [2, any], unknowns: "own", call: join },
  substr: spreading([3, 3], ([given, offset, length]) => {
    const all = characters(text(given));
    const from = whole(offset) < 0 ? Math.max(0, all.length + whole(offset)) : whole(offset);
    const count = whole(length);
    // From the end, a length of 0 stands for the rest, as -1 does.
    const rest = count < 0 || (count === 0 && whole(offset) < 0);
    return all.slice(from, rest ? undefined : from + count).join("");
  }),
  indent: spreading([2, 2], ([spaces, given]) => {
    const width = Math.max(0, whole(spaces));
    if (width > widest) throw new EvaluationProblem(`indent() can't make a text as wide as ${width}`);
    return text(given).replaceAll("\n", `\n${" ".repeat(width)}`);
  }),
  format: spreading([1, any], ([form, ...values]) => formatText(text(form), values)),
  formatlist: spreading([1, any], ([form, ...values]) => {
    const lengths = values
      .filter((value) => Array.isArray(value) || value instanceof Set)
      .map((value) => list(value).length);
    const [length = 1] = lengths;
    if (lengths.some((other) => other !== length)) throw new EvaluationProblem("the lists differ in length");
    return Array.from({ length }, (_, index) =>
      formatText(
        text(form),
        values.map((value) => (Array.isArray(value) || value instanceof Set ? (list(value)[index] ?? null) : value)),
      ),
    );
  }),
  nonsensitive: { ...ofParts([1, 1], ([given]) => given ?? null), passes: true, unknowns: "own" },
  sensitive: { ...ofParts([1, 1], ([given]) => given ?? null), passes: true, unknowns: "own" },
};
