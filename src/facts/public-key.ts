import type { KnownKeyLists } from "../keys/known-keys.ts";
import { type Strength, type StrengthTests, strengthTests } from "../keys/strength.ts";
import { bitLength } from "../keys/strength/integers.ts";
import { strengthBits } from "../keys/strength/strength-bits.ts";
import { type RsaOutcomes, type Tier, tiers } from "../keys/strength/outcomes.ts";
import type { KeySpec } from "../model/credential.ts";
import type { Instant } from "../model/instant.ts";
import type { PublicKey, PublicKeyReading, RsaPublicKey } from "../model/public-key.ts";
import { type Maybe, mapKnown, unknown } from "../model/unknown.ts";
import type { FactGroup } from "./facts.ts";
import { lazyGroup } from "./lazy-group.ts";
import {
  accepted,
  curveOf,
  daysLeft,
  fromKeyOrSpec,
  type KindSubject,
  readKeyOf,
  keysOf,
  kindOf,
  specBits,
  worstOf,
} from "./public-key-kind.ts";

/** What the facts of public keys depend on beside the key. */
export interface StrengthContext {
  readonly tier: Tier;
  readonly lists: KnownKeyLists;
  readonly asOf: Instant;
  /** How many other keys of the run share a prime with this one. */
  readonly sharedFactorPartners: Maybe<number>;
  /** Whether a prime of this key is on the list of primes that keys on the internet share. */
  readonly hasKnownPrime: Maybe<boolean>;
  /** How many other keys of the run share a large prime factor of n - 1 with this one; looked for in the deep tier. */
  readonly sharedSubprimePartners?: number;
  /** Outcomes by `keyId`, filled as rules ask: the same key under many users is tested once. */
  readonly strengths: Map<string, StrengthTests>;
}

interface Subject extends StrengthContext, KindSubject {}

/**
 * `publicKey.*` of one key.
 * @param reading what stands where the public key belongs; unset for a system that does not show it
 * @param spec what the key is to be, or was, generated as; used where the key itself is not shown or not known yet
 */
export function publicKeyFactsOf(
  reading: Maybe<PublicKeyReading>,
  spec: Maybe<KeySpec>,
  context: StrengthContext,
): FactGroup<"publicKey"> {
  return group({ ...context, reading, spec });
}

const group = lazyGroup<"publicKey", Subject>({
  type: (subject) =>
    fromKeyOrSpec(
      subject,
      (key) => key.type,
      (spec) => spec.type,
    ),
  bits: (subject) => fromKeyOrSpec(subject, (key) => key.bits, specBits),
  curve: (subject) => fromKeyOrSpec(subject, curveOf, (spec) => spec.curve),
  algorithm: (subject) =>
    fromKeyOrSpec(
      subject,
      (key) => (key.type === "other" ? key.algorithm : key.type),
      (spec) => spec.type,
    ),
  strengthBits: (subject) => mapKnown(kindOf(subject), (kind) => (kind.bits === 0 ? undefined : strengthBits(kind))),
  sha256: (subject) => mapKnown(readKeyOf(subject), (key) => key.spkiSha256),
  readable: ({ reading }) =>
    mapKnown(reading, (read) => (read.kind === "private-key" ? undefined : read.kind === "key")),
  unreadableReason: ({ reading }) =>
    mapKnown(reading, (read) => (read.kind === "unreadable" ? read.reason : undefined)),
  container: ({ reading }) => mapKnown(reading, (read) => (read.kind === "private-key" ? undefined : read.container)),
  deviations: ({ reading }) => mapKnown(reading, (read) => (read.kind === "key" ? read.deviations : undefined)),
  exponent: (subject) => ofRsa(subject, ({ exponent }) => exponentText(exponent)),
  exponentBits: (subject) => ofRsa(subject, ({ exponent }) => bitLength(exponent)),
  exponentInvalid: (subject) => ofRsa(subject, ({ exponent: e, modulus: n }) => e < 3n || (e & 1n) === 0n || e >= n),
  pss: (subject) => ofRsa(subject, ({ pss }) => pss),
  acceptedByNist: (subject) => accepted(subject, "nist"),
  acceptedByBsi: (subject) => accepted(subject, "bsi"),
  acceptedByCnsa1: (subject) => accepted(subject, "cnsa1"),
  acceptedByCnsa2: (subject) => accepted(subject, "cnsa2"),
  nistDaysLeft: (subject) => daysLeft(subject, "nist"),
  bsiDaysLeft: (subject) => daysLeft(subject, "bsi"),
  cnsa2DaysLeft: (subject) => daysLeft(subject, "cnsa2"),
  knownSample: (subject) => ofStrength(subject, "knownSample", (found) => found.knownSample ?? ""),
  knownCompromised: compromisedOf,
  compromised: (subject) =>
    mapKnown(readKeyOf(subject), () => compromisedOf(subject) ?? unknown("no list of compromised keys was given")),
  smallFactor: tested("standard", "smallFactor"),
  notComposite: tested("standard", "notComposite"),
  roca: tested("standard", "roca"),
  rocaVariant: tested("standard", "rocaVariant"),
  fermat: tested("standard", "fermat"),
  smallPrivateExponent: tested("standard", "smallPrivateExponent"),
  continuedFraction: tested("standard", "continuedFraction"),
  bitBias: tested("standard", "bitBias"),
  repeatedBytes: tested("standard", "repeatedBytes"),
  sharedFactors: (subject) => ofRsa(subject, () => subject.sharedFactorPartners),
  knownPrime: (subject) => ofRsa(subject, () => subject.hasKnownPrime),
  sharedSubprimes: (subject) =>
    ofRsa(subject, () => subject.sharedSubprimePartners ?? unknown("tested only with --tier deep")),
  nearDifference: tested("extended", "nearDifference"),
  nearRatio: tested("extended", "nearRatio"),
  smoothPrime: tested("extended", "smoothPrime"),
  equalEnds: tested("deep", "equalEnds"),
  lowWeight: tested("deep", "lowWeight"),
  bitPattern: tested("deep", "bitPattern"),
  permutedBitPattern: tested("deep", "permutedBitPattern"),
  smoothSuccessor: tested("deep", "smoothSuccessor"),
  curveFactor: tested("deep", "curveFactor"),
  unseeded: tested("deep", "unseeded"),
  explicitParameters: (subject) => ofEach(subject, (key) => (key.type === "EC" ? key.explicitParameters : undefined)),
  tinyPrivateKey: (subject) => ofStrength(subject, "tinyPrivateKey", (found) => found.tinyPrivateKey),
  validPoint: (subject) =>
    ofEach(
      subject,
      (key) => ("validPoint" in key ? key.validPoint : undefined),
      (isValid) => !isValid,
    ),
});

