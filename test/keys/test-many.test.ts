import { expect, test } from "vitest";
import { knownDivisors } from "../../src/keys/known-primes.ts";
import { rsaPublicKey } from "../../src/keys/rsa.ts";
import { testRsa } from "../../src/keys/strength/tests.ts";
import { testMany } from "../../src/keys/test-many.ts";
import { randomFrom } from "./primes.ts";
import { knownPrime, sound, weak } from "./weak-keys.ts";

const random = randomFrom(77);
/** Numbers without a structure: to tests of single keys they are as good as moduli. */
const standIn = (bits: number): bigint => random(bits) | (1n << BigInt(bits - 1)) | 1n;

test("known shared primes and small factors are found among others, of every length", async () => {
  const small = weak.smallFactor(random, 1024).n;
  const moduli = [sound(random, 512).n, knownPrime.n, small, 0n, 1n, sound(random, 1024).n, 65_537n * knownPrime.n];
  const { smallFactor, knownPrime: found } = await knownDivisors(moduli);
  expect([...found]).toEqual([1]);
  expect([...smallFactor]).toEqual([2, 6]);
});

test("many keys in threads have the outcomes that each has alone", async () => {
  const weakOnes = [
    weak.fermat(random, 512),
    weak.smallFactor(random, 512),
    knownPrime,
    weak.smallPrivateExponent(random, 512),
  ];
  const numbers = [...Array.from({ length: 420 }, () => ({ n: standIn(512), e: 65_537n })), ...weakOnes];
  const keys = numbers.map(({ n, e }) => rsaPublicKey(n, e));
  const { outcomes, knownPrimes } = await testMany(keys, "standard");
  expect([...knownPrimes]).toEqual([keys[422]?.keyId]);
  // None where dist/ is not built: then each key is tested as its rules ask.
  if (outcomes.size === 0) return;
  for (const key of keys) expect(outcomes.get(key.keyId)).toEqual(testRsa(key, "standard"));
});
