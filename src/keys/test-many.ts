import { Worker } from "node:worker_threads";
import type { RsaPublicKey } from "../model/public-key.ts";
import { knownDivisors } from "./known-primes.ts";
import type { RsaOutcomes, Tier } from "./strength/outcomes.ts";
import { rsaTests, shared } from "./strength/tests.ts";
import { threads, threadScript } from "./threads.ts";

/** Fewer distinct keys than this are tested sooner in this thread, as their rules ask, than others start. */
const worthThreads = { standard: 400, extended: 8, deep: 2 } as const satisfies Record<Tier, number>;

/** What one thread tests. */
export interface KeyShare {
  readonly tier: Tier;
  readonly keys: readonly Pick<RsaPublicKey, "modulus" | "exponent">[];
}

/** What it found, in the order of its keys. */
interface Tested {
  readonly outcomes: readonly RsaOutcomes[];
  readonly knownPrimes: ReadonlySet<number>;
}

export interface TestedKeys {
  /** By `keyId`; of no key when they were too few for threads. */
  readonly outcomes: ReadonlyMap<string, RsaOutcomes>;
  /** `keyId` of the keys with a known shared prime. */
  readonly knownPrimes: ReadonlySet<string>;
}

/**
 * Tests many keys, spread over threads where there are enough of them; the outcomes do not depend on how they are spread. Known shared primes are
 * looked for in any case.
 * @param keys each `keyId` once
 */
export async function testMany(keys: readonly RsaPublicKey[], tier: Tier): Promise<TestedKeys> {
  const script = threadScript("strength-worker");
  if (script === undefined || keys.length < worthThreads[tier]) {
    const { knownPrime } = await knownDivisors(keys.map(({ modulus }) => modulus));
    return { outcomes: new Map(), knownPrimes: new Set([...knownPrime].flatMap((index) => keys[index]?.keyId ?? [])) };
  }
  const count = Math.min(threads(), keys.length);
  const shares = Array.from({ length: count }, (_, share) => keys.filter((_key, index) => index % count === share));
  const tested = await Promise.all(
    shares.map(async (share) => {
      const data: KeyShare = { tier, keys: share.map(({ modulus, exponent }) => ({ modulus, exponent })) };
      return inThread(script, data);
    }),
  );
  const outcomes = new Map<string, RsaOutcomes>();
  const knownPrimes = new Set<string>();
  tested.forEach((found, index) => {
    shares[index]?.forEach(({ keyId }, place) => {
      const outcome = found.outcomes[place];
      if (outcome !== undefined) outcomes.set(keyId, shared(outcome));
      if (found.knownPrimes.has(place)) knownPrimes.add(keyId);
    });
  });
  return { outcomes, knownPrimes };
}

async function inThread(script: URL, share: KeyShare): Promise<Tested> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: share });
    worker.on("message", (tested: Tested) => resolve(tested));
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the test of public keys ended early (exit code ${code})`)));
  });
}

/** What a thread does. */
export async function testShare({ tier, keys }: KeyShare): Promise<Tested> {
  const { smallFactor, knownPrime } = await knownDivisors(keys.map(({ modulus }) => modulus));
  return {
    outcomes: keys.map((key, index) => rsaTests(key, tier, smallFactor.has(index)).upTo()),
    knownPrimes: knownPrime,
  };
}
