import { unknown } from "../../../model/unknown.ts";
import { spend } from "../evaluation/budget.ts";
import { convert } from "../evaluation/conversion.ts";
import {
  add,
  compareNumbers,
  fromDouble,
  isWhole,
  isZero,
  negativeInfinity,
  type NumberValue,
  one,
  positiveInfinity,
  toDouble,
  truncated,
  wholeNumber,
  wholeOfAnySize,
  zero,
} from "../evaluation/number.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { listOf, numberType } from "../evaluation/type.ts";
import { isNull, isSequence, list, unknownValue, type Value } from "../evaluation/value.ts";
import { aNumber, any, define, elements, type FunctionTable, number, text, integerOf } from "./function.ts";

function ofOne(change: (given: NumberValue) => Value): FunctionTable[string] {
  return define([aNumber], numberType, ([given]) => change(number(given)));
}

/** The whole number below, or above; of the same precision. */
function roundedTo(given: NumberValue, up: boolean): NumberValue {
  if (given.infinite) return given;
  if (isWhole(given)) return wholeNumber(truncated(given), given.precision);
  const towardsZero = truncated(given);
  const moved = up === given.negative ? towardsZero : towardsZero + (up ? 1n : -1n);
  return wholeNumber(moved, given.precision);
}

/** The digits of each base up to 62: letters count on from 10, from base 37 on the capital ones after the small. */
function parseWhole(given: string, base: number): NumberValue {
  if (base < 2 || base > 62) throw new EvaluationProblem("the base must be between 2 and 62");
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(given);
  if (match === null) throw new EvaluationProblem("the text is not a whole number in this base");
  const [, sign, digits = ""] = match;
  spend(digits.length * Math.ceil(digits.length / 256));
  let value = 0n;
  for (const digit of digits) {
    const at = digitValue(digit, base);
    if (at >= base) throw new EvaluationProblem("the text is not a whole number in this base");
    value = value * BigInt(base) + BigInt(at);
  }
  return wholeOfAnySize(sign === "-" ? -value : value);
}

function digitValue(digit: string, base: number): number {
  if (digit >= "0" && digit <= "9") return Number(digit);
  const small = digit >= "a" && digit <= "z";
  const letter = digit.toLowerCase().charCodeAt(0) - 97;
  return 10 + letter + (base > 36 && !small ? 26 : 0);
}

/** Go's math.Pow where its result is the same on every machine: whole powers, and square roots. */
function power(base: number, exponent: number): Value {
  if (exponent === 0 || base === 1) return fromDouble(1);
  if (exponent === 0.5) return fromDouble(Math.sqrt(base));
  if (exponent === -0.5) return fromDouble(1 / Math.sqrt(base));
  const special = base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent);
  if (special || (base < 0 && !Number.isInteger(exponent))) return fromDouble(base ** exponent);
  if (!Number.isInteger(exponent) || Math.abs(exponent) >= 2 ** 63) return platform("pow");
  return fromDouble(wholePower(base, exponent));
}

/** Repeated squaring with the exponent apart, so that it rounds as Go's does. */
function wholePower(base: number, exponent: number): number {
  let [factor, factorPower] = split(base);
  let result = 1;
  let resultPower = 0;
  for (let left = BigInt(Math.abs(exponent)); left !== 0n; left >>= 1n) {
    if (Math.abs(factorPower) > 4096) {
      resultPower += factorPower;
      break;
    }
    if ((left & 1n) === 1n) {
      result *= factor;
      resultPower += factorPower;
    }
    factor *= factor;
    factorPower *= 2;
    if (factor < 0.5) {
      factor += factor;
      factorPower--;
    }
  }
  if (exponent < 0) {
    result = 1 / result;
    resultPower = -resultPower;
  }
  return scaled(result, resultPower);
}

/** A double as a fraction from a half to one, and a power of two. */
function split(value: number): [number, number] {
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(value))) + 1);
  let fraction = value * 2 ** -exponent;
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent--;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent++;
  }
  return [fraction, exponent];
}

function scaled(value: number, exponent: number): number {
  const step = Math.max(-1000, Math.min(1000, exponent));
  return step === exponent
    ? value * 2 ** exponent
    : value * 2 ** step * 2 ** Math.max(-1100, Math.min(1100, exponent - step));
}

