import { bitLength } from "./integers.ts";

/** Bits of the leading parts that one round looks at: sums and quotients of them stay exact in a double. */
const leading = 50;
/** Bound of the multipliers of one round. */
const largest = 2 ** 25;

/** Two neighbours in Euclid's algorithm. */
export interface Pair {
  readonly a: bigint;
  /** Below a. */
  readonly b: bigint;
  /** The bit length of a, or one more. */
  readonly bits: number;
}

export function pairOf(a: bigint, b: bigint): Pair {
  return { a, b, bits: bitLength(a) };
}

/**
 * Several steps of Euclid's algorithm at once, as far as the leading bits decide them (Lehmer, 1938; Knuth, volume 2, algorithm 4.5.2L).
 * The quotient of each of these steps is below 2^25.
 * @returns undefined when the leading bits decide no step: a plain division is needed
 */
export function shrink({ a, b, bits }: Pair): Pair | undefined {
  const dropped = Math.max(0, bits - leading);
  let [x, y] = [Number(a >> BigInt(dropped)), Number(b >> BigInt(dropped))];
  let [aa, ab, ba, bb] = [1, 0, 0, 1];
  while (y + ba !== 0 && y + bb !== 0) {
    const quotient = Math.floor((x + aa) / (y + ba));
    if (quotient !== Math.floor((x + ab) / (y + bb))) break;
    const [nextA, nextB] = [aa - quotient * ba, ab - quotient * bb];
    if (Math.abs(nextA) > largest || Math.abs(nextB) > largest) break;
    [aa, ba, ab, bb] = [ba, nextA, bb, nextB];
    [x, y] = [y, x - quotient * y];
  }
  if (ab === 0) return undefined;
  return {
    a: BigInt(aa) * a + BigInt(ab) * b,
    b: BigInt(ba) * a + BigInt(bb) * b,
    bits: dropped + Math.ceil(Math.log2(x + 1)) + 1,
  };
}

/** One step of Euclid's algorithm, by a division. */
export function divide({ a, b }: Pair): Pair {
  return pairOf(b, a % b);
}

/** Greatest common divisor of numbers that are not negative. */
export function gcd(a: bigint, b: bigint): bigint {
  let pair = a >= b ? pairOf(a, b) : pairOf(b, a);
  while (pair.b > 0n && pair.bits > leading) pair = shrink(pair) ?? divide(pair);
  if (pair.b === 0n) return pair.a;
  let [x, y] = [Number(pair.a), Number(pair.b)];
  while (y > 0) [x, y] = [y, x % y];
  return BigInt(x);
}
