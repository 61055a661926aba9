import { checkPrimeSync, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publicKeyFactsOf } from "../../src/facts/public-key.ts";
import { documentationSamples } from "../../src/keys/known-keys.ts";
import { readPublicKey } from "../../src/keys/read.ts";
import { rsaPublicKey } from "../../src/keys/rsa.ts";
import { isFermatFactorable } from "../../src/keys/strength/fermat.ts";
import { exactSquareRoot, primesUpTo, squareRoot } from "../../src/keys/strength/integers.ts";
import { powerModulo } from "../../src/keys/strength/power.ts";
import { isRoca } from "../../src/keys/strength/roca.ts";
import { reduce, type Vector } from "../../src/keys/strength/lattice.ts";
import { unseededGenerators } from "../../src/keys/strength/unseeded-generators.ts";
import type { RsaOutcomes, Tier } from "../../src/keys/strength/outcomes.ts";
import { testRsa } from "../../src/keys/strength/tests.ts";
import { judged } from "./public-key-rules.ts";
import { randomFrom } from "./primes.ts";
import { sound, weak } from "./weak-keys.ts";

/** What was found: the outcomes that are not those of a sound key. */
function found(outcomes: RsaOutcomes): RsaOutcomes {
  return Object.fromEntries(Object.entries(outcomes).filter(([, outcome]) => outcome !== false && outcome !== "none"));
}

/** What each class of weak keys must be found as, the tier that finds it, and bits where not 1024. */
const classes: readonly { name: keyof typeof weak; outcome: object; tier: Tier; bits?: number }[] = [
  { name: "smallFactor", outcome: { smallFactor: true }, tier: "standard" },
  { name: "perfectPower", outcome: { notComposite: true }, tier: "standard" },
  { name: "fermat", outcome: { fermat: true }, tier: "standard" },
  { name: "square", outcome: { fermat: true }, tier: "standard" },
  { name: "roca", outcome: { roca: true }, tier: "standard" },
  { name: "rocaVariant", outcome: { rocaVariant: true }, tier: "standard" },
  { name: "smallPrivateExponent", outcome: { smallPrivateExponent: true }, tier: "standard" },
  { name: "continuedFraction", outcome: { continuedFraction: "factored" }, tier: "standard" },
  { name: "lowEntropy", outcome: { bitBias: "both halves" }, tier: "standard", bits: 2048 },
  { name: "vanity", outcome: { bitBias: "upper half" }, tier: "standard" },
  { name: "repeatedBytes", outcome: { repeatedBytes: true }, tier: "standard" },
  { name: "notComposite", outcome: { notComposite: true }, tier: "extended", bits: 512 },
  { name: "nearDifference", outcome: { nearDifference: true }, tier: "extended" },
  { name: "equalEnds", outcome: { equalEnds: true }, tier: "deep" },
  { name: "lowEntropy", outcome: { lowWeight: expect.stringMatching(/factored|suspected/) }, tier: "deep" },
  { name: "unseeded", outcome: { unseeded: true }, tier: "deep" },
  { name: "bitPattern", outcome: { bitPattern: true }, tier: "deep" },
  { name: "permutedBitPattern", outcome: { permutedBitPattern: true }, tier: "deep" },
  { name: "smoothPrime", outcome: { smoothPrime: true }, tier: "deep", bits: 512 },
];

describe("weak keys, made fresh", () => {
  test.each(classes)("$name is found in the $tier tier", ({ name, outcome, tier, bits = 1024 }) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { n, e } = weak[name](randomFrom(seed), bits);
        expect(found(testRsa(rsaPublicKey(n, e), tier))).toMatchObject(outcome);
      }),
      { numRuns: name === "smoothPrime" ? 1 : 2 },
    );
  });

  test("what a shallower tier leaves out is absent, not sound", () => {
    const { n, e } = sound(randomFrom(5), 512);
    expect(Object.keys(testRsa(rsaPublicKey(n, e), "standard"))).not.toContain("nearDifference");
    expect(Object.keys(testRsa(rsaPublicKey(n, e), "extended"))).not.toContain("bitPattern");
  });

  test("costly tests are not spent on a broken key", () => {
    const { n, e } = weak.fermat(randomFrom(6), 1024);
    expect(Object.keys(testRsa(rsaPublicKey(n, e), "deep"))).not.toContain("smoothPrime");
  });

  test.each([0n, 1n, 2n, 3n, 4n, 15n, 16n, 255n, 1n << 512n])("a modulus of %s is no trouble", (n) => {
    expect(() => testRsa(rsaPublicKey(n, 65_537n), "deep")).not.toThrow();
  });
});

