import { checkPrimeSync, generatePrimeSync } from "node:crypto";

/** A repeatable stream of numbers (SplitMix64), for keys that must come out the same each time. */
export type Random = (bits: number) => bigint;

export function randomFrom(seed: number): Random {
  let state = BigInt(seed);
  const word = (): bigint => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
  return (bits) => {
    let value = 0n;
    for (let length = 0; length < bits; length += 64) value = (value << 64n) | word();
    return BigInt.asUintN(bits, value);
  };
}

/** The first prime from a number on, in steps that keep what the number is modulo the step. */
export function nextPrime(from: bigint, step = 2n): bigint {
  let candidate = step === 2n ? from | 1n : from;
  while (!checkPrimeSync(candidate)) candidate += step;
  return candidate;
}

/** A random number of exactly so many bits, the upper two set, as RSA generators make their primes. */
export function topHeavy(random: Random, bits: number): bigint {
  return random(bits - 2) | (3n << BigInt(bits - 2));
}

export function randomPrime(random: Random, bits: number): bigint {
  return nextPrime(topHeavy(random, bits));
}

/** A fresh prime by OpenSSL, of exactly so many bits, the upper two set. */
export function freshPrime(bits: number): bigint {
  for (;;) {
    const prime = generatePrimeSync(bits, { bigint: true });
    if (prime >> BigInt(bits - 2) === 3n) return prime;
  }
}
