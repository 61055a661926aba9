import { EvaluationProblem } from "../evaluation/scope.ts";
import { any, type FunctionTable, list, number, spreading, text, whole } from "./function.ts";

function ofOne(change: (given: number) => number): ReturnType<typeof spreading> {
  return spreading([1, 1], ([given]) => change(number(given)));
}

function parseWhole(digits: string, base: number): number {
  const parsed = Number.parseInt(digits, base);
  const canonical = digits
    .toLowerCase()
    .replace(/^([+-]?)0+(?=.)/, "$1")
    .replace(/^\+/, "");
  if (
    base < 2 ||
    base > 62 ||
    Number.isNaN(parsed) ||
    (base <= 36 && parsed.toString(base) !== canonical.replace(/^-0$/, "0"))
  )
    throw new EvaluationProblem("the text is not a whole number in this base");
  return parsed;
}

function logarithm(given: number, base: number): number {
  const result = Math.log(given) / Math.log(base);
  if (!Number.isFinite(result)) throw new EvaluationProblem("there is no such logarithm");
  return Number(result.toPrecision(15));
}

export const numberFunctions: FunctionTable = {
  abs: ofOne(Math.abs),
  ceil: ofOne(Math.ceil),
  floor: ofOne(Math.floor),
  signum: ofOne(Math.sign),
  max: spreading([1, any], (given) => Math.max(...given.map((each) => number(each)))),
  min: spreading([1, any], (given) => Math.min(...given.map((each) => number(each)))),
  pow: spreading([2, 2], ([base, exponent]) => number(base) ** number(exponent)),
  log: spreading([2, 2], ([given, base]) => logarithm(number(given), number(base))),
  parseint: spreading([2, 2], ([digits, base]) => parseWhole(text(digits), whole(base))),
  sum: spreading([1, 1], ([given]) => {
    const numbers = list(given).map((each) => number(each));
    if (numbers.length === 0) throw new EvaluationProblem("sum() needs at least one number");
    return numbers.reduce((total, each) => total + each, 0);
  }),
  range: spreading([1, 3], (given) => {
    const [first, second, third] = given.map((each) => number(each));
    const start = second === undefined ? 0 : (first ?? 0);
    const limit = second ?? first ?? 0;
    const step = third ?? (start <= limit ? 1 : -1);
    if (step === 0 || (limit - start) / step > 1024)
      throw new EvaluationProblem("range() gives more than 1024 numbers");
    const count = Math.max(0, Math.ceil((limit - start) / step));
    return Array.from({ length: count }, (_, index) => start + index * step);
  }),
};
