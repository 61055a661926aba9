import { charactersOf, countCharacters } from "../evaluation/characters.ts";
import { spend } from "../evaluation/budget.ts";
import { convert } from "../evaluation/conversion.ts";
import { isWhole, truncated } from "../evaluation/number.ts";
import { formatNumber } from "../evaluation/number-text.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { boolType, numberType, stringType } from "../evaluation/type.ts";
import { isKind, isNull, type Value } from "../evaluation/value.ts";
import { number, text } from "./function.ts";
import { jsonText } from "./json.ts";

/** One verb with its flags, as in `%-5.2f`. */
interface Verb {
  readonly raw: string;
  readonly letter: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

const verbPattern = /%([-+ 0#]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([a-zA-Z])/y;

/** `format`: the verbs %s %q %v %t %d %b %o %x %X %e %f %g with flags, width, precision and `[n]` (go-cty, stdlib.Format). */
export function formatText(form: string, values: readonly Value[]): string {
  let formatted = "";
  let next = 1;
  let used = 0;
  let from = 0;
  for (let at = form.indexOf("%"); at !== -1; at = form.indexOf("%", from)) {
    formatted += form.slice(from, at);
    if (form[at + 1] === "%") {
      formatted += "%";
      from = at + 2;
      continue;
    }
    verbPattern.lastIndex = at;
    const match = verbPattern.exec(form);
    if (match === null) throw new EvaluationProblem(`format() can't read the verb at character ${at + 1} of its text`);
    from = verbPattern.lastIndex;
    const [raw, flags = "", width, precision, index, letter = ""] = match;
    const place = index === undefined ? next : Number(index);
    used = Math.max(used, place);
    next = place + 1;
    const value = values[place - 1];
    if (value === undefined) throw new EvaluationProblem(`format() has no argument for ${raw}`);
    const asked = width === undefined ? undefined : Number(width);
    const digits = precision === undefined ? undefined : Number(precision || 0);
    spend(4, (asked ?? 0) + (digits ?? 0));
    formatted += written({ raw, letter, flags, width: asked, precision: digits }, value);
  }
  if (used < values.length) throw new EvaluationProblem("format() has more arguments than verbs");
  return formatted + form.slice(from);
}

function written(verb: Verb, value: Value): string {
  if (verb.letter !== "v" && isNull(value)) throw new EvaluationProblem(`format() can't write null by ${verb.raw}`);
  switch (verb.letter) {
    case "v":
      return asIs(verb, value);
    case "t":
      return convert(value, boolType) === true ? "true" : "false";
    case "b":
    case "d":
    case "o":
    case "x":
    case "X":
      return wholeNumber(verb, value);
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return fraction(verb, verb.letter, value);
    case "s":
      return padded(verb, cut(verb, value));
    case "q":
      return padded(verb, jsonText(cut(verb, value)));
    default:
      throw new EvaluationProblem(`format() has no verb ${verb.raw}`);
  }
}

function asIs(verb: Verb, value: Value): string {
  if (!verb.flags.includes("#")) {
    if (typeof value === "string") return padded(verb, value);
    if (isKind(value, "number")) return padded(verb, formatNumber(value, "g"));
  }
  return padded(verb, jsonText(value));
}

function cut({ precision = 0 }: Verb, value: Value): string {
  const given = text(convert(value, stringType));
  return precision > 0 ? charactersOf(given).slice(0, precision).join("") : given;
}

function padded({ flags, width = 0 }: Verb, given: string): string {
  const missing = width - countCharacters(given);
  if (missing <= 0) return given;
  const padding = (flags.includes("0") ? "0" : " ").repeat(missing);
  return flags.includes("-") ? given + padding : padding + given;
}

const bases: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, "0b"],
  o: [8, "0"],
  d: [10, ""],
  x: [16, "0x"],
  X: [16, "0X"],
};

/** Go's big.Int.Format. */
function wholeNumber(verb: Verb, value: Value): string {
  const given = number(convert(value, numberType));
  if (!isWhole(given)) throw new EvaluationProblem(`format() needs a whole number for ${verb.raw}`);
  const whole = truncated(given);
  const [base, basePrefix] = bases[verb.letter] ?? [10, ""];
  const sign = whole < 0n ? "-" : signOf(verb);
  const prefix = verb.flags.includes("#") ? basePrefix : "";
  let digits = (whole < 0n ? -whole : whole).toString(base);
  if (verb.letter === "X") digits = digits.toUpperCase();
  if (verb.precision !== undefined) {
    if (digits === "0" && verb.precision === 0) return "";
    digits = digits.padStart(verb.precision, "0");
  }
  const missing = (verb.width ?? 0) - sign.length - prefix.length - digits.length;
  if (missing <= 0) return sign + prefix + digits;
  if (verb.flags.includes("-")) return sign + prefix + digits + " ".repeat(missing);
  if (verb.flags.includes("0") && verb.precision === undefined) return sign + prefix + "0".repeat(missing) + digits;
  return " ".repeat(missing) + sign + prefix + digits;
}

function signOf({ flags }: Verb): string {
  return flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

/** Go's big.Float.Format. */
function fraction(verb: Verb, letter: "e" | "E" | "f" | "g" | "G", value: Value): string {
  const given = number(convert(value, numberType));
  const precision = letter === "g" || letter === "G" ? verb.precision : (verb.precision ?? 6);
  const signed = formatNumber(given, letter, precision);
  const negative = signed.startsWith("-");
  const digits = signed.replace(/^[+-]/, "");
  const sign = negative ? "-" : given.infinite ? (verb.flags.includes(" ") ? " " : "+") : signOf(verb);
  const missing = Math.max(0, (verb.width ?? 0) - sign.length - digits.length);
  // A minus ends what the zeros before it ask for.
  const zeros = verb.flags.includes("0") && !verb.flags.includes("-") && !given.infinite;
  if (zeros) return sign + "0".repeat(missing) + digits;
  if (verb.flags.includes("-")) return sign + digits + " ".repeat(missing);
  return " ".repeat(missing) + sign + digits;
}
