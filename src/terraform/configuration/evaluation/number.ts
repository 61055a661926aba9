import { spend, UnfinishedWork } from "./budget.ts";
import { EvaluationProblem } from "./problem.ts";

/**
 * A number of Terraform: binary floating point of up to 512 bits, as Go's math/big.Float keeps it and go-cty uses it.
 * It is `mantissa * 2 ** exponent`; the mantissa is odd, or 0. An infinite number has the mantissa 1.
 */
export interface NumberValue {
  readonly kind: "number";
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
  /** Bits that a result is rounded to: 512 for what was text, 64 for counts, 53 for what a function works out as a double. */
  readonly precision: number;
  readonly infinite: boolean;
}

const textPrecision = 512;
/** Numbers beyond 2 to this power are nobody's, and take long to write out. */
const largestExponent = 20_000;

export function bitsOf(value: bigint): number {
  if (value <= 0xffffffffn) return 32 - Math.clz32(Number(value));
  const hex = value.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0] ?? "0", 16)) + 28;
}

function trailingZeros(value: bigint): number {
  if ((value & 1n) === 1n) return 0;
  return bitsOf(value & -value) - 1;
}

/** Rounds to the nearest number of some bits, of two equally near ones to the even one. `inexact`: a little more than the mantissa. */
function rounded(
  negative: boolean,
  mantissa: bigint,
  exponent: number,
  precision: number,
  inexact = false,
): NumberValue {
  let bits = mantissa;
  let power = exponent;
  const excess = bitsOf(bits) - precision;
  if (excess > 0) {
    const shift = BigInt(excess);
    const rest = bits & ((1n << shift) - 1n);
    const half = 1n << (shift - 1n);
    bits >>= shift;
    power += excess;
    if (rest > half || (rest === half && (inexact || (bits & 1n) === 1n))) bits += 1n;
  }
  if (bits === 0n) return { kind: "number", negative, mantissa: 0n, exponent: 0, precision, infinite: false };
  const zeros = trailingZeros(bits);
  if (Math.abs(power + zeros) > largestExponent)
    throw new UnfinishedWork("a number is larger or smaller than keylint reads");
  return {
    kind: "number",
    negative,
    mantissa: bits >> BigInt(zeros),
    exponent: power + zeros,
    precision,
    infinite: false,
  };
}

function infinity(negative: boolean, precision: number): NumberValue {
  return { kind: "number", negative, mantissa: 1n, exponent: 0, precision, infinite: true };
}

export const positiveInfinity = infinity(false, 53);
export const negativeInfinity = infinity(true, 53);

export function isZero({ mantissa }: NumberValue): boolean {
  return mantissa === 0n;
}

/** A whole number such as a length or an index. */
export function wholeNumber(value: number | bigint, precision = 64): NumberValue {
  const whole = BigInt(value);
  return rounded(whole < 0n, whole < 0n ? -whole : whole, 0, precision);
}

/** A whole number of as many bits as it has, at least 64 (Go, Float.SetInt). */
export function wholeOfAnySize(value: bigint): NumberValue {
  return wholeNumber(value, Math.max(64, bitsOf(value < 0n ? -value : value)));
}

export const zero = wholeNumber(0);
export const one = wholeNumber(1);

/** @throws {EvaluationProblem} for what is no number. */
export function fromDouble(value: number): NumberValue {
  if (Number.isNaN(value)) throw new EvaluationProblem("there is no such number");
  if (!Number.isFinite(value)) return infinity(value < 0, 53);
  if (value === 0) return { ...zero, negative: Object.is(value, -0), precision: 53 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const power = Number((bits >> 52n) & 2047n);
  const fraction = bits & ((1n << 52n) - 1n);
  return rounded(value < 0, power === 0 ? fraction : fraction | (1n << 52n), Math.max(power, 1) - 1075, 53);
}

/** The nearest double. */
export function toDouble(value: NumberValue): number {
  const sign = value.negative ? -1 : 1;
  const top = bitsOf(value.mantissa) + value.exponent;
  if (value.infinite || top > 1024) return sign * Number.POSITIVE_INFINITY;
  // The smallest doubles have fewer bits.
  const precision = Math.min(53, top + 1074);
  if (precision < 1) return value.negative ? -0 : 0;
  const { mantissa, exponent } = rounded(false, value.mantissa, value.exponent, precision);
  return sign * Number(mantissa) * 2 ** exponent;
}

const decimal = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eEpP]([+-]?\d+))?$/;

/** A number from its decimal text, `undefined` for what is none (Go, big.ParseFloat of base 10). */
export function parseNumber(text: string): NumberValue | undefined {
  spend(1 + text.length / 16);
  if (/^[+-]?[iI]nf$/.test(text)) return infinity(text.startsWith("-"), textPrecision);
  const match = decimal.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", onlyFraction = "", power = "0"] = match;
  const places = fraction + onlyFraction;
  const binary = /[pP]/.test(text);
  const digits = `${whole}${places}`.replace(/^0+(?=.)/, "");
  if (digits.length > 20_000) throw new UnfinishedWork("a number has more digits than keylint reads");
  const exponent = (binary ? 0 : Number(power)) - places.length;
  const mantissa = BigInt(digits);
  if (mantissa !== 0n && Math.abs(exponent + digits.length) > largestExponent / 4)
    throw new UnfinishedWork("a number is larger or smaller than keylint reads");
  spend(Math.abs(exponent) / 8);
  const shift = binary ? Number(power) : 0;
  const negative = sign === "-";
  if (mantissa === 0n) return { ...zero, negative, precision: textPrecision };
  if (exponent >= 0) return rounded(negative, mantissa * 10n ** BigInt(exponent), shift, textPrecision);
  const value = divided(mantissa, 10n ** BigInt(-exponent), textPrecision);
  return rounded(negative, value.mantissa, value.exponent + shift, textPrecision, value.inexact);
}

