import type { Finding } from "./finding.ts";
import { divide, gcd, pairOf, shrink } from "./euclid.ts";
import { bitLength, exactSquareRoot } from "./integers.ts";

/**
 * Whether n is very near a small fraction of a power of two, as it is when both primes repeat a bit pattern: then the continued fraction
 * of n / 2^k has a quotient of 2^48 or more (1 in 10^11 random moduli). Idea: Paranoid; Bernstein et al., "Factoring RSA keys from certified
 * smart cards" (Asiacrypt 2013), appendix A.
 */
export function nearFraction(n: bigint): Finding {
  const bits = bitLength(n);
  // A denominator of more than half the bits leaves no room for such a quotient.
  const end = 1n << BigInt(bits >> 1);
  let pair = pairOf(1n << BigInt(bits), n);
  while (pair.b > 0n) {
    const shrunk = shrink(pair);
    if (shrunk === undefined && (pair.a / pair.b) >> 48n > 0n)
      return factorsWith(n, denominatorAt(n, bits, pair.b), bits) ? "factored" : "suspected";
    if (pair.b <= end) return "none";
    pair = shrunk ?? divide(pair);
  }
  return "suspected";
}

/** The denominator of the convergent after which Euclid's algorithm on 2^bits and n has come to a remainder. */
function denominatorAt(n: bigint, bits: number, remainder: bigint): bigint {
  let [above, below] = [1n << BigInt(bits), n];
  let [previous, denominator] = [0n, 1n];
  while (below > remainder) {
    const quotient = above / below;
    [above, below] = [below, above - quotient * below];
    [previous, denominator] = [denominator, quotient * denominator + previous];
  }
  return denominator;
}

/** With x = 2^(half the bits), n v = a x^2 + b x + c: if the quadratic has rational roots, they are the primes' fractions. */
function factorsWith(n: bigint, v: bigint, bits: number): boolean {
  const x = 1n << BigInt(bits >> 1);
  const [rest, c] = divideRounded(n * v, x);
  const [a, b] = divideRounded(rest, x);
  const root = exactSquareRoot(b * b - 4n * a * c);
  if (root === undefined) return false;
  return [root, -root].some((signed) => {
    const multiple = 2n * a * x + b + signed;
    const factor = gcd(multiple < 0n ? -multiple : multiple, n);
    return factor > 1n && factor < n;
  });
}

/** Quotient and remainder, the remainder at most half the divisor away from zero. */
function divideRounded(value: bigint, divisor: bigint): readonly [bigint, bigint] {
  const quotient = (2n * value + divisor) / (2n * divisor);
  return [quotient, value - quotient * divisor];
}
