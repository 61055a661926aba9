import { spawnSync } from "node:child_process";
import { createCipheriv, createECDH, generateKeyPairSync, getCurves } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPublicKey } from "../../src/keys/read.ts";
import { remaindersOf } from "../../src/keys/remainders.ts";
import { strength } from "../../src/keys/strength.ts";
import { blockCipher } from "../../src/keys/strength/aes.ts";
import { gcd } from "../../src/keys/strength/euclid.ts";
import { isKeypairKey } from "../../src/keys/strength/keypair.ts";
import { twisterOfArray, twisterOfSeed } from "../../src/keys/strength/mersenne-twister.ts";
import { powerModulo } from "../../src/keys/strength/power.ts";
import { dotNetRandom, glibcRand, microsoftRand } from "../../src/keys/strength/unseeded-generators.ts";
import { tinyScalarPem } from "./curve-keys.ts";
import { randomFrom } from "./primes.ts";
import { pem, sound } from "./weak-keys.ts";

const upTo = (bits: number): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n });

describe("arithmetic against the plain way", () => {
  test("powers, through OpenSSL and beside it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 700 }),
        fc.bigInt({ min: 1n << 699n }),
        upTo(1_200),
        upTo(700),
        (bits, seed, exponent, base) => {
          const modulus = BigInt.asUintN(bits, seed) | (1n << BigInt(bits - 1)) | 1n;
          let [result, factor] = [1n, base % modulus];
          for (let rest = exponent; rest > 0n; rest >>= 1n, factor = (factor * factor) % modulus)
            if ((rest & 1n) === 1n) result = (result * factor) % modulus;
          expect(powerModulo(base, exponent, modulus)).toBe(result % modulus);
        },
      ),
      { numRuns: 40 },
    );
    const modulus = (1n << 600n) | 1n;
    for (const base of [0n, 1n, modulus - 1n, modulus])
      expect(powerModulo(base, 1n << 1_100n, modulus)).toBe(base % modulus === 0n ? 0n : 1n);
  });

  test("greatest common divisors", () => {
    fc.assert(
      fc.property(upTo(900), upTo(500), upTo(300), (a, b, common) => {
        let [x, y] = [a * common, b * common];
        while (y > 0n) [x, y] = [y, x % y];
        expect(gcd(a * common, b * common)).toBe(x);
        expect(gcd(b * common, a * common)).toBe(x);
      }),
    );
    // Quotients as large as they come, and Fibonacci's neighbours, whose quotients are all 1.
    expect(gcd(1n << 2_000n, 3n)).toBe(1n);
    let [a, b] = [1n, 1n];
    for (let step = 0; step < 2_000; step++) [a, b] = [b, a + b];
    expect(gcd(a * 7n, b * 7n)).toBe(7n);
  });

  test("remainders of one number", () => {
    fc.assert(
      fc.property(
        upTo(3_000),
        fc.array(fc.bigInt({ min: 1n, max: 1n << 90n }), { maxLength: 300 }),
        (value, moduli) => {
          expect(remaindersOf(value, moduli)).toEqual(moduli.map((modulus) => value % modulus));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("generators", () => {
  test("AES is OpenSSL's", () => {
    const words = (bytes: Buffer): Uint32Array => Uint32Array.from([0, 4, 8, 12], (at) => bytes.readUInt32BE(at));
    const block = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(block, block, (key, plain) => {
        const cipher = createCipheriv("aes-128-ecb", key, null).setAutoPadding(false).update(plain);
        expect(blockCipher(words(key))(words(plain))).toEqual(words(cipher));
      }),
    );
  });

  test.skipIf(spawnSync("python3", ["--version"]).status !== 0)(
    "Python's numbers are Python's (skipped without python3)",
    () => {
      const seeds = [0, 1, 42, 123, 1234, 12_345];
      const program = `import random\nfor seed in ${JSON.stringify(seeds)}:\n  random.seed(seed)\n  print([random.getrandbits(32) for _ in range(700)])`;
      const theirs = spawnSync("python3", ["-c", program], { encoding: "utf8" }).stdout.trim().split("\n");
      expect(theirs.map((line): unknown => JSON.parse(line))).toEqual(
        seeds.map((seed) => {
          const next = twisterOfArray(seed);
          return Array.from({ length: 700 }, () => next());
        }),
      );
    },
  );

  test("the first numbers are those that their users know", () => {
    const first = (next: () => number, count: number): number[] => Array.from({ length: count }, () => next());
    expect(first(twisterOfSeed(5489), 10_000).at(-1)).toBe(4_123_659_995);
    expect(first(glibcRand(1), 3)).toEqual([1_804_289_383, 846_930_886, 1_681_692_777]);
    expect(first(microsoftRand(1), 4)).toEqual([41, 18_467, 6_334, 26_500]);
    expect(first(dotNetRandom(0), 3)).toEqual([1_559_595_546, 1_755_192_844, 1_649_316_166]);
  });

  test("a sound key is not one of keypair's", () => {
    expect(isKeypairKey(sound(randomFrom(1), 512).n)).toBe(false);
    expect(isKeypairKey(15n)).toBe(false);
  });
});

describe("curves", () => {
  const unread = /^(?:Oakley|SM2)/;
  test.each(getCurves().filter((name) => !unread.test(name)))(
    "%s has a name and a size, and its points are tested",
    (namedCurve) => {
      const { publicKey } = generateKeyPairSync("ec", { namedCurve });
      const reading = readPublicKey(publicKey.export({ type: "spki", format: "pem" }).toString());
      if (reading.kind !== "key" || reading.key.type !== "EC") throw new Error("not read as a curve's");
      expect(reading.key.curve).toMatch(/^[A-Za-z]/);
      expect(reading.key.validPoint).toBe(true);
      const order = createECDH(namedCurve).generateKeys().length;
      expect(order).toBe(1 + 2 * Math.ceil(reading.key.bits / 8));
    },
  );

  const told = (text: string, tier: "standard" | "deep"): unknown => {
    const reading = readPublicKey(text);
    return reading.kind === "key" ? strength(reading.key, { tier, lists: [] }).tinyPrivateKey : "unread";
  };

  test.each(["prime256v1", "secp384r1", "secp256k1"] as const)(
    "tiny private keys on %s are told, and no others",
    (curve) => {
      for (const [scalar, tiers] of [
        [1n, [true, true]],
        [1_024n, [true, true]],
        [1_025n, [false, true]],
        [131_073n, [false, true]],
        [131_074n, [false, true]],
        [(1n << 32n) - 1n, [false, true]],
        [1n << 33n, [false, false]],
        [randomFrom(5)(190), [false, false]],
      ] as const)
        expect(
          [told(tinyScalarPem(curve, scalar), "standard"), told(tinyScalarPem(curve, scalar), "deep")],
          `${scalar}`,
        ).toEqual(tiers);
    },
  );

  test("seeds of zeros and the like are told of Ed25519 and Ed448, points of small order are invalid", () => {
    const edwards = (head: string, raw: Buffer): string => pem(Buffer.concat([Buffer.from(head, "hex"), raw]));
    const ed25519 = (raw: Buffer): string => edwards("302a300506032b6570032100", raw);
    const ed448 = (raw: Buffer): string => edwards("3043300506032b6571033a00", raw);
    // RFC 8032's algorithm for a seed of 32 zeros, as every library gives it.
    expect(
      told(ed25519(Buffer.from("3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29", "hex")), "standard"),
    ).toBe(true);
    const identity = Buffer.alloc(57);
    identity[0] = 1;
    const valid = (text: string): unknown => {
      const reading = readPublicKey(text);
      return reading.kind === "key" && "validPoint" in reading.key ? reading.key.validPoint : "unread";
    };
    expect([valid(ed448(identity)), valid(ed448(Buffer.alloc(57))), valid(ed448(Buffer.alloc(57, 0xff)))]).toEqual([
      false,
      false,
      false,
    ]);
    for (let round = 0; round < 20; round++) {
      const { publicKey } = generateKeyPairSync("ed448");
      const text = publicKey.export({ type: "spki", format: "pem" }).toString();
      expect([valid(text), told(text, "standard")]).toEqual([true, false]);
    }
    // Half of all strings are no point.
    const random = randomFrom(448);
    const points = Array.from({ length: 60 }, () =>
      valid(ed448(Buffer.from(`${random(448).toString(16).padStart(112, "0")}00`, "hex"))),
    );
    expect(points.filter((isValid) => isValid === true).length).toBeGreaterThan(10);
    expect(points.filter((isValid) => isValid === false).length).toBeGreaterThan(10);
  });
});