/** A quotient of enough bits to be rounded. */
function divided(a: bigint, b: bigint, precision: number): { mantissa: bigint; exponent: number; inexact: boolean } {
  const shift = Math.max(0, precision + 2 + bitsOf(b) - bitsOf(a));
  const numerator = a << BigInt(shift);
  const mantissa = numerator / b;
  // One more bit tells that there is a rest.
  return { mantissa, exponent: -shift, inexact: mantissa * b !== numerator };
}

function aligned(a: NumberValue, b: NumberValue): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  spend((Math.abs(a.exponent - b.exponent) >> 6) + 1);
  const signed = (value: NumberValue): bigint => {
    const mantissa = value.mantissa << BigInt(value.exponent - exponent);
    return value.negative ? -mantissa : mantissa;
  };
  return [signed(isZero(a) ? { ...a, exponent } : a), signed(isZero(b) ? { ...b, exponent } : b), exponent];
}

export function add(a: NumberValue, b: NumberValue): NumberValue {
  const precision = Math.max(a.precision, b.precision);
  if (a.infinite || b.infinite) {
    if (a.infinite && b.infinite && a.negative !== b.negative)
      throw new EvaluationProblem("there is no sum of opposing infinities");
    return infinity((a.infinite ? a : b).negative, precision);
  }
  const [left, right, exponent] = aligned(a, b);
  const sum = left + right;
  if (sum === 0n) return { ...zero, precision, negative: isZero(a) && isZero(b) && a.negative && b.negative };
  return rounded(sum < 0n, sum < 0n ? -sum : sum, exponent, precision);
}

export function negate(value: NumberValue): NumberValue {
  return { ...value, negative: !value.negative };
}

export function multiply(a: NumberValue, b: NumberValue): NumberValue {
  const negative = a.negative !== b.negative;
  const precision = Math.max(a.precision, b.precision);
  if (a.infinite || b.infinite) {
    if (isZero(a) || isZero(b)) throw new EvaluationProblem("there is no product of zero and infinity");
    return infinity(negative, precision);
  }
  if (isZero(a) || isZero(b)) return { ...zero, negative, precision };
  const product = rounded(negative, a.mantissa * b.mantissa, a.exponent + b.exponent, textPrecision);
  return { ...product, precision: Math.max(precision, bitsOf(product.mantissa)) };
}

export function quotient(a: NumberValue, b: NumberValue): NumberValue {
  const negative = a.negative !== b.negative;
  const precision = Math.max(a.precision, b.precision);
  if ((isZero(a) && isZero(b)) || (a.infinite && b.infinite))
    throw new EvaluationProblem("there is no quotient of zero and zero, or of infinities");
  if (isZero(a) || b.infinite) return { ...zero, negative, precision };
  if (a.infinite || isZero(b)) return infinity(negative, precision);
  const { mantissa, exponent, inexact } = divided(a.mantissa, b.mantissa, precision);
  return rounded(negative, mantissa, exponent + a.exponent - b.exponent, precision, inexact);
}

/** What is left of a division to a whole number; of a division by zero the number itself (go-cty, Value.Modulo). */
export function remainder(a: NumberValue, b: NumberValue): NumberValue {
  if (a.infinite || b.infinite) throw new EvaluationProblem("there is no rest of a division with infinity");
  if (isZero(b)) return a;
  const times = truncated(quotient(a, b));
  const whole = rounded(times < 0n, times < 0n ? -times : times, 0, a.precision);
  const product = multiplyTo(b, whole, a.precision);
  return add(a, negate(product));
}

function multiplyTo(a: NumberValue, b: NumberValue, precision: number): NumberValue {
  const negative = a.negative !== b.negative;
  if (isZero(a) || isZero(b)) return { ...zero, negative, precision };
  return rounded(negative, a.mantissa * b.mantissa, a.exponent + b.exponent, precision);
}

/** Below, at or above: negative, 0 or positive. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (a.infinite || b.infinite) {
    const rank = (value: NumberValue): number => (value.infinite ? (value.negative ? -1 : 1) : 0);
    return rank(a) - rank(b);
  }
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function isWhole(value: NumberValue): boolean {
  return !value.infinite && value.exponent >= 0;
}

/** The whole part, towards zero. */
export function truncated(value: NumberValue): bigint {
  const { mantissa, exponent, negative } = value;
  const whole = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent);
  return negative ? -whole : whole;
}

/** A whole number of 64 bits, `undefined` for every other one. */
export function toWhole(value: NumberValue): number | undefined {
  if (!isWhole(value) || value.exponent > 64) return undefined;
  const whole = truncated(value);
  return whole >= -(2n ** 63n) && whole < 2n ** 63n ? Number(whole) : undefined;
}
