import { bitLength, exactSquareRoot, modulo, squareRoot } from "./integers.ts";

/** How many bits in the middle neither end of the sum tells. */
const middleBits = 3;

/**
 * Whether the primes share about a quarter of n's bits at the top and as many at the bottom. The top of (p + q) / 2 is that of the
 * square root of n, its bottom is that of a square root of n modulo a power of two. Idea: Paranoid's high-and-low-bits test.
 */
export function hasEqualEnds(n: bigint): boolean {
  // Primes that agree in their last three bits have a product of 1 modulo 8.
  if (n < 64n || n % 8n !== 1n) return false;
  const size = (bitLength(n) + 1) >> 1;
  const modulus = 1n << BigInt(size);
  const start = squareRoot(n - 1n) + 1n;
  const low = squareRootModuloPower(n, size);
  return [low, modulus - low].some((root) => {
    let sum = start;
    for (let bit = 0; bit < size; bit++) {
      if ((((sum ^ root) >> BigInt(bit)) & 1n) === 0n) continue;
      const free = Math.min(middleBits, bit);
      for (let step = 0; step < 1 << free; step++) {
        sum += 1n << BigInt(bit - free);
        if (exactSquareRoot(sum * sum - n) !== undefined) return true;
      }
    }
    return false;
  });
}

/** r with r^2 = n modulo 2^bits, for n = 1 modulo 8: the inverse root doubles its good bits each round (Newton). */
function squareRootModuloPower(n: bigint, bits: number): bigint {
  let inverse = 1n;
  for (let good = 3; good < bits + 2; good = 2 * good - 2) {
    const modulus = 1n << BigInt(2 * good);
    inverse = modulo((inverse * (3n - n * inverse * inverse)) / 2n, modulus);
  }
  return (n * inverse) & ((1n << BigInt(bits)) - 1n);
}
