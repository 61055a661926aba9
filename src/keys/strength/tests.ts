import type { RsaPublicKey } from "../../model/public-key.ts";
import { toBytes } from "../der-writer.ts";
import { type BitBias, bitBias, hasRepeatedBytes } from "./bit-bias.ts";
import { hasBitPattern, hasPermutedBitPattern } from "./bit-pattern.ts";
import { nearFraction } from "./continued-fraction.ts";
import { hasEqualEnds } from "./equal-ends.ts";
import { isFermatFactorable } from "./fermat.ts";
import { lowWeightPrimes } from "./low-weight.ts";
import { hasNearDifference } from "./near-difference.ts";
import { isNotComposite, isPrime } from "./not-composite.ts";
import type { Finding } from "./finding.ts";
import { isRoca } from "./roca.ts";
import { isRocaVariant } from "./roca-variant.ts";
import { hasSmallFactor } from "./small-factor.ts";
import { hasSmallPrivateExponent } from "./small-private-exponent.ts";
import { hasSmoothPrime } from "./smooth-prime.ts";
import { hasUnseededPrime } from "./unseeded.ts";

/** How much is tested: about 1 ms, 4 ms, 0.2 s for an RSA key of 2048 bits. Each tier includes the ones before. */
export const tiers = ["standard", "extended", "deep"] as const;
export type Tier = (typeof tiers)[number];

/** What the tests on an RSA key say. A test that did not run is absent: a deeper tier's, or needless for a key already broken. */
export interface RsaOutcomes {
  readonly smallFactor?: boolean;
  readonly notComposite?: boolean;
  readonly roca?: boolean;
  readonly rocaVariant?: boolean;
  readonly fermat?: boolean;
  readonly smallPrivateExponent?: boolean;
  readonly continuedFraction?: Finding;
  readonly bitBias?: BitBias;
  readonly repeatedBytes?: boolean;
  readonly nearDifference?: boolean;
  readonly equalEnds?: boolean;
  readonly lowWeight?: Finding;
  readonly bitPattern?: boolean;
  readonly permutedBitPattern?: boolean;
  readonly smoothPrime?: boolean;
  readonly unseeded?: boolean;
}

/** Values of a that Fermat's method tries. */
const fermatSteps = { standard: 10_000, extended: 100_000, deep: 100_000 } as const;

/**
 * Runs the tests of a tier, cheap before costly. Tests beyond the standard tier are left out for a key that is broken already.
 * Factors stay inside: only what was found is told.
 */
export function testRsa({ modulus: n, exponent: e }: RsaPublicKey, tier: Tier): RsaOutcomes {
  if (n <= 3n) return { notComposite: true };
  const bytes = toBytes(n);
  const roca = isRoca(n);
  const standard = {
    smallFactor: hasSmallFactor(n),
    notComposite: isNotComposite(n),
    roca,
    rocaVariant: !roca && isRocaVariant(n),
    fermat: isFermatFactorable(n, fermatSteps[tier]),
    smallPrivateExponent: hasSmallPrivateExponent(n, e),
    continuedFraction: nearFraction(n),
    bitBias: bitBias(bytes),
    repeatedBytes: hasRepeatedBytes(bytes),
  };
  const { smallFactor, notComposite, fermat, smallPrivateExponent, continuedFraction } = standard;
  if (
    tier === "standard" ||
    smallFactor ||
    notComposite ||
    roca ||
    fermat ||
    smallPrivateExponent ||
    continuedFraction === "factored"
  )
    return standard;
  // A prime has no second factor for the others to find.
  if (isPrime(n)) return { ...standard, notComposite: true };
  const extended = { ...standard, nearDifference: hasNearDifference(n) };
  if (tier === "extended" || extended.nearDifference) return extended;
  return testDeep(n, extended);
}

/** Each of these finds a factor: the first that does ends the search. */
function testDeep(n: bigint, extended: RsaOutcomes): RsaOutcomes {
  const withEnds = { ...extended, equalEnds: hasEqualEnds(n) };
  if (withEnds.equalEnds) return withEnds;
  const withSeed = { ...withEnds, unseeded: hasUnseededPrime(n) };
  if (withSeed.unseeded) return withSeed;
  const withWeight = { ...withSeed, lowWeight: lowWeightPrimes(n) };
  if (withWeight.lowWeight === "factored") return withWeight;
  const withPattern = { ...withWeight, bitPattern: hasBitPattern(n) };
  if (withPattern.bitPattern) return withPattern;
  const withPermuted = { ...withPattern, permutedBitPattern: hasPermutedBitPattern(n) };
  return withPermuted.permutedBitPattern ? withPermuted : { ...withPermuted, smoothPrime: hasSmoothPrime(n) };
}
