import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchGcd } from "../../src/keys/batch-gcd.ts";
import { sharedFactors, sharedSubprimes } from "../../src/keys/shared-factors.ts";
import { gcd } from "../../src/keys/strength/euclid.ts";
import { freshPrime, nextPrime, randomFrom } from "./primes.ts";
import { sound, subprimePair } from "./weak-keys.ts";

const bits = randomFrom(1);
/** Odd numbers without a structure: to a batch gcd they are as good as moduli, and need no primes. */
const standIn = (length: number): bigint => bits(length) | (1n << BigInt(length - 1)) | 1n;

describe("batch gcd", () => {
  test("is the pairwise gcd with the product of all others, for any block size", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.bigInt({ min: 2n, max: 1n << 80n }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (moduli, blockSize) => {
          const expected = moduli.map((modulus) =>
            gcd(
              modulus,
              moduli.reduce((product, other) => (other === modulus ? product : (product * other) % modulus), 1n),
            ),
          );
          expect(batchGcd(moduli, { blockSize })).toEqual(expected);
        },
      ),
    );
  });

  test("progress runs to its end", () => {
    const told: (readonly [number, number])[] = [];
    batchGcd(
      Array.from({ length: 100 }, () => standIn(256)),
      { blockSize: 32, onProgress: (done, total) => told.push([done, total]) },
    );
    const total = told[0]?.[1] ?? 0;
    expect(told.map(([done]) => done)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  });
});

test("moduli whose n - 1 share a large prime are told, and no others", async () => {
  const random = randomFrom(9);
  const [first, second] = subprimePair(random, 1024);
  const others = Array.from({ length: 6 }, () => sound(random, 512).n);
  const found = await sharedSubprimes([...others, first.n, second.n, first.n, 0n, 1n, 2n], { worker: false });
  expect(found).toEqual(
    new Map([
      [6, [7]],
      [7, [6, 8]],
      [8, [7]],
    ]),
  );
});

describe("shared factors", () => {
  const [p, q, r, s] = [freshPrime(512), freshPrime(512), freshPrime(512), freshPrime(512)];
  const sound = Array.from({ length: 10 }, () => standIn(1024));

  test("a pair is told by its indexes", async () => {
    const found = await sharedFactors([...sound, p * q, ...sound, p * r], { worker: false });
    expect(found).toEqual(
      new Map([
        [10, [21]],
        [21, [10]],
      ]),
    );
  });

  test("a modulus whose primes are both shared, with two others", async () => {
    const found = await sharedFactors([p * q, q * r, r * s, ...sound], { worker: false });
    expect(found).toEqual(
      new Map([
        [0, [1]],
        [1, [0, 2]],
        [2, [1]],
      ]),
    );
  });

  test("primes that are all shared in a ring", async () => {
    const found = await sharedFactors([p * q, q * r, r * p], { worker: false });
    expect(found).toEqual(
      new Map([
        [0, [1, 2]],
        [1, [0, 2]],
        [2, [0, 1]],
      ]),
    );
  });

  test("equal moduli are one key, not a shared prime", async () => {
    expect(await sharedFactors([p * q, p * q, ...sound], { worker: false })).toEqual(new Map());
    const found = await sharedFactors([p * q, p * q, p * r], { worker: false });
    expect(found).toEqual(
      new Map([
        [0, [2]],
        [1, [2]],
        [2, [0, 1]],
      ]),
    );
  });

  test("small primes of damaged moduli, zero and one are not", async () => {
    expect(await sharedFactors([0n, 1n, 3n * p, 3n * q, 6n, 15n], { worker: false })).toEqual(new Map());
  });

  test.each([17, 20, 24, 32, 48, 64])("a common prime of %i bits is told", async (length) => {
    const common = nextPrime(bits(length) | (1n << BigInt(length - 1)) | 65_537n);
    const found = await sharedFactors([...sound, common * p, common * q], { worker: false });
    expect([found.get(10), found.get(11)]).toEqual([[11], [10]]);
  });

  test("a modulus that shares one small prime with each of two others", async () => {
    const [a, b] = [nextPrime(1n << 40n), nextPrime(1n << 30n)];
    const found = await sharedFactors([a * b * p, a * q, b * r, a * b * s], { worker: false });
    expect(found).toEqual(
      new Map([
        [0, [1, 2, 3]],
        [1, [0, 3]],
        [2, [0, 3]],
        [3, [0, 1, 2]],
      ]),
    );
  });

  test("many moduli in a thread give the same, with progress", async () => {
    const many = [...Array.from({ length: 600 }, () => standIn(512)), p * q, p * s];
    let last: readonly [number, number] = [0, 1];
    const found = await sharedFactors(many, { worker: true, onProgress: (done, total) => (last = [done, total]) });
    expect(found).toEqual(
      new Map([
        [600, [601]],
        [601, [600]],
      ]),
    );
    expect(last[0]).toBe(last[1]);
    expect(await sharedFactors(many, { worker: false })).toEqual(found);
  });
});
