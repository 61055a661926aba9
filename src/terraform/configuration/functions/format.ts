import { settled, toBoolean, toNumber, toText } from "../evaluation/conversion.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { numberText, type Value } from "../evaluation/value.ts";
import { jsonText } from "./json.ts";

/** Characters that a text is padded to at most: a text of this width is nobody's, and a wider one could fill the memory. */
export const widest = 10_000;
const verb = /%(%|([-+ 0#]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;

/** `format`: the verbs %s %q %v %t %d %b %o %x %X %e %f %g with flags, width, precision and `[n]` (go-cty, stdlib.Format). */
export function formatText(form: string, values: readonly Value[]): string {
  let next = 0;
  let used = 0;
  const formatted = form.replaceAll(verb, (match, percent: string, flags = "", width, precision, index, letter) => {
    if (percent === "%") return "%";
    if (index !== undefined) next = Number(index) - 1;
    const value = values[next++];
    used = Math.max(used, next);
    if (value === undefined) throw new EvaluationProblem(`format() has no argument for ${match}`);
    if (Number(width ?? 0) > widest) throw new EvaluationProblem(`format() can't make a text as wide as ${match}`);
    return pad(withVerb(String(letter), value, String(flags), precision), String(flags), Number(width ?? 0));
  });
  if (used < values.length) throw new EvaluationProblem("format() has more arguments than verbs");
  return formatted;
}

function withVerb(letter: string, value: Value, flags: string, precision: string | undefined): string {
  const digits = precision === undefined ? undefined : Number(precision);
  switch (letter) {
    case "s":
      return cut(asText(value), digits);
    case "q":
      return JSON.stringify(asText(value));
    case "v":
      if (value === null) return "null";
      return typeof value === "object" ? jsonText(value) : settled(toText(value), "a value");
    case "t":
      return String(settled(toBoolean(value), "a value"));
    case "d":
      return signed(Math.trunc(asNumber(value)).toFixed(0), flags);
    case "b":
      return asNumber(value).toString(2);
    case "o":
      return asNumber(value).toString(8);
    case "x":
    case "X": {
      const hex = asNumber(value).toString(16);
      return letter === "x" ? hex : hex.toUpperCase();
    }
    case "f":
      return signed(asNumber(value).toFixed(digits ?? 6), flags);
    case "e":
      return signed(
        asNumber(value)
          .toExponential(digits ?? 6)
          .replace(/e([+-])(\d)$/, "e$10$2"),
        flags,
      );
    case "g":
      return general(asNumber(value));
    default:
      throw new EvaluationProblem(`format() has no verb %${letter}`);
  }
}

function asText(value: Value): string {
  return settled(toText(value), "a value");
}

function asNumber(value: Value): number {
  return settled(toNumber(value), "a value");
}

/** Go's %g: an exponent below -4 or from 6 on. */
function general(value: number): string {
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (value === 0 || (power >= -4 && power < 21 && power < Math.max(6, digits.replaceAll(/[-.]/g, "").length)))
    return numberText(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

function signed(digits: string, flags: string): string {
  if (digits.startsWith("-")) return digits;
  return `${flags.includes("+") ? "+" : flags.includes(" ") ? " " : ""}${digits}`;
}

function cut(given: string, length: number | undefined): string {
  return length === undefined ? given : Array.from(given).slice(0, length).join("");
}

function pad(given: string, flags: string, width: number): string {
  if (given.length >= width) return given;
  if (flags.includes("-")) return given.padEnd(width);
  if (!flags.includes("0")) return given.padStart(width);
  const sign = /^[+-]/.exec(given)?.[0] ?? "";
  return sign + given.slice(sign.length).padStart(width - sign.length, "0");
}
