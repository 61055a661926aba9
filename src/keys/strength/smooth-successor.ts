import { gcd } from "./euclid.ts";
import { modulo, once, primesUpTo } from "./integers.ts";

/**
 * First elements of Lucas sequences: p + 1 is reached by those whose P^2 - 4 is no square modulo p, each of them for half of the primes. 5, 21, 2
 * and 77 tell these halves apart independently.
 */
const starts = [3n, 5n, 6n];

/** Prime powers up to 2^16. */
const powers = once(() => primesUpTo(1 << 16).map((prime) => prime ** Math.floor(16 / Math.log2(prime) + 1e-9)));

/** Multiplications modulo n that the method takes. */
export const smoothSuccessorSteps = starts.length * 2 * 94_600;

/**
 * Williams's p + 1 ("A p + 1 method of factoring", 1982): whether p + 1 has only prime powers up to 2^16. V(m) of a Lucas sequence with Q = 1 is
 * 2 modulo p when m is a multiple of p + 1. Finds 7 of 8 such primes; one in which a prime above 2^8 stands twice is no such.
 */
export function hasSmoothSuccessor(n: bigint): boolean {
  return starts.some((start) => {
    let value = start;
    for (const power of powers()) value = lucas(value, power, n);
    return gcd(modulo(value - 2n, n), n) > 1n;
  });
}

/** V(times) of the sequence that starts with 2 and a value. */
function lucas(value: bigint, times: number, n: bigint): bigint {
  let [low, high] = [value, (value * value - 2n) % n];
  for (let bit = 30 - Math.clz32(times); bit >= 0; bit--) {
    const between = (low * high - value) % n;
    [low, high] = ((times >> bit) & 1) === 1 ? [between, (high * high - 2n) % n] : [(low * low - 2n) % n, between];
  }
  return low;
}
