import { bitLength } from "./integers.ts";

/**
 * What the tests beyond the standard tier may cost for one key, in products of 64-bit words. It is counted from the length of the modulus and
 * the tests' own bounds, so that a key is tested as far on every machine. All tests fit for 4096 bits.
 */
const bound = 9e9;

/** A power through OpenSSL takes a fifth of the time of as many BigInt multiplications. */
export const throughOpenSsl = 0.2;

/** The work that is left for one key. */
export interface Work {
  /** Takes as many multiplications modulo n from what is left; false, and nothing is taken, when there are not so many. */
  spend(multiplications: number): boolean;
}

export function workFor(n: bigint): Work {
  const words = Math.ceil(bitLength(n) / 64);
  let left = bound;
  return {
    spend(multiplications) {
      const work = multiplications * words * words;
      if (work > left) return false;
      left -= work;
      return true;
    },
  };
}
