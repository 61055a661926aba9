import { exactSquareRoot, once, squareRoot, squaresModulo } from "./integers.ts";

/** a^2 - n is followed modulo these; all but 1 in 3,000 that are no squares are seen without a big number. */
const moduli = [64 * 9 * 5 * 7, 11 * 13 * 17 * 19, 23 * 29 * 31] as const;
const tables = once(() => moduli.map((modulus) => ({ modulus, squares: squaresModulo(modulus) })));

/**
 * Fermat's factoring: n = a^2 - b^2 with a the mean of p and q, searched from the root of n upwards. Finds primes that were taken near
 * each other, and p = q (CVE-2022-26320; Boeck, "Fermat Factorization in the Wild", 2023).
 * @param steps how many values of a are tried
 */
export function isFermatFactorable(n: bigint, steps: number): boolean {
  if (n < 3n || (n & 1n) === 0n) return false;
  const root = squareRoot(n);
  const start = root * root === n ? root : root + 1n;
  const candidates = tables().map(({ modulus, squares }) => ({
    modulus,
    squares,
    a: Number(start % BigInt(modulus)),
    difference: Number((start * start - n) % BigInt(modulus)),
  }));
  const [first, second, third] = candidates;
  if (first === undefined || second === undefined || third === undefined) return false;
  for (let step = 0; step < steps; step++) {
    if (
      first.squares[first.difference] === 1 &&
      second.squares[second.difference] === 1 &&
      third.squares[third.difference] === 1
    ) {
      const a = start + BigInt(step);
      const b = exactSquareRoot(a * a - n);
      // a - b = 1 is n * 1, which every odd number has.
      if (b !== undefined && a - b > 1n) return true;
    }
    advance(first);
    advance(second);
    advance(third);
  }
  return false;
}

/** (a + 1)^2 - n = a^2 - n + 2a + 1 */
function advance(candidate: { a: number; difference: number; readonly modulus: number }): void {
  candidate.difference = (candidate.difference + 2 * candidate.a + 1) % candidate.modulus;
  candidate.a = candidate.a + 1 === candidate.modulus ? 0 : candidate.a + 1;
}
