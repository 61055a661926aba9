import { gcd } from "./euclid.ts";
import { bitLength, exactSquareRoot, squareRoot } from "./integers.ts";

/**
 * Lehman's method from a guess of one prime ("Factoring large integers", 1974; idea: Paranoid): with u/v near p/q, u q and v p are near
 * each other, and Fermat's method on 4 u v n finds them. The first fraction that is near enough mostly does; a few more are tried.
 */
export function isFactorableFrom(n: bigint, guess: bigint): boolean {
  if (guess <= 1n || guess >= n) return false;
  const other = n / guess;
  const bound = 1n << BigInt(Math.floor(bitLength(n) / 3));
  let [numerator, denominator] = [guess, other];
  let [u, previousU] = [1n, 0n];
  let [v, previousV] = [0n, 1n];
  let attempts = 0;
  while (denominator > 0n) {
    const quotient = numerator / denominator;
    [numerator, denominator] = [denominator, numerator % denominator];
    [u, previousU] = [quotient * u + previousU, u];
    [v, previousV] = [quotient * v + previousV, v];
    const distance = u * other - v * guess;
    if ((distance < 0n ? -distance : distance) >= bound) continue;
    if (attempts++ === 4) return false;
    const product = 4n * u * v * n;
    const root = squareRoot(product);
    const a = root * root < product ? root + 1n : root;
    const b = exactSquareRoot(a * a - product);
    const factor = b === undefined ? 1n : gcd(a + b, n);
    if (factor > 1n && factor < n) return true;
  }
  return false;
}

/**
 * Whether p - q is near a power of two that somebody who misread FIPS 186-4 (B.3.3: |p - q| > 2^(nlen/2 - 100)) may have chosen. Idea: Paranoid.
 */
export function hasNearDifference(n: bigint): boolean {
  const primeBits = bitLength(n) >> 1;
  if (primeBits < 384) return false;
  return [100, 128, 160, 256, 2, 3].some((below) => {
    const half = 1n << BigInt(primeBits - below - 1);
    return isFactorableFrom(n, squareRoot(n + half * half) + half);
  });
}
