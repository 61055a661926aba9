import { gcd, once, powerModulo, primesUpTo, productOf } from "./integers.ts";

/** Every prime below 2^20, the first 150 to the largest power below 2^64. As in Paranoid. */
const smooth = once(() =>
  productOf(
    primesUpTo(1 << 20).map(
      (prime, index) => BigInt(prime) ** BigInt(index < 150 ? Math.floor(64 / Math.log2(prime)) : 1),
    ),
  ),
);

/**
 * Pollard's p - 1: whether p - 1 has small prime factors only. Tried where n - 1 shares more than 60 bits with them, which 1 in 100 random
 * moduli do: it takes seconds.
 */
export function hasSmoothPrime(n: bigint): boolean {
  if (n < 2n || gcd(n - 1n, smooth() % (n - 1n)) < 1n << 60n) return false;
  const power = powerModulo(powerModulo(2n, n - 1n, n), smooth(), n);
  const factor = gcd((power - 1n + n) % n, n);
  return factor > 1n;
}
