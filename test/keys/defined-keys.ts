import { checkPrimeSync } from "node:crypto";
import { gcd } from "../../src/keys/strength/euclid.ts";
import { bitLength, primesUpTo, squareRoot } from "../../src/keys/strength/integers.ts";
import type { Tier } from "../../src/keys/strength/outcomes.ts";
import { nextPrime, type Random, randomPrime } from "./primes.ts";
import { inverse, type Numbers } from "./weak-keys.ts";

/** A class of weak RSA keys, made from its definition and not from what the tests look for. */
export interface KeyClass {
  readonly name: string;
  /** The shallowest tier that promises to find it. */
  readonly tier: Tier;
  readonly make: (random: Random, bits: number) => Numbers;
  /** Least share of fresh keys that the tier finds; 1 where not given. */
  readonly share?: number;
  /** The check of badkeys that is about the class. */
  readonly badkeys?: string;
}

const e = 65_537n;
const key = (p: bigint, q: bigint): Numbers => ({ n: p * q, e });
const pair = (random: Random, bits: number): readonly [bigint, bigint] => [
  randomPrime(random, bits / 2),
  randomPrime(random, bits / 2),
];
const below = (random: Random, bound: number): number => Number(random(48) % BigInt(bound));
const between = (random: Random, low: number, high: number): number => low + below(random, high - low + 1);

/** The exponent whose inverse modulo phi or lambda is a random odd number of so many bits, or its negative. */
export function withPrivateExponent(
  random: Random,
  bits: number,
  dBits: number,
  group: "phi" | "lambda",
  sign = 1n,
): Numbers {
  const [p, q] = pair(random, bits);
  const phi = (p - 1n) * (q - 1n);
  const order = group === "phi" ? phi : phi / gcd(p - 1n, q - 1n);
  for (;;) {
    const d = random(dBits) | (1n << BigInt(dBits - 1)) | 1n;
    if (gcd(d, order) !== 1n) continue;
    return { n: p * q, e: (sign * inverse(d, order) + order) % order };
  }
}

function lambdaPlus(random: Random, bits: number, more: bigint): Numbers {
  const [p, q] = pair(random, bits);
  return { n: p * q, e: ((p - 1n) * (q - 1n)) / gcd(p - 1n, q - 1n) + more };
}

/** A prime for which itself plus `offset` is twice a product of random primes up to a bound. */
export function smoothNeighbour(random: Random, bits: number, bound: number, offset: bigint): bigint {
  const primes = primesUpTo(bound).slice(1);
  const isPrime = new Set(primes);
  const [longest, any] = [Math.floor(Math.log2(bound)), () => BigInt(primes[below(random, primes.length)] ?? 3)];
  for (;;) {
    let product = 2n;
    while (bits - bitLength(product) > longest) product *= any();
    const rest = (1n << BigInt(bits)) / product;
    const last = any() % (rest + 1n);
    const prime = product * last - offset;
    if (bitLength(prime) === bits && isPrime.has(Number(last)) && checkPrimeSync(prime)) return prime;
  }
}

export function withFactor(random: Random, bits: number, factorBits: number): Numbers {
  const factor = nextPrime(random(factorBits) | (1n << BigInt(factorBits - 1)));
  return key(factor, randomPrime(random, bits - factorBits));
}

function power(random: Random, bits: number, degree: number): Numbers {
  return { n: randomPrime(random, Math.floor(bits / degree)) ** BigInt(degree), e };
}

/** Primes whose mean is so many steps above the root of their product. */
function closePrimes(random: Random, bits: number, steps: number): Numbers {
  const p = randomPrime(random, bits / 2);
  // (q - p)^2 = 8 p steps, nearly.
  return key(p, nextPrime(p + squareRoot(8n * p * BigInt(steps))));
}

