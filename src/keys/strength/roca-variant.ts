import { exactSquareRoot, once, primesUpTo, productOf, squaresModulo } from "./integers.ts";

/** The 48 primes after 3, as in Paranoid's test. */
const tables = once(() => {
  const primes = primesUpTo(229).slice(2);
  return {
    product: productOf(primes.map(BigInt)),
    squares: primes.map((prime) => [prime, squaresModulo(prime)] as const),
  };
});

/**
 * Whether n is a square modulo every one of 48 primes without being one: 1 in 2^48 random moduli, half of those that a generator like ROCA's,
 * with another generator than 65537, makes. ROCA itself has this property too and is told by its own test.
 */
export function isRocaVariant(n: bigint): boolean {
  const { product, squares } = tables();
  const residue = n % product;
  for (const [prime, isSquare] of squares) {
    const remainder = Number(residue % BigInt(prime));
    if (remainder === 0 || isSquare[remainder] !== 1) return false;
  }
  return exactSquareRoot(n) === undefined;
}
