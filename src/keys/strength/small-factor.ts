import { gcd } from "./euclid.ts";
import { once, primesUpTo, productOf } from "./integers.ts";

/** 65537 is the bound of badkeys' smallfactors test. */
const standardBound = 65_537;

/** The product of all primes up to 65537. */
export const primorial = once(() => productOf(primesUpTo(standardBound).map(BigInt)));
/** The primes above, up to 2^20 (1.4 million bits) and to 2^24 (24 million). */
const furtherProducts = [
  once(() => productBetween(standardBound, 1 << 20)),
  once(() => productBetween(1 << 20, 1 << 24)),
] as const;

/** Whether a prime up to 65537 divides n: no RSA generator leaves one, a damaged modulus nearly always has one. */
export function hasSmallFactor(n: bigint): boolean {
  return n > 0n && smallFactorsOf(n) > 1n;
}

/** The product of the primes up to 65537 that divide a number above 0. */
export function smallFactorsOf(value: bigint): bigint {
  return gcd(value, primorial() % value);
}

/** Whether a prime from 65539 up to 2^20 or 2^24 divides n. */
export function hasFurtherSmallFactor(n: bigint, bound: 20 | 24): boolean {
  return furtherProducts.slice(0, bound === 20 ? 1 : 2).some((product) => gcd(n, product() % n) > 1n);
}

function productBetween(above: number, bound: number): bigint {
  return productOf(
    primesUpTo(bound)
      .filter((prime) => prime > above)
      .map(BigInt),
  );
}
