import { describe, expect, test } from "vitest";
import { isFermatFactorable } from "../../src/keys/strength/fermat.ts";
import { hasNearRatio, ratioReach } from "../../src/keys/strength/near-ratio.ts";
import { rsaTests, testRsa } from "../../src/keys/strength/tests.ts";
import { badkeysFinds, badkeysPython } from "./badkeys.ts";
import { classes, type KeyClass } from "./defined-keys.ts";
import { foundAmong, isWeak, keysOf } from "./measure.ts";
import { nextPrime, randomFrom, randomPrime } from "./primes.ts";
import { sound } from "./weak-keys.ts";

/** Fresh ones each time; a failure prints them. */
const freshSeeds = (count: number): readonly number[] =>
  Array.from({ length: count }, () => Math.floor(Math.random() * 2 ** 31));

/** Classes whose keys take seconds to test; `npm run vectors` has them. */
const slow = /p [-+] 1|2\^20|of (?:28|32|36|40|48|64) bits/;
const quick = classes.filter(({ name, share = 1 }) => share === 1 && !slow.test(name));

describe("fresh keys made from the definition of their class", () => {
  test.each(quick)("$name: found in the $tier tier", (keyClass) => {
    const seeds = freshSeeds(3);
    expect(foundAmong(keyClass, 1024, seeds, keyClass.tier), `seeds ${seeds.join(", ")}`).toBe(seeds.length);
  });

  test.each([
    ["p - 1 of primes below 2^16", "extended", 1024],
    ["p - 1 of primes below 2^20", "deep", 512],
    ["a factor of 32 bits", "deep", 512],
  ] as const)("%s: found in the %s tier", (name, tier, bits) => {
    const seeds = freshSeeds(1);
    expect(foundAmong(classNamed(name), bits, seeds, tier), `seeds ${seeds.join(", ")}`).toBe(1);
  });

  test("p + 1 of primes below 2^16: found for most", () => {
    const seeds = [1, 2, 3];
    expect(foundAmong(classNamed("p + 1 of primes below 2^16"), 512, seeds, "deep")).toBeGreaterThanOrEqual(2);
  });

  const python = badkeysPython();
  test.skipIf(python === undefined)(
    "what badkeys finds is found (skipped without python3 with badkeys and gmpy2)",
    () => {
      const found: string[] = [];
      for (const keyClass of quick.filter(({ badkeys }) => badkeys !== undefined)) {
        const seeds = freshSeeds(5);
        const keys = keysOf(keyClass, 1024, seeds);
        badkeysFinds(python ?? "", keys).forEach((isFound, index) => {
          const { n, e } = keys[index] ?? { n: 0n, e: 0n };
          if (isFound) found.push(keyClass.name);
          const isOurs = isWeak(testRsa({ modulus: n, exponent: e }, keyClass.tier));
          expect(isOurs || !isFound, `${keyClass.name}, seed ${seeds[index]}`).toBe(true);
        });
      }
      // The comparison itself works: badkeys does find some.
      expect(new Set(found).size).toBeGreaterThan(5);
    },
  );
});

test("20 sound keys are silent in the extended tier, and three in the deep one", () => {
  for (const seed of freshSeeds(20)) {
    const { n, e } = sound(randomFrom(seed), 768);
    expect(isWeak(testRsa({ modulus: n, exponent: e }, "extended")), `seed ${seed}`).toBe(false);
  }
  for (const seed of freshSeeds(3)) {
    const { n, e } = sound(randomFrom(seed), 512);
    expect(isWeak(testRsa({ modulus: n, exponent: e }, "deep")), `seed ${seed}`).toBe(false);
  }
});

describe("exactly as far as they say", () => {
  const closest = classNamed("close primes, 100 to 19,000 Fermat steps");

  test("Fermat's steps are counted over its rows", () => {
    const [{ n } = { n: 0n }] = keysOf(closest, 512, [7]);
    let [low, high] = [0, 20_000];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (isFermatFactorable(n, middle)) high = middle;
      else low = middle;
    }
    expect(isFermatFactorable(n, high) && !isFermatFactorable(n, high - 1)).toBe(true);
    expect(high).toBeGreaterThan(90);
  });

  test("ratios with larger terms than a tier tries are the next tier's", () => {
    const p = randomPrime(randomFrom(11), 256);
    const n = p * nextPrime((p * 97n) / 101n);
    expect([hasNearRatio(n, ratioReach.extended), hasNearRatio(n, ratioReach.deep)]).toEqual([false, true]);
  });
});

describe("the work for one key", () => {
  /** 16384 bits without a structure: no prime product is needed to count. */
  const long = randomFrom(16)(16_384) | (1n << 16_383n) | 1n;

  test("is bounded in the extended and the deep tier, and what was left out is told", () => {
    const tests = rsaTests({ modulus: long, exponent: 65_537n }, "extended", false);
    expect(tests.upTo("smoothPrime").unfinished).toEqual(["smoothPrime"]);
  });

  test("suffices for 4096 bits in every tier", async () => {
    const { furtherTests } = await import("../../src/keys/strength/further-tests.ts");
    const { workFor } = await import("../../src/keys/strength/work.ts");
    for (const [bits, tier, isEnough] of [
      [4096, "extended", true],
      [4096, "deep", true],
      [16_384, "deep", false],
    ] as const) {
      const n = randomFrom(4)(bits) | (1n << BigInt(bits - 1)) | 1n;
      const work = workFor(n);
      const spent = furtherTests
        .filter(({ tiers }) => tiers.includes(tier))
        .map(({ cost }) => work.spend(cost(n, n - 2n)));
      expect(
        spent.every((isSpent) => isSpent),
        `${bits} bits, ${tier}`,
      ).toBe(isEnough);
    }
  });

  test("is spent in the order of the tests, whichever is asked for first", () => {
    const { n, e } = sound(randomFrom(3), 512);
    const [asked, whole] = [
      rsaTests({ modulus: n, exponent: e }, "extended"),
      testRsa({ modulus: n, exponent: e }, "extended"),
    ];
    expect(Object.keys(asked.upTo("fermat"))).not.toContain("nearRatio");
    expect(asked.upTo("nearRatio")).toMatchObject({ nearRatio: false, nearDifference: false });
    expect(asked.upTo()).toEqual(whole);
  });
});

function classNamed(name: string): KeyClass {
  const found = classes.find((keyClass) => keyClass.name === name);
  if (found === undefined) throw new Error(`no class ${name}`);
  return found;
}