function platform(name: string): Value {
  return unknownValue(
    unknown(`the last digits of ${name}() depend on the machine that Terraform runs on`),
    numberType,
    true,
  );
}

const terms = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
  1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
] as const;

/** The natural logarithm by the method of FreeBSD's msun, which Go's math.Log has as well: its last digit is not that of Math.log. */
function naturalLogarithm(value: number): number {
  if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY) return value;
  if (value <= 0) return value < 0 ? Number.NaN : Number.NEGATIVE_INFINITY;
  let [fraction, exponent] = split(value);
  if (fraction < Math.SQRT1_2) {
    fraction *= 2;
    exponent--;
  }
  const f = fraction - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (terms[0] + s4 * (terms[2] + s4 * (terms[4] + s4 * terms[6])));
  const even = s4 * (terms[1] + s4 * (terms[3] + s4 * terms[5]));
  const half = 0.5 * f * f;
  return (
    exponent * 6.9314718036912381649e-1 -
    (half - (s * (half + (odd + even)) + exponent * 1.90821492927058770002e-10) - f)
  );
}

function sum(given: Value | undefined): Value {
  if (given !== undefined && !isSequence(given)) throw new EvaluationProblem("sum() takes a list of numbers");
  const items = elements(given);
  if (items.length === 0) throw new EvaluationProblem("sum() needs at least one number");
  return items
    .map((item) => {
      if (isNull(item)) throw new EvaluationProblem("sum() takes no null");
      return number(convert(item, numberType));
    })
    .reduce(add);
}

function range(given: readonly Value[]): Value {
  const [first, second, third] = given.map(number);
  if (first === undefined || given.length > 3) throw new EvaluationProblem("range() takes one to three numbers");
  const start = second === undefined ? zero : first;
  const end = second ?? first;
  const step = third ?? (compareNumbers(end, start) < 0 ? wholeNumber(-1) : one);
  const down = step.negative && !isZero(step);
  if (down ? compareNumbers(end, start) > 0 : compareNumbers(end, start) < 0)
    throw new EvaluationProblem("range() can't reach its end by this step");
  const found: NumberValue[] = [];
  for (let at = start; down ? compareNumbers(at, end) > 0 : compareNumbers(at, end) < 0; at = add(at, step)) {
    if (found.length >= 1024) throw new EvaluationProblem("range() gives more than 1024 numbers");
    found.push(at);
  }
  return list(numberType, found);
}

function most(given: readonly Value[], start: NumberValue, better: (order: number) => boolean): NumberValue {
  if (given.length === 0) throw new EvaluationProblem("expected at least one number");
  return given.map(number).reduce((best, each) => (better(compareNumbers(each, best)) ? each : best), start);
}

export const numberFunctions: FunctionTable = {
  abs: ofOne((given) => ({ ...given, negative: false })),
  ceil: ofOne((given) => roundedTo(given, true)),
  floor: ofOne((given) => roundedTo(given, false)),
  signum: define([aNumber], numberType, ([given]) => wholeNumber(Math.sign(integerOf(given)))),
  max: define([], numberType, (given) => most(given, negativeInfinity, (order) => order > 0), aNumber),
  min: define([], numberType, (given) => most(given, positiveInfinity, (order) => order < 0), aNumber),
  pow: define([aNumber, aNumber], numberType, ([base, exponent]) => power(double(base), double(exponent))),
  log: define([aNumber, aNumber], numberType, ([given, base]) =>
    fromDouble(naturalLogarithm(double(given)) / naturalLogarithm(double(base))),
  ),
  parseint: define([any, aNumber], numberType, ([digits, base]) => parseWhole(text(digits), integerOf(base))),
  sum: define([any], numberType, ([given]) => sum(given)),
  range: define([], listOf(numberType), range, aNumber),
};

/** @throws {EvaluationProblem} for a number that is larger than every double */
function double(given: Value | undefined): number {
  const value = number(given);
  const found = toDouble(value);
  if (!value.infinite && !Number.isFinite(found)) throw new EvaluationProblem("the number is too large");
  return found;
}