export function nearRatio(random: Random, bits: number, largest: number): Numbers {
  const larger = between(random, 2, largest);
  let smaller = between(random, 1, larger - 1);
  while (gcd(BigInt(smaller), BigInt(larger)) !== 1n) smaller = between(random, 1, larger - 1);
  const p = randomPrime(random, bits / 2);
  return key(p, nextPrime((p * BigInt(smaller)) / BigInt(larger)));
}

/** The classes, with the tier that each rule promises. */
export const classes: readonly KeyClass[] = [
  ...(["phi", "lambda"] as const).flatMap((group): readonly KeyClass[] => [
    {
      name: `d for ${group}, up to n^(1/4) / 2^8`,
      tier: "standard",
      make: (random, bits) => withPrivateExponent(random, bits, between(random, 2, bits / 4 - 8), group),
      badkeys: "smalld",
    },
    {
      name: `-d for ${group}, up to n^(1/4) / 2^8`,
      tier: "standard",
      make: (random, bits) => withPrivateExponent(random, bits, between(random, 2, bits / 4 - 8), group, -1n),
      badkeys: "smalld",
    },
    {
      name: `d for ${group}, at n^(1/4) / 2`,
      tier: "deep",
      share: group === "phi" ? 0.95 : 0.8,
      make: (random, bits) => withPrivateExponent(random, bits, bits / 4 - 1, group),
      badkeys: "smalld",
    },
  ]),
  { name: "e = lambda + 1", tier: "standard", make: (random, bits) => lambdaPlus(random, bits, 1n), badkeys: "smalld" },
  {
    name: "e = lambda - 1",
    tier: "standard",
    make: (random, bits) => lambdaPlus(random, bits, -1n),
    badkeys: "smalld",
  },
  {
    name: "p - 1 of primes below 2^16",
    tier: "extended",
    make: (random, bits) => key(smoothNeighbour(random, bits / 2, 1 << 16, -1n), randomPrime(random, bits / 2)),
  },
  {
    name: "p - 1 of primes below 2^20",
    tier: "deep",
    share: 0.9,
    make: (random, bits) => key(smoothNeighbour(random, bits / 2, 1 << 20, -1n), randomPrime(random, bits / 2)),
  },
  {
    name: "p + 1 of primes below 2^16",
    tier: "deep",
    share: 0.5,
    make: (random, bits) => key(smoothNeighbour(random, bits / 2, 1 << 16, 1n), randomPrime(random, bits / 2)),
  },
  ...([8, 16, 20, 24, 28, 32, 36, 40, 48, 64] as const).map(
    (length): KeyClass => ({
      name: `a factor of ${length} bits`,
      tier: length <= 16 ? "standard" : length <= 20 ? "extended" : "deep",
      share: length <= 32 ? 1 : length <= 36 ? 0.9 : 0,
      make: (random, bits) => withFactor(random, bits, length),
      badkeys: "smallfactors",
    }),
  ),
  ...[2, 3, 4, 5, 6, 7, 11, 13, 17, 19, 31, 37].map(
    (degree): KeyClass => ({
      name: `a prime to the power of ${degree}`,
      tier: "standard",
      make: (random, bits) => power(random, bits, degree),
      ...(degree === 2 ? { badkeys: "fermat" } : {}),
    }),
  ),
  ...(
    [
      ["standard", 50, 0],
      ["standard", 19_000, 100],
      ["extended", 900_000, 21_000],
      ["deep", 10_000_000, 1_100_000],
      ["deep", 90_000_000, 10_100_000],
    ] as const
  ).map(
    ([tier, most, least]): KeyClass => ({
      name: `close primes, ${least.toLocaleString("en")} to ${most.toLocaleString("en")} Fermat steps`,
      tier,
      make: (random, bits) => closePrimes(random, bits, between(random, least, most)),
      badkeys: "fermat",
    }),
  ),
  {
    name: "primes near a ratio of terms up to 16",
    tier: "extended",
    make: (random, bits) => nearRatio(random, bits, 16),
  },
  {
    name: "primes near a ratio of terms up to 128",
    tier: "deep",
    make: (random, bits) => nearRatio(random, bits, 128),
  },
];
