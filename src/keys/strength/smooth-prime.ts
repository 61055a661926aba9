import { gcd } from "./euclid.ts";
import { once, primesUpTo, productOf } from "./integers.ts";
import { bytesOf, powerByBytes } from "./power.ts";

/** Pollard's bound B1 of each tier. */
export type SmoothBound = 16 | 20;

/** Bits of each prime power that p - 1 may hold: small primes often stand there several times. */
const powerBits = 32;

/** The product of the primes up to 2^16 with their powers: below 2^32, so that each prime may stand twice in p - 1. */
const powersUpTo16 = once(() =>
  bytesOf(
    productOf(primesUpTo(1 << 16).map((prime) => BigInt(prime) ** BigInt(Math.floor(powerBits / Math.log2(prime))))),
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
export const smoothPrimeSteps: Readonly<Record<SmoothBound, number>> = { 16: 190_000, 20: 1_610_000 };

/**
 * Pollard's p - 1 ("Theorems on factorization and primality testing", 1974): whether p - 1 has only prime factors up to 2^16, or 2^20, none of
 * those above 2^16 twice.
 */
export function hasSmoothPrime(n: bigint, bound: SmoothBound): boolean {
  if (n < 5n) return false;
  const first = powerByBytes(3n, powersUpTo16(), n);
  const power = bound === 16 ? first : powerByBytes(first, primesUpTo20(), n);
  return gcd((power - 1n + n) % n, n) > 1n;
}
