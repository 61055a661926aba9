import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  add,
  compareNumbers,
  quotient,
  fromDouble,
  remainder,
  multiply,
  type NumberValue,
  parseNumber,
  toDouble,
  truncated,
  wholeOfAnySize,
} from "../../../src/terraform/configuration/evaluation/number.ts";
import { formatNumber, numberText } from "../../../src/terraform/configuration/evaluation/number-text.ts";

function number(text: string): NumberValue {
  const found = parseNumber(text);
  if (found === undefined) throw new Error(`${text} is no number`);
  return found;
}

test.each([
  [add(number("9007199254740993"), number("-9007199254740992")), "1"],
  [add(number("0.1"), number("0.2")), "0.3"],
  [number("1e-7"), "0.0000001"],
  [quotient(number("10"), number("4")), "2.5"],
  [remainder(number("-7"), number("3")), "-1"],
  [remainder(number("5"), number("0")), "5"],
  [multiply(fromDouble(0.1), fromDouble(0.1)), "0.0100000000000000011102230246251566"],
])("a result is told exactly: %#", (value, text) => {
  expect(numberText(value)).toBe(text);
});

const digits = fc.tuple(fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }), fc.integer({ min: -60, max: 60 }));

test("whole numbers are those of BigInt", () => {
  const whole = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n });
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      const [left, right] = [number(String(a)), number(String(b))];
      expect(truncated(add(left, right))).toBe(a + b);
      expect(truncated(multiply(left, right))).toBe(a * b);
      expect(Math.sign(compareNumbers(left, right))).toBe(a < b ? -1 : a > b ? 1 : 0);
      fc.pre(b !== 0n);
      expect(truncated(quotient(left, right))).toBe(a / b);
      expect(numberText(wholeOfAnySize(a))).toBe(String(a));
    }),
  );
});

test("the text of a number is read as the same number again", () => {
  fc.assert(
    fc.property(digits, ([mantissa, exponent]) => {
      const value = number(`${mantissa}e${exponent}`);
      expect(compareNumbers(number(numberText(value)), value)).toBe(0);
    }),
  );
});

test("a double stays what it is", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      expect(toDouble(fromDouble(double))).toBe(double);
      expect(Number(formatNumber(fromDouble(double), "e", 20))).toBe(double);
    }),
  );
});
