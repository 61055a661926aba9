import { bitLength } from "./integers.ts";

/**
 * Whether n is very near a small fraction of a power of two, as it is when both primes repeat a bit pattern: then the continued fraction
 * of n / 2^k has a quotient of 2^48 or more (1 in 10^11 random moduli). Idea: Paranoid; Bernstein et al., "Factoring RSA keys from certified
 * smart cards" (Asiacrypt 2013), appendix A.
 */
export function hasLargeQuotient(n: bigint): boolean {
  const bits = bitLength(n);
  // A denominator of more than half the bits leaves no room for such a quotient.
  const end = 1n << BigInt(bits >> 1);
  let above = 1n << BigInt(bits);
  let below = n;
  while (below > end) {
    if (above >> 48n >= below) return true;
    [above, below] = [below, above % below];
  }
  return above >> 48n >= below;
}
