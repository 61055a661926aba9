import { gcd, once, primesUpTo, productOf } from "./integers.ts";

/** The product of all primes up to 65537, the bound of badkeys' smallfactors test. */
const primorial = once(() => productOf(primesUpTo(65_537).map(BigInt)));

/** Whether a prime up to 65537 divides n: no RSA generator leaves one, a damaged modulus nearly always has one. */
export function hasSmallFactor(n: bigint): boolean {
  return n > 0n && gcd(n, primorial() % n) > 1n;
}
