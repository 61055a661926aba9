import { checkPrimeSync } from "node:crypto";
import { bitLength, once, primesUpTo } from "./integers.ts";

/** Whether n is zero, one, a small prime or a perfect power, which no RSA modulus is. A square is Fermat's to find. */
export function isNotComposite(n: bigint): boolean {
  return n <= 3n || isPerfectPower(n);
}

/** Miller and Rabin's test, by OpenSSL: the time of one signature, so not for every key in the standard tier. */
export function isPrime(n: bigint): boolean {
  return checkPrimeSync(n);
}

/** Powers of primes below 2^16 are the small-factor test's, so that the largest modulus, of 16384 bits, has degrees up to 1024. */
const [leastRootBits, largestDegree] = [16, 1_024];

/**
 * For each odd prime degree k, primes q of the form m k + 1: 1 in k numbers is a k-th power modulo q. So many that 1 in a million numbers, or
 * fewer, passes for all of them.
 */
const filters = once(() => {
  const primes = primesUpTo(70_000);
  const degrees = primesUpTo(largestDegree).slice(1);
  return degrees.map((degree) => {
    const count = Math.ceil(20 / Math.log2(degree));
    const moduli = primes.filter((prime) => prime % degree === 1).slice(0, count);
    return { degree, moduli, product: moduli.reduce((product, prime) => product * BigInt(prime), 1n) };
  });
});

/** Cubes and higher powers of odd degree, and so of every degree but 2. */
function isPerfectPower(n: bigint): boolean {
  const bits = bitLength(n);
  for (const { degree, moduli, product } of filters()) {
    if (bits / degree < leastRootBits) return false;
    const rest = n % product;
    const mayBe = moduli.every((prime) => {
      const residue = Number(rest % BigInt(prime));
      return residue === 0 || power(residue, (prime - 1) / degree, prime) === 1;
    });
    if (mayBe && root(n, BigInt(degree), bits) ** BigInt(degree) === n) return true;
  }
  return false;
}

/** Exact in doubles for moduli below 2^26. */
function power(base: number, exponent: number, modulus: number): number {
  let result = 1;
  for (let [factor, rest] = [base, exponent]; rest > 0; rest >>= 1, factor = (factor * factor) % modulus)
    if ((rest & 1) === 1) result = (result * factor) % modulus;
  return result;
}

/** The largest integer whose power is not above n. */
function root(n: bigint, degree: bigint, bits: number): bigint {
  let guess = 1n << BigInt(Math.ceil(bits / Number(degree)));
  for (;;) {
    const next = ((degree - 1n) * guess + n / guess ** (degree - 1n)) / degree;
    if (next >= guess) return guess;
    guess = next;
  }
}
