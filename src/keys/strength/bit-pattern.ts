import { gcd } from "./euclid.ts";
import { bitLength } from "./integers.ts";
import { reduce } from "./lattice.ts";

/** Lengths of patterns: short ones, periods of shift registers, copied blocks of memory. As in Paranoid. */
const lengths = [1, 3, 5, 7, 9, 11, 13, 15, 31, 63, 127, 255, 511, 8, 16, 32, 64, 128, 256];

/** Whether one prime repeats a pattern of bits. */
export function hasBitPattern(n: bigint): boolean {
  return lengths.some((length) => length <= bitLength(n) / 8 && isNearFraction(n, (1n << BigInt(length)) - 1n));
}

/**
 * Whether one prime repeats a pattern whose words were swapped, as those of certified smart cards did: (2^p - 1)(2^(p w) + 1) / (2^w + 1)
 * times the prime has long runs of zeros, for a pattern of p bits and words of w bits.
 */
export function hasPermutedBitPattern(n: bigint): boolean {
  for (const word of [8, 16, 32, 64])
    for (let length = 3; length < word; length += 2) {
      const denominator =
        (((1n << BigInt(length)) - 1n) * ((1n << BigInt(length * word)) + 1n)) / ((1n << BigInt(word)) + 1n);
      if (bitLength(denominator) > bitLength(n) / 8) break;
      if (isNearFraction(n, denominator)) return true;
    }
  return false;
}

/**
 * Whether a prime of n is (a w + c) / d for small a and c, with w = 2^(half the bits of n) and d given. With n = u w + v, the vector
 * (c, -a, small) is a short one of the lattice below. Idea: Paranoid; Bernstein et al. (Asiacrypt 2013).
 */
function isNearFraction(n: bigint, denominator: bigint): boolean {
  const size = BigInt(bitLength(n) >> 1);
  const w = 1n << size;
  const [u, v] = [n >> size, n & (w - 1n)];
  const scale = 1n << BigInt(bitLength(denominator));
  const basis = reduce([
    [scale, 0n, (u * denominator) % w],
    [0n, scale, (v * denominator) % w],
    [0n, 0n, w],
  ]);
  return basis.some(([c, minusA]) => {
    const multiple = c - minusA * w;
    const factor = gcd(multiple < 0n ? -multiple : multiple, n);
    return factor > 1n && factor < n;
  });
}
