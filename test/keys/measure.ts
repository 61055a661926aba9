import { rsaPublicKey } from "../../src/keys/rsa.ts";
import type { RsaOutcomes, Tier } from "../../src/keys/strength/outcomes.ts";
import { testRsa } from "../../src/keys/strength/tests.ts";
import type { KeyClass } from "./defined-keys.ts";
import { randomFrom } from "./primes.ts";
import type { Numbers } from "./weak-keys.ts";

/** How many of the keys made from each of these seeds a tier finds. */
export function foundAmong(keyClass: KeyClass, bits: number, seeds: readonly number[], tier: Tier): number {
  return keysOf(keyClass, bits, seeds).filter(({ n, e }) => isWeak(testRsa(rsaPublicKey(n, e), tier))).length;
}

export function keysOf({ make }: KeyClass, bits: number, seeds: readonly number[]): readonly Numbers[] {
  return seeds.map((seed) => make(randomFrom(seed), bits));
}

/** Whether any test says anything. */
export function isWeak({ unfinished: _unfinished, ...outcomes }: RsaOutcomes): boolean {
  return Object.values(outcomes).some((outcome) => outcome !== false && outcome !== "none");
}
