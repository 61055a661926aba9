import { checkPrimeSync } from "node:crypto";
import { rsaSubjectPublicKeyInfo } from "../../src/keys/rsa.ts";
import { toBytes } from "../../src/keys/der-writer.ts";
import { gcd } from "../../src/keys/strength/euclid.ts";
import { bitLength, primesUpTo, productOf } from "../../src/keys/strength/integers.ts";
import { powerModulo } from "../../src/keys/strength/power.ts";
import { unseededGenerators } from "../../src/keys/strength/unseeded-generators.ts";
import { nextPrime, type Random, randomPrime, topHeavy } from "./primes.ts";

/** The numbers of an RSA public key. */
export interface Numbers {
  readonly n: bigint;
  readonly e: bigint;
}

/** Makes a key of one class from random numbers, of about so many bits. */
type Generator = (random: Random, bits: number) => Numbers;

const e = 65_537n;
const key = (p: bigint, q: bigint): Numbers => ({ n: p * q, e });

/** PEM of a SubjectPublicKeyInfo. */
export function pem(spki: Uint8Array, label = "PUBLIC KEY"): string {
  const lines =
    Buffer.from(spki)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

export function rsaPem({ n, e: exponent }: Numbers): string {
  return pem(rsaSubjectPublicKeyInfo(toBytes(n), toBytes(exponent)));
}

export const sound: Generator = (random, bits) => key(randomPrime(random, bits / 2), randomPrime(random, bits / 2));

/** A modulus whose upper bits are those of a number: q is the quotient by a random prime. */
function withUpperBits(random: Random, bits: number, upper: bigint): Numbers {
  const p = randomPrime(random, bits / 2);
  return key(p, nextPrime(upper / p));
}

/** Primes that are powers of a generator modulo a product of small primes. */
function structured(random: Random, bits: number, generator: bigint, exponentStep: bigint): Numbers {
  const product = productOf(primesUpTo(bits >= 2048 ? 701 : 229).map(BigInt));
  const size = BigInt(bits / 2);
  const prime = (): bigint => {
    const residue = powerModulo(generator, random(64) * exponentStep, product);
    const from = topHeavy(random, Number(size));
    return nextPrime(from - (from % product) + residue, product);
  };
  return key(prime(), prime());
}

/** A prime that repeats a pattern of bits, but for its last ones. */
function patterned(bits: number, pattern: bigint, length: number): bigint {
  let value = 0n;
  for (let filled = 0; filled < bits; filled += length) value = (value << BigInt(length)) | pattern;
  return nextPrime(value >> BigInt(Math.ceil(bits / length) * length - bits));
}

function swapWords(value: bigint, word: number, bits: number): bigint {
  let swapped = 0n;
  for (let at = 0; at < bits; at += 2 * word) {
    const low = BigInt.asUintN(word, value >> BigInt(at));
    const high = BigInt.asUintN(word, value >> BigInt(at + word));
    swapped |= ((low << BigInt(word)) | high) << BigInt(at);
  }
  return swapped;
}

/** A prime with few bits set. */
function sparse(random: Random, bits: number): bigint {
  for (;;) {
    let value = (3n << BigInt(bits - 2)) | 1n;
    for (let set = 0; set < 12; set++) value |= 1n << (random(32) % BigInt(bits - 2));
    if (checkPrimeSync(value)) return value;
  }
}

/** p - 1 of primes below 2^20, with a large part in common. */
function smooth(random: Random, bits: number, common: bigint): bigint {
  for (;;) {
    let product = common;
    while (bitLength(product) < bits - 18)
      product *= BigInt(primesBelowMillion[Number(random(32) % BigInt(primesBelowMillion.length))] ?? 2);
    const candidate = product * (((3n << BigInt(bits - 2)) / product) | 1n) * 2n + 1n;
    if (checkPrimeSync(candidate)) return candidate;
  }
}
const primesBelowMillion = primesUpTo(1_000_000).slice(1_000);

/** Every class of weak RSA key that the tests know, with a generator of fresh ones. */
export const weak = {
  smallFactor: (random, bits) => ({ n: 101n * randomPrime(random, bits / 2) * randomPrime(random, bits / 2 - 7), e }),
  notComposite: (random, bits) => ({ n: randomPrime(random, bits), e }),
  perfectPower: (random, bits) => ({ n: randomPrime(random, Math.floor(bits / 3)) ** 3n, e }),
  fermat: (random, bits) => {
    const p = randomPrime(random, bits / 2);
    return key(p, nextPrime(p + (1n << BigInt(bits / 4 + 4))));
  },
  square: (random, bits) => {
    const p = randomPrime(random, bits / 2);
    return key(p, p);
  },
  roca: (random, bits) => structured(random, bits, 65_537n, 1n),
  rocaVariant: (random, bits) => structured(random, bits, 65_539n, 2n),
  exponentOne: (random, bits) => ({ ...sound(random, bits), e: 1n }),
  exponentEven: (random, bits) => ({ ...sound(random, bits), e: 65_536n }),
  exponentAboveModulus: (random, bits) => {
    const { n } = sound(random, bits);
    return { n, e: n + 2n };
  },
  exponentThree: (random, bits) => ({ ...sound(random, bits), e: 3n }),
  exponentLong: (random, bits) => ({ ...sound(random, bits), e: topHeavy(random, 300) | 1n }),
  smallPrivateExponent: (random, bits) => {
    const [p, q] = [randomPrime(random, bits / 2), randomPrime(random, bits / 2)];
    const phi = (p - 1n) * (q - 1n);
    let d = randomPrime(random, bits / 4 - 8);
    while (gcd(d, phi) !== 1n) d = nextPrime(d + 2n);
    return { n: p * q, e: inverse(d, phi) };
  },
  oddSize: (random, bits) => key(randomPrime(random, bits / 2), randomPrime(random, bits / 2 - 1)),
  continuedFraction: (_random, bits) => key(patterned(bits / 2, 0xea85n, 16), patterned(bits / 2, 0xc1a9n, 16)),
  lowEntropy: (random, bits) => key(sparse(random, bits / 2), sparse(random, bits / 2)),
  vanity: (random, bits) =>
    withUpperBits(random, bits, BigInt(`0x${"81".repeat(bits / 16 - 4)}${"00".repeat(bits / 16 + 4)}`)),
  repeatedBytes: (random, bits) => {
    const run = BigInt(`0x${"a7".repeat(20)}`);
    return withUpperBits(
      random,
      bits,
      (topHeavy(random, 64) << BigInt(bits - 64)) | (run << BigInt(bits - 64 - 160)) | random(bits - 64 - 160),
    );
  },
  nearDifference: (random, bits) => {
    const p = randomPrime(random, bits / 2);
    return key(p, nextPrime(p + (1n << BigInt(bits / 2 - 100))));
  },
  equalEnds: (random, bits) => {
    const [half, shared] = [bits / 2, bits / 8];
    const [top, bottom] = [topHeavy(random, shared + 8) << BigInt(half - shared - 8), random(shared + 8) | 1n];
    const prime = (): bigint =>
      nextPrime(top | (random(half - 2 * shared - 16) << BigInt(shared + 8)) | bottom, 1n << BigInt(shared + 8));
    return key(prime(), prime());
  },
  unseeded: (random, bits) => {
    const next = unseededGenerators[Number(random(32) % BigInt(unseededGenerators.length))]?.();
    const number = next?.(bits / 2) ?? 0n;
    return key(nextPrime(number | (3n << BigInt(bits / 2 - 2))), randomPrime(random, bits / 2));
  },
  bitPattern: (random, bits) => key(patterned(bits / 2, 0xeab851n, 31), randomPrime(random, bits / 2)),
  permutedBitPattern: (random, bits) => {
    const half = bits / 2;
    let repeated = 0n;
    for (let at = 0; at < half; at += 7) repeated |= 0b1010011n << BigInt(at);
    return key(
      nextPrime(swapWords(BigInt.asUintN(half, repeated), 16, half) | (1n << BigInt(half - 1))),
      randomPrime(random, half),
    );
  },
  smoothPrime: (random, bits) => {
    const common = productOf(primesBelowMillion.slice(0, 8).map(BigInt));
    return key(smooth(random, bits / 2, common), smooth(random, bits / 2, common));
  },
} as const satisfies Record<string, Generator>;

/** A modulus of a prime on the list of known shared ones and a fresh prime, as base64: no prime of the list is known by itself. */
// biome-ignore format: one long line
const withKnownPrime = "2NAXguOGIqMTVYuNzT0v/TjdKot6uQ4KQLjEbSKN+OTk3UFUT5Bsm+Mw5W+ioMyo/GFCnnbX+GAe574QLSDmpZ4kWJRO+JyojvNMRLUGbgK8nM7SxGouQPFBooQn9hzpI7xalPR2CbstvliLZGPtV+u6VJOd4gpaQNSKNbIoFyswrO4WZAMegIeYMv/wVOcZ4mdtrKzfGKoIn046rSdGOWc2BFaftB7m2uYAa9IPo0PsX9CL3gPJwepgErBPbZ0IehuvV6Fu9810VB+mhPB4w9KQMPl8ESAaEIWtAgDcoMMUfddMF0VfglKNEZhR62PqtXSuFk0pRc0BdmKLBKq0TQ==";

export const knownPrime: Numbers = { n: BigInt(`0x${Buffer.from(withKnownPrime, "base64").toString("hex")}`), e };

/** Two keys with one prime in common. */
export function sharingPair(random: Random, bits: number): readonly [Numbers, Numbers] {
  const p = randomPrime(random, bits / 2);
  return [key(p, randomPrime(random, bits / 2)), key(p, randomPrime(random, bits / 2))];
}

/** Two keys whose four primes are 1 more than a multiple of one prime. */
export function subprimePair(random: Random, bits: number): readonly [Numbers, Numbers] {
  const common = 2n * randomPrime(random, 200);
  const prime = (): bigint => {
    const from = topHeavy(random, bits / 2);
    return nextPrime(from - (from % common) + 1n, common);
  };
  return [key(prime(), prime()), key(prime(), prime())];
}

export function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (a > 1n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a % b, y, x - quotient * y];
  }
  return x < 0n ? x + modulus : x;
}
