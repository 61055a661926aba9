import { once, primesUpTo, productOf } from "./integers.ts";

/**
 * ROCA (CVE-2017-15361): Infineon's library made primes p = k M + (65537^a mod M), M a product of small primes, so that n too is a power
 * of 65537 modulo M. Nemec et al., "The Return of Coppersmith's Attack" (CCS 2017); the mask test is that of ROCA-detect.
 *
 * n is a power of 65537 modulo M exactly when it is one modulo each prime, and the exponents agree wherever two orders have a common divisor
 * (the Chinese remainder theorem): 1 in 2^155 random moduli.
 */
const tables = once(() => {
  const primes = primesUpTo(167).slice(1);
  return {
    product: productOf(primes.map(BigInt)),
    logarithms: primes.map((prime) => {
      const logarithm = new Int16Array(prime).fill(-1);
      let order = 0;
      for (let power = 1; logarithm[power] === -1; power = (power * 65_537) % prime) logarithm[power] = order++;
      return { prime, order, logarithm };
    }),
  };
});

/** Whether n has the structure of a key that Infineon's RSALib made: such a key of 2048 bits is factored for some ten thousand dollars. */
export function isRoca(n: bigint): boolean {
  const { product, logarithms } = tables();
  const residue = n % product;
  const found: { readonly exponent: number; readonly order: number }[] = [];
  for (const { prime, order, logarithm } of logarithms) {
    const exponent = logarithm[Number(residue % BigInt(prime))] ?? -1;
    if (exponent === -1) return false;
    found.push({ exponent, order });
  }
  return found.every((a, index) =>
    found.slice(index + 1).every((b) => (a.exponent - b.exponent) % divisor(a.order, b.order) === 0),
  );
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
