import { spend } from "./budget.ts";
import { bitsOf, isWhole, type NumberValue, truncated } from "./number.ts";

/** The digits of a number without its sign: `0.d1d2d3... * 10 ** point`, without zeros at either end. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

function exactDecimal(mantissa: bigint, exponent: number): Decimal {
  spend(1 + Math.abs(exponent) / 64);
  const whole = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  return trimmed(whole.toString(), exponent >= 0 ? 0 : exponent);
}

function trimmed(digits: string, power: number): Decimal {
  const shorter = digits.replace(/0+$/, "");
  return shorter === "" ? { digits: "", point: 0 } : { digits: shorter, point: digits.length + power };
}

/** Keeps some digits; what is just half way goes to the even digit. */
function roundedTo({ digits, point }: Decimal, count: number): Decimal {
  if (count < 0) return { digits: "", point: 0 };
  if (count >= digits.length) return { digits, point };
  const next = digits.charCodeAt(count) - 48;
  const last = count === 0 ? 0 : digits.charCodeAt(count - 1) - 48;
  const up = next === 5 && count + 1 === digits.length ? last % 2 === 1 : next >= 5;
  return up ? roundedUp({ digits, point }, count) : roundedDown({ digits, point }, count);
}

function roundedDown({ digits, point }: Decimal, count: number): Decimal {
  return trimmed(digits.slice(0, count), point - count);
}

function roundedUp({ digits, point }: Decimal, count: number): Decimal {
  const raised = (BigInt(`0${digits.slice(0, count)}`) + 1n).toString().padStart(count, "0");
  return trimmed(raised, point - count);
}

/** The fewest digits that are read as the same number again (Go, math/big, roundShortest). */
function shortest({ mantissa, exponent, precision }: NumberValue): Decimal {
  const exact = exactDecimal(mantissa, exponent);
  if (mantissa === 0n) return exact;
  // One bit more than the precision: its last bit is half of the smallest step.
  const shift = precision + 1 - bitsOf(mantissa);
  const scaled = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  const lower = exactDecimal(scaled - 1n, exponent - shift);
  const upper = exactDecimal(scaled + 1n, exponent - shift);
  const inclusive = (scaled & 2n) === 0n;
  const digitAt = ({ digits }: Decimal, at: number): number => (at < digits.length ? digits.charCodeAt(at) - 48 : 0);
  for (let at = 0; at < exact.digits.length; at++) {
    const digit = digitAt(exact, at);
    const low = digitAt(lower, at);
    const high = digitAt(upper, at);
    const down = low !== digit || (inclusive && at + 1 === lower.digits.length);
    const up = digit !== high && (inclusive || digit + 1 < high || at + 1 < upper.digits.length);
    if (down && up) return roundedTo(exact, at + 1);
    if (down) return roundedDown(exact, at + 1);
    if (up) return roundedUp(exact, at + 1);
  }
  return exact;
}

function plain({ digits, point }: Decimal, places: number): string {
  const whole = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  if (places <= 0) return whole;
  const fraction = point < 0 ? "0".repeat(Math.min(-point, places)) + digits : digits.slice(Math.max(point, 0));
  return `${whole}.${fraction.slice(0, places).padEnd(places, "0")}`;
}

function scientific({ digits, point }: Decimal, places: number, letter: string): string {
  const fraction = places > 0 ? `.${digits.slice(1, 1 + places).padEnd(places, "0")}` : "";
  const power = digits === "" ? 0 : point - 1;
  return `${digits[0] ?? "0"}${fraction}${letter}${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/**
 * The text of a number as Go's math/big writes it: `f` without, `e` with an exponent, `g` either.
 * @param precision digits behind the point, for `g` in all; without it as few as tell the number
 */
export function formatNumber(value: NumberValue, form: "f" | "e" | "g" | "E" | "G", precision?: number): string {
  const sign = value.negative ? "-" : "";
  if (value.infinite) return value.negative ? "-Inf" : "+Inf";
  const short = precision === undefined;
  let decimal = short ? shortest(value) : exactDecimal(value.mantissa, value.exponent);
  const lower = form.toLowerCase();
  let places = precision ?? 0;
  if (lower === "f") {
    if (!short) decimal = roundedTo(decimal, decimal.point + places);
    spend(1, Math.abs(decimal.point) + places);
    return sign + plain(decimal, short ? Math.max(decimal.digits.length - decimal.point, 0) : places);
  }
  const letter = form === "E" || form === "G" ? "E" : "e";
  if (lower === "e") {
    if (!short) decimal = roundedTo(decimal, 1 + places);
    return sign + scientific(decimal, short ? Math.max(decimal.digits.length - 1, 0) : places, letter);
  }
  if (short) places = decimal.digits.length;
  else {
    if (places === 0) places = 1;
    decimal = roundedTo(decimal, places);
  }
  const count = decimal.digits.length;
  const limit = short ? 6 : places > count && count >= decimal.point ? count : places;
  const power = decimal.point - 1;
  if (power < -4 || power >= limit) return sign + scientific(decimal, Math.min(places, count) - 1, letter);
  return sign + plain(decimal, Math.max((places > decimal.point ? count : places) - decimal.point, 0));
}

/** The text that a number is converted to: never with an exponent. */
export function numberText(value: NumberValue): string {
  // A whole number that has all its bits is told by no fewer digits.
  if (isWhole(value) && bitsOf(value.mantissa) + value.exponent <= value.precision) {
    spend(1, value.exponent / 3);
    return isNegativeZero(value) ? "-0" : truncated(value).toString();
  }
  return formatNumber(value, "f");
}

function isNegativeZero({ mantissa, negative }: NumberValue): boolean {
  return mantissa === 0n && negative;
}
