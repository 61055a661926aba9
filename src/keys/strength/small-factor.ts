import { gcd, once, primesUpTo, productOf } from "./integers.ts";

/** The product of all primes up to 65537, the bound of badkeys' smallfactors test. */
const primorial = once(() => productOf(primesUpTo(65_537).map(BigInt)));

/** Whether a prime up to 65537 divides n: no RSA generator leaves one, a damaged modulus nearly always has one. */
export function hasSmallFactor(n: bigint): boolean {
  return n > 0n && smallFactorsOf(n) > 1n;
}

/** The product of the primes up to 65537 that divide a number above 0. */
export function smallFactorsOf(value: bigint): bigint {
  return gcd(value, primorial() % value);
}