function exponentText(exponent: bigint): string {
  const bits = bitLength(exponent);
  return bits <= 32 ? String(exponent) : `of ${bits} bits`;
}

/** The list that has the key; empty where lists were given and none has it, unset without a list. */
function compromisedOf(subject: Subject): Maybe<string> {
  const isGiven = subject.lists.some(({ kind }) => kind === "compromised");
  return ofStrength(subject, "knownCompromised", ({ knownCompromised, keypair }) => {
    if (knownCompromised !== undefined) return knownCompromised;
    if (keypair === true) return "keypair (CVE-2021-41117)";
    return isGiven ? "" : undefined;
  });
}

/** What is said of every key of the text: of the worst one, where there are several. */
function ofEach<T>(
  subject: Subject,
  read: (key: PublicKey) => Maybe<T>,
  isFlaw: (value: T) => boolean = isFound,
): Maybe<T> {
  return worstOf(
    keysOf(subject).map((key) => mapKnown(key, read)),
    isFlaw,
  );
}

function isFound(value: unknown): boolean {
  return value === true || (typeof value === "string" && value !== "" && value !== "none");
}

function ofRsa<T>(subject: Subject, read: (key: RsaPublicKey) => Maybe<T>): Maybe<T> {
  return ofEach(subject, (key) => (key.type === "RSA" ? read(key) : undefined));
}

function ofStrength<T>(subject: Subject, name: keyof Strength, read: (outcomes: Strength) => Maybe<T>): Maybe<T> {
  return ofEach(subject, (key) => read(strengthOf(subject, key, name)));
}

function strengthOf({ strengths, tier, lists }: Subject, key: PublicKey, name: keyof Strength): Strength {
  let tests = strengths.get(key.keyId);
  if (tests === undefined) {
    tests = strengthTests(key, { tier, lists });
    strengths.set(key.keyId, tests);
  }
  return tests.upTo(name);
}

/** The outcome of a test; unknown when the run's tier does not reach it, or the work for one key did not. */
function tested<N extends keyof RsaOutcomes>(tier: Tier, name: N): (subject: Subject) => Maybe<RsaOutcomes[N]> {
  return (subject) =>
    ofRsa(subject, (key) => {
      if (tiers.indexOf(tier) > tiers.indexOf(subject.tier)) return unknown(`tested only with --tier ${tier}`);
      const found = strengthOf(subject, key, name);
      return found.unfinished?.includes(name) === true
        ? unknown(`left out: the work that ${subject.tier} tests may take for one key was used up`)
        : found[name];
    });
}