describe("300 fresh keys of OpenSSL", () => {
  const generate = promisify(generateKeyPair);
  const fresh = {
    "RSA-2048": { count: 50, make: () => generate("rsa", { modulusLength: 2048 }) },
    "RSA-3072": { count: 5, make: () => generate("rsa", { modulusLength: 3072 }) },
    "P-256": { count: 85, make: () => generate("ec", { namedCurve: "P-256" }) },
    "P-384": { count: 60, make: () => generate("ec", { namedCurve: "P-384" }) },
    "P-521": { count: 20, make: () => generate("ec", { namedCurve: "P-521" }) },
    Ed25519: { count: 80, make: () => generate("ed25519", {}) },
  };

  test.each(Object.entries(fresh))("%s: no rule fails", async (_name, { count, make }) => {
    const pairs = await Promise.all(Array.from({ length: count }, make));
    for (const { publicKey } of pairs) {
      const reading = readPublicKey(publicKey.export({ type: "spki", format: "pem" }).toString());
      const group = publicKeyFactsOf(reading, undefined, {
        tier: "standard",
        lists: [documentationSamples],
        asOf: Date.UTC(2026, 10, 1),
        sharedFactorPartners: 0,
        hasKnownPrime: false,
        strengths: new Map(),
      });
      const verdicts = [...judged(group)];
      expect(verdicts.length).toBeGreaterThan(30);
      expect(verdicts.filter(([, kind]) => kind === "fail")).toEqual([]);
    }
  });
});

describe("exactly as far as it says", () => {
  test("ROCA: powers of 65537 modulo each prime are not enough, the exponents must agree", () => {
    const primes = primesUpTo(167).slice(1).map(BigInt);
    const random = randomFrom(7);
    /** The number below the product that has each given remainder (Chinese remainder theorem, prime by prime). */
    const combine = (remainders: readonly bigint[]): bigint => {
      let [value, product] = [0n, 1n];
      for (const [index, prime] of primes.entries()) {
        while (value % prime !== remainders[index]) value += product;
        product *= prime;
      }
      return value;
    };
    const powers = (exponent: () => bigint): bigint[] => primes.map((prime) => powerModulo(65_537n, exponent(), prime));
    const one = random(40);
    expect(isRoca(combine(powers(() => one)))).toBe(true);
    expect(isRoca(combine(powers(() => random(40))))).toBe(false);
  });

  test("Fermat: a pair that is found at its last step is not found before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.bigInt({ min: 1n << 200n, max: 1n << 201n }), (step, base) => {
        // n = a^2 - b^2 with a exactly `step` above the root of n.
        const a = 2n * base + 1n;
        const b = 2n * squareRoot((2n * a * BigInt(step)) / 4n);
        const n = a * a - b * b;
        const steps = Number(a - squareRoot(n - 1n));
        expect(isFermatFactorable(n, steps)).toBe(true);
        expect(isFermatFactorable(n, steps - 1)).toBe(false);
      }),
    );
  });
});

describe("arithmetic", () => {
  const large = fc.bigInt({ min: 0n, max: 1n << 600n });

  test("square roots", () => {
    fc.assert(
      fc.property(large, (value) => {
        const root = squareRoot(value);
        expect(root * root <= value && (root + 1n) ** 2n > value).toBe(true);
        expect(exactSquareRoot(value * value)).toBe(value);
        expect(exactSquareRoot((value + 1n) ** 2n + 1n)).toBeUndefined();
      }),
    );
  });

  test("powers, by Fermat's little theorem for primes of OpenSSL's", () => {
    const prime = 2n ** 255n - 19n;
    expect(checkPrimeSync(prime)).toBe(true);
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: prime - 1n }), (base) => {
        expect(powerModulo(base, prime - 1n, prime)).toBe(1n);
      }),
      { numRuns: 20 },
    );
  });

  test("lattice reduction keeps the lattice and shortens its basis", () => {
    const vector = fc.tuple(...([1, 2, 3] as const).map(() => fc.bigInt({ min: -(1n << 60n), max: 1n << 60n })));
    const determinant = ([a, b, c]: readonly Vector[]): bigint => {
      if (a === undefined || b === undefined || c === undefined) return 0n;
      return (
        a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])
      );
    };
    const length = ([x, y, z]: Vector): bigint => x * x + y * y + z * z;
    fc.assert(
      fc.property(vector, vector, vector, (a, b, c) => {
        const given = [a, b, c] as unknown as readonly [Vector, Vector, Vector];
        const volume = determinant(given);
        fc.pre(volume !== 0n);
        const reduced = reduce(given);
        expect(determinant(reduced) ** 2n).toBe(volume ** 2n);
        const product = reduced.reduce((total, vector) => total * length(vector), 1n);
        // Hadamard's inequality, and how near a reduced basis of three vectors comes to it.
        expect(product <= 4n * volume * volume).toBe(true);
      }),
    );
  });
});

test("generators without a seed give what Java's and GMP's documentation and users report", () => {
  const first = unseededGenerators.map((make) => make()(64).toString(16));
  // new Random(0) starts with -1155484576, -723955400; GMP's unseeded Mersenne Twister with 0x39bca874, its linear one with the upper half of its multiplier.
  expect(first[0]).toBe("60b420bb3851d9d4");
  expect(first[6]?.slice(-8)).toBe("baecd515");
  expect(first[10]?.slice(-8)).toBe("39bca874");
});
