import { gcd } from "./euclid.ts";
import { once, primesUpTo, productOf } from "./integers.ts";
import { bytesOf, powerByBytes } from "./power.ts";

/** Pollard's bound B1 of each tier. */
export type SmoothBound = 16 | 20;

/** The product of the primes up to 2^16, each as often as p - 1 may hold it: twice, and the first 150 up to a power of 2^64, as in Paranoid. */
const powersUpTo16 = once(() =>
  bytesOf(
    productOf(
      primesUpTo(1 << 16).map(
        (prime, index) => BigInt(prime) ** BigInt(index < 150 ? Math.floor(64 / Math.log2(prime)) : 2),
      ),
    ),
  ),
);
const primesUpTo20 = once(() =>
  bytesOf(
    productOf(
      primesUpTo(1 << 20)
        .filter((prime) => prime > 1 << 16)
        .map(BigInt),
    ),
  ),
);

/** Multiplications modulo n that the method takes for a bound. */
export const smoothPrimeSteps: Readonly<Record<SmoothBound, number>> = { 16: 215_000, 20: 1_640_000 };

/**
 * Pollard's p - 1 ("Theorems on factorization and primality testing", 1974): whether p - 1 has only prime factors up to 2^16, or 2^20, none of
 * those above 2^16 twice; beside them, what p - 1 and q - 1 have in common may be of any size, since n - 1 is a multiple of it (idea: Paranoid).
 */
export function hasSmoothPrime(n: bigint, bound: SmoothBound): boolean {
  if (n < 5n) return false;
  const first = powerByBytes(powerByBytes(3n, bytesOf(n - 1n), n), powersUpTo16(), n);
  const power = bound === 16 ? first : powerByBytes(first, primesUpTo20(), n);
  return gcd((power - 1n + n) % n, n) > 1n;
}
