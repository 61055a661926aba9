import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { readPublicKey } from "../src/keys/read.ts";
import { sharedFactors } from "../src/keys/shared-factors.ts";
import { gcd } from "../src/keys/strength/euclid.ts";
import { primesUpTo } from "../src/keys/strength/integers.ts";
import { strength } from "../src/keys/strength.ts";
import { documentationSamples } from "../src/keys/known-keys.ts";
import { testShare } from "../src/keys/test-many.ts";
import { badkeysFinds, badkeysPython } from "../test/keys/badkeys.ts";
import { freshPrime, randomFrom } from "../test/keys/primes.ts";

interface BenchLine {
  readonly claim: string;
  readonly ratio: number;
  readonly detail: string;
}

/** Set to measure 100,000 moduli too, which takes minutes. */
const large = process.env.KEYLINT_BENCH_LARGE !== undefined;

/** Reading and testing RSA-2048 keys on one core, and looking for shared primes, each against the plain way in the same run. */
export async function bench(): Promise<BenchLine[]> {
  const pems = Array.from({ length: 40 }, () =>
    generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" }).toString(),
  );
  const lines = [
    readingSpeed(pems),
    testingSpeed(pems),
    ...(await againstBadkeys(1_000, 2048)),
    ...(await againstBadkeys(300, 4096)),
    await sharedPrimes(10_000),
  ];
  return large ? [...lines, await sharedPrimes(100_000)] : lines;
}

function readingSpeed(pems: readonly string[]): BenchLine {
  const [ours, plain] = [perSecond(pems, 100, readPublicKey), perSecond(pems, 10, readPlainly)];
  return {
    claim: "a public key is read, with its four identities, faster than by node:crypto",
    ratio: ours / plain,
    detail: `${round(ours)} against ${round(plain)} RSA-2048 keys a second`,
  };
}

function testingSpeed(pems: readonly string[]): BenchLine {
  const options = { tier: "standard", lists: [documentationSamples] } as const;
  const test = (pem: string): unknown => {
    const reading = readPublicKey(pem);
    return reading.kind === "key" ? strength(reading.key, options) : undefined;
  };
  const [ours, plain] = [perSecond(pems, 10, test), perSecond(pems, 1, testPlainly)];
  return {
    claim: "an RSA-2048 key is read and tested in the standard tier faster than by three of its tests done plainly",
    ratio: ours / plain,
    detail: `${round(ours)} against ${round(plain)} keys a second`,
  };
}

/** The standard tier with known shared primes, of keys that are read already, in one thread; badkeys' run has its start and no reading either. */
async function againstBadkeys(count: number, bits: number): Promise<BenchLine[]> {
  const python = badkeysPython();
  if (python === undefined) return [];
  // Products of few primes: to tests of single keys they are as good as others, and are made sooner.
  const pool = Array.from({ length: Math.ceil(Math.sqrt(2 * count)) + 1 }, () => freshPrime(bits / 2));
  const pairs = pool.flatMap((p, index) => pool.slice(index + 1).map((q) => p * q)).slice(0, count);
  const keys = pairs.map((modulus) => ({ modulus, exponent: 65_537n }));
  const before = process.cpuUsage();
  await testShare({ tier: "standard", keys });
  const used = process.cpuUsage(before);
  const ours = (used.user + used.system) / 1e6;
  const start = performance.now();
  badkeysFinds(
    python,
    pairs.map((n) => ({ n, e: 65_537n })),
  );
  const theirs = (performance.now() - start) / 1e3;
  return [
    {
      claim: `${count.toLocaleString("en")} RSA-${bits} keys are tested in the standard tier in less time than badkeys' tests take`,
      ratio: theirs / ours,
      detail: `${ours.toFixed(2)} s of CPU against ${theirs.toFixed(2)} s with the start of Python`,
    },
  ];
}

/** createPublicKey, its JWK for the modulus, its DER for the fingerprints. */
function readPlainly(pem: string): unknown {
  const key = createPublicKey(pem);
  const n = Buffer.from(String(key.export({ format: "jwk" }).n), "base64url");
  const der = key.export({ type: "spki", format: "der" });
  return [BigInt(`0x${n.toString("hex")}`), sha256(n), sha256(der), createHash("md5").update(der).digest("hex")];
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const primes = primesUpTo(65_537).map(BigInt);

/** Division by each small prime, powers of 65537 modulo each ROCA prime, a hundred steps of Fermat's method. */
function testPlainly(pem: string): boolean {
  const n = BigInt(
    `0x${Buffer.from(String(createPublicKey(pem).export({ format: "jwk" }).n), "base64url").toString("hex")}`,
  );
  const small = primes.some((prime) => n % prime === 0n);
  const roca = primes.slice(1, 39).every((prime) => {
    for (let power = 1n, step = 0n; step < prime; step++, power = (power * 65_537n) % prime)
      if (power === n % prime) return true;
    return false;
  });
  let a = rootPlainly(n) + 1n;
  let fermat = false;
  for (let step = 0; step < 100; step++, a++) fermat ||= rootPlainly(a * a - n) ** 2n === a * a - n;
  return small || roca || fermat;
}

function rootPlainly(value: bigint): bigint {
  let root = 1n << BigInt((value.toString(2).length / 2 + 1) | 0);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Numbers of 2048 bits stand in for moduli, but for one pair that shares a prime; the plain way is a gcd for each pair. */
async function sharedPrimes(count: number): Promise<BenchLine> {
  const random = randomFrom(count);
  const moduli = Array.from({ length: count }, () => random(2048) | (1n << 2047n) | 1n);
  const prime = freshPrime(1024);
  const [first, second] = [Math.floor(count / 3), count - 1];
  moduli[first] = prime * freshPrime(1024);
  moduli[second] = prime * freshPrime(1024);
  const before = process.cpuUsage();
  const found = await sharedFactors(moduli, { worker: false });
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6;
  const isFound = found.get(first)?.includes(second) === true && found.get(second)?.includes(first) === true;
  if (!isFound) throw new Error(`the planted pair among ${count} moduli was not found`);
  const pairs = 500;
  const start = process.cpuUsage();
  for (let index = 0; index < pairs; index++) gcd(moduli[index] ?? 1n, moduli[index + 1] ?? 1n);
  const each = process.cpuUsage(start);
  const plain = ((each.user + each.system) / 1e6 / pairs) * ((count * (count - 1)) / 2);
  return {
    claim: `shared primes among ${count.toLocaleString("en")} RSA-2048 moduli are found faster than pair by pair`,
    ratio: plain / seconds,
    detail: `${seconds.toFixed(1)} s of CPU against ${round(plain)} s (from ${pairs} pairs); planted pair found; peak ${round(process.resourceUsage().maxRSS / 1024)} MB`,
  };
}

/** Keys a second of CPU, after one warm round. */
function perSecond(pems: readonly string[], rounds: number, work: (pem: string) => unknown): number {
  for (const pem of pems) work(pem);
  const before = process.cpuUsage();
  for (let index = 0; index < rounds; index++) for (const pem of pems) work(pem);
  const used = process.cpuUsage(before);
  return (pems.length * rounds) / ((used.user + used.system) / 1e6);
}

function round(value: number): string {
  return Math.round(value).toLocaleString("en");
}
