import { checkPrimeSync } from "node:crypto";
import { bitLength } from "./integers.ts";

/** Whether n is zero, one, a small prime or a perfect power, which no RSA modulus is. A square is Fermat's to find. */
export function isNotComposite(n: bigint): boolean {
  return n <= 3n || isPerfectPower(n);
}

/** Miller and Rabin's test, by OpenSSL: the time of one signature, so not for every key in the standard tier. */
export function isPrime(n: bigint): boolean {
  return checkPrimeSync(n);
}

/** Cubes and higher odd powers; primes below 2^16 are the small-factor test's. */
function isPerfectPower(n: bigint): boolean {
  const bits = bitLength(n);
  for (const power of [3, 5, 7, 11, 13]) {
    if (bits / power < 16) return false;
    if (root(n, BigInt(power), bits) ** BigInt(power) === n) return true;
  }
  return false;
}

/** The largest integer whose power is not above n. */
function root(n: bigint, power: bigint, bits: number): bigint {
  let guess = 1n << BigInt(Math.ceil(bits / Number(power)));
  for (;;) {
    const next = ((power - 1n) * guess + n / guess ** (power - 1n)) / power;
    if (next >= guess) return guess;
    guess = next;
  }
}
