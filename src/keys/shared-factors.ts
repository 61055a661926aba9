import { batchGcd } from "./batch-gcd.ts";
import { gcd } from "./strength/euclid.ts";
import { smallFactorsOf } from "./strength/small-factor.ts";
import { gcdInThreads } from "./batch-gcd-threads.ts";
import { threads, threadScript } from "./threads.ts";

/** Fewer distinct moduli than this take less time than a thread takes to start. */
const worthAThread = 400;
/** As many are worth several threads, and more would hold the trees of all of them in memory at once. */
const [worthThreads, mostInTrees] = [2_000, 40_000];

export interface SharedFactorOptions {
  /** Whether many moduli may be worked on in a thread, which keeps this one free: a BigInt operation can't be interrupted. */
  readonly worker: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** For each index of a number that shares a divisor, the indexes of the others that have it, in order; equal numbers have one list; the divisors stay inside. */
export type Partners = ReadonlyMap<number, readonly number[]>;

/**
 * Finds the moduli that share a prime above 65537 with another one; smaller ones are those of damaged moduli, which have a test of their own.
 * Equal moduli are one modulus: they share both primes because they are the same key.
 */
export async function sharedFactors(moduli: readonly bigint[], options: SharedFactorOptions): Promise<Partners> {
  return sharedDivisors(moduli, 1n, options);
}

/**
 * Finds the moduli n for which n - 1 shares a divisor above 2^128 with that of another one, as when p - 1 and q - 1 of both have a fixed prime
 * in common (1 in 2^128 pairs of random moduli). Primes up to 65537 do not count: all n - 1 share them. Idea: Paranoid.
 */
export async function sharedSubprimes(moduli: readonly bigint[], options: SharedFactorOptions): Promise<Partners> {
  return sharedDivisors(
    moduli.map((modulus) => divideOutSmallFactors(modulus - 1n)),
    1n << 128n,
    options,
  );
}

/** What is left of a number without its primes up to 65537. */
function divideOutSmallFactors(value: bigint): bigint {
  if (value < 1n) return 1n;
  let rest = value;
  for (let divisor = smallFactorsOf(rest); divisor > 1n; divisor = gcd(rest, divisor)) rest /= divisor;
  return rest;
}

async function sharedDivisors(
  moduli: readonly bigint[],
  smallest: bigint,
  options: SharedFactorOptions,
): Promise<Partners> {
  const indexes = new Map<bigint, number[]>();
  moduli.forEach((modulus, index) => {
    const same = indexes.get(modulus);
    if (same !== undefined) same.push(index);
    else if (modulus > 1n) indexes.set(modulus, [index]);
  });
  const distinct = [...indexes.keys()];
  const divisors = await commonDivisors(distinct, options);
  const membersOf = new Map<bigint, bigint[]>();
  distinct.forEach((modulus, index) => {
    const common = divisors[index] ?? 1n;
    const divisor = common > 1n ? divideOutSmallFactors(common) : 1n;
    if (divisor <= smallest) return;
    const members = membersOf.get(divisor);
    if (members === undefined) membersOf.set(divisor, [modulus]);
    else members.push(modulus);
  });
  return partnersIn(membersOf, indexes, smallest);
}

/**
 * The partners of each modulus, from the moduli that have each divisor in common with all others. A divisor that has nothing in common with
 * another one is one prime: all its moduli share it, and no other does. Only the rest is compared pair by pair.
 */
function partnersIn(
  membersOf: ReadonlyMap<bigint, readonly bigint[]>,
  indexes: ReadonlyMap<bigint, readonly number[]>,
  smallest: bigint,
): Partners {
  const divisors = [...membersOf.keys()];
  const common = batchGcd(divisors);
  const entangled = divisors.filter((_, index) => (common[index] ?? 1n) > 1n);
  const isEntangled = new Set(entangled);
  const partners = new Map<number, readonly number[]>();
  for (const [divisor, members] of membersOf) {
    const others = isEntangled.has(divisor)
      ? entangled.filter((other) => other === divisor || gcd(divisor, other) > smallest)
      : [divisor];
    const sharing = others.flatMap((other) => membersOf.get(other) ?? []);
    for (const modulus of members) {
      const found = sharing
        .flatMap((other) => (other === modulus ? [] : (indexes.get(other) ?? [])))
        .sort((first, second) => first - second);
      for (const index of indexes.get(modulus) ?? []) partners.set(index, found);
    }
  }
  return partners;
}

async function commonDivisors(moduli: readonly bigint[], options: SharedFactorOptions): Promise<readonly bigint[]> {
  const onProgress = options.onProgress ?? (() => undefined);
  const script = threadScript("batch-gcd-worker");
  if (!options.worker || moduli.length < worthAThread || script === undefined) return batchGcd(moduli, { onProgress });
  const isSplit = moduli.length >= worthThreads && moduli.length <= mostInTrees;
  return gcdInThreads(script, moduli, isSplit ? threads() : 1, onProgress);
}
