import { negativeInfinity, parseNumber, positiveInfinity, wholeNumber } from "../evaluation/number.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { normalized } from "../evaluation/text.ts";
import { isKind, nullValue, type Value } from "../evaluation/value.ts";
import { fromBase64 } from "./encoding.ts";

/** Words that stand for a value of their own (YAML 1.1, as go-cty-yaml has them). */
const words: ReadonlyMap<string, Value> = new Map([
  ...spellings(["y", "yes", "true", "on"], true),
  ...spellings(["n", "no", "false", "off"], false),
  ...spellings(["null"], nullValue),
  ...["", "~"].map((word): [string, Value] => [word, nullValue]),
  ...spellings([".inf"], positiveInfinity),
  ...spellings([".inf"], positiveInfinity).map(([word, value]): [string, Value] => [`+${word}`, value]),
  ...spellings([".inf"], negativeInfinity).map(([word, value]): [string, Value] => [`-${word}`, value]),
]);

/** A word in small letters, with a capital one first, and in capital letters. */
function spellings(given: readonly string[], value: Value): [string, Value][] {
  return given.flatMap((word) => {
    const first = /^\.?./.exec(word)?.[0] ?? "";
    return [word, first.toUpperCase() + word.slice(first.length), word.toUpperCase()].map(
      (spelled): [string, Value] => [spelled, value],
    );
  });
}

const whole = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const fraction = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function refuse(tag: string): never {
  throw new EvaluationProblem(`the YAML can't be read: a value is not of its tag ${tag}`);
}

/** The value of a scalar. `tag` is the end of a standard tag, empty where there is none. */
export function scalarValue(written: string, tag: string, quoted: boolean): Value {
  if (!["", "str", "bool", "int", "float", "null", "timestamp", "binary"].includes(tag)) refuse(tag);
  const mayBeOther = tag !== "str" && tag !== "binary" && /^(?:$|[-+0-9.yYnNtTfFoO~])/.test(written);
  if (mayBeOther) {
    if (quoted) return normalized(written);
    const word = words.get(written);
    if (word !== undefined) return word;
    if (tag === "" && [".nan", ".NaN", ".NAN"].includes(written)) refuse("of a number");
    const found = plainValue(written, tag);
    if (found !== undefined) return found;
  }
  return taggedValue(written, tag);
}

function plainValue(written: string, tag: string): Value | undefined {
  if (written.startsWith(".")) return parseNumber(written);
  if (!/^[-+0-9]/.test(written)) return undefined;
  const time = tag === "" || tag === "timestamp" ? timestamp(written) : undefined;
  if (time !== undefined) return time;
  return whole.test(written) || fraction.test(written) ? taggedValue(written, "float") : undefined;
}

function taggedValue(written: string, tag: string): Value {
  switch (tag) {
    case "binary":
      if (fromBase64(written) === undefined) refuse(tag);
      return normalized(written);
    case "bool": {
      const word = words.get(written);
      return typeof word === "boolean" ? word : refuse(tag);
    }
    case "int":
    case "float":
      return numberOf(written.replaceAll("_", "")) ?? refuse(tag);
    case "timestamp":
      return timestamp(written) ?? refuse(tag);
    case "null":
      return nullValue;
    default:
      return normalized(written);
  }
}

/** A decimal number, or a whole one with a prefix that tells its base (Go, strconv.ParseInt of base 0). */
function numberOf(written: string): Value | undefined {
  const decimal = parseNumber(written);
  if (decimal !== undefined) return decimal;
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.exec(written);
  if (match === null) return undefined;
  const value = BigInt(match[2] ?? "0");
  if (value >= 2n ** 64n) return undefined;
  const found = wholeNumber(match[1] === "-" ? -value : value);
  return isKind(found, "number") ? found : undefined;
}

const date = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt]| +)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

/** A date or time in the forms that YAML allows, as RFC 3339 without fractions of a second. */
function timestamp(written: string): string | undefined {
  const match = date.exec(written);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", separator, hour = "0", minute = "0", second = "0", zone] = match;
  // With a T the zone must be told, after a blank it must not.
  if (separator !== undefined && (separator.trim() === "") !== (zone === undefined)) return undefined;
  const time = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (Number(month) < 1 || Number(month) > 12 || time.getUTCDate() !== Number(day) || Number(day) < 1) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const two = (part: string): string => part.padStart(2, "0");
  const offset = zone === undefined || /^[-+]00:00$/.test(zone) ? "Z" : zone;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${offset}`;
}
