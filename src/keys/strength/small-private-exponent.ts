import { exactSquareRoot, squareRoot } from "./integers.ts";

/**
 * Wiener's attack ("Cryptanalysis of short RSA secret exponents", 1990): for d below n^(1/4) / 3, k/d is a convergent of e/n.
 * Such a d makes e about as long as n, so that exponents up to 32 bits need no test.
 */
export function hasSmallPrivateExponent(n: bigint, e: bigint): boolean {
  if (e <= 0xffff_ffffn || e >= n) return false;
  const bound = squareRoot(squareRoot(n));
  let [numerator, denominator] = [e, n];
  let [k, previousK] = [1n, 0n];
  let [d, previousD] = [0n, 1n];
  while (denominator > 0n && d <= bound) {
    const quotient = numerator / denominator;
    [numerator, denominator] = [denominator, numerator % denominator];
    [k, previousK] = [quotient * k + previousK, k];
    [d, previousD] = [quotient * d + previousD, d];
    if (k === 0n || (e * d - 1n) % k !== 0n) continue;
    const sum = n - (e * d - 1n) / k + 1n;
    const difference = exactSquareRoot(sum * sum - 4n * n);
    if (difference !== undefined && (sum + difference) % 2n === 0n && sum > difference) return true;
  }
  return false;
}
