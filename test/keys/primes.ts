import { generatePrimeSync } from "node:crypto";

/** A repeatable stream of bits: xorshift128+ by SplitMix64, for keys that must come out the same each time. */
export function randomBits(seed: number): (bits: number) => bigint {
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
    return value & ((1n << BigInt(bits)) - 1n);
  };
}

/** A fresh prime of exactly so many bits, the upper two set, as RSA generators make them. */
export function freshPrime(bits: number): bigint {
  for (;;) {
    const prime = generatePrimeSync(bits, { bigint: true });
    if (prime >> BigInt(bits - 2) === 3n) return prime;
  }
}
