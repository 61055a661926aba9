import { hasBitPattern, hasPermutedBitPattern } from "./bit-pattern.ts";
import { curveSteps, hasCurveFactor } from "./curve-factor.ts";
import { hasEqualEnds } from "./equal-ends.ts";
import { bitLength } from "./integers.ts";
import { isKeypairKey } from "./keypair.ts";
import { lowWeightPrimes } from "./low-weight.ts";
import { hasNearDifference } from "./near-difference.ts";
import { hasNearRatio, ratioReach } from "./near-ratio.ts";
import { isPrime } from "./not-composite.ts";
import { largestOpenSslModulus } from "./power.ts";
import { hasFurtherSmallFactor } from "./small-factor.ts";
import { hasSmallPrivateExponent } from "./small-private-exponent.ts";
import { hasSmoothPrime, type SmoothBound, smoothPrimeSteps } from "./smooth-prime.ts";
import { hasSmoothSuccessor, smoothSuccessorSteps } from "./smooth-successor.ts";
import type { RsaOutcomes, Tier } from "./outcomes.ts";
import { hasUnseededPrime, unseededGuesses } from "./unseeded.ts";
import { throughOpenSsl } from "./work.ts";

/** A test beyond the standard tier. The first that breaks the key ends the search. */
export interface FurtherTest {
  readonly name: Exclude<keyof RsaOutcomes, "unfinished">;
  readonly tiers: readonly Tier[];
  /** About how many multiplications modulo n it takes. */
  readonly cost: (n: bigint, e: bigint) => number;
  readonly run: (n: bigint, e: bigint) => RsaOutcomes[keyof RsaOutcomes];
}

const both = ["extended", "deep"] as const;
const [extendedOnly, deepOnly] = [["extended"], ["deep"]] as const;

/** Cheap before costly. */
export const furtherTests: readonly FurtherTest[] = [
  { name: "smallFactor", tiers: extendedOnly, cost: () => 600, run: (n) => hasFurtherSmallFactor(n, 20) },
  { name: "smallFactor", tiers: deepOnly, cost: () => 10_000, run: (n) => hasFurtherSmallFactor(n, 24) },
  // A prime has no second factor for the others to find.
  { name: "notComposite", tiers: both, cost: (n) => bitLength(n), run: isPrime },
  { name: "nearDifference", tiers: both, cost: () => 250, run: hasNearDifference },
  { name: "nearRatio", tiers: extendedOnly, cost: () => 1_000, run: (n) => hasNearRatio(n, ratioReach.extended) },
  { name: "nearRatio", tiers: deepOnly, cost: () => 80_000, run: (n) => hasNearRatio(n, ratioReach.deep) },
  {
    name: "smallPrivateExponent",
    tiers: deepOnly,
    cost: (_n, e) => (bitLength(e) > 32 ? 330_000 : 0),
    run: (n, e) => hasSmallPrivateExponent(n, e, 64),
  },
  { name: "equalEnds", tiers: deepOnly, cost: (n) => 6 * bitLength(n), run: hasEqualEnds },
  { name: "unseeded", tiers: deepOnly, cost: () => 20 * unseededGuesses, run: hasUnseededPrime },
  { name: "lowWeight", tiers: deepOnly, cost: () => 10_000, run: lowWeightPrimes },
  { name: "bitPattern", tiers: deepOnly, cost: () => 17_000, run: hasBitPattern },
  { name: "permutedBitPattern", tiers: deepOnly, cost: () => 20_000, run: hasPermutedBitPattern },
  { name: "keypair", tiers: both, cost: () => 100, run: isKeypairKey },
  { name: "smoothPrime", tiers: extendedOnly, cost: (n) => smoothPrimeCost(n, 16), run: (n) => hasSmoothPrime(n, 16) },
  { name: "smoothPrime", tiers: deepOnly, cost: (n) => smoothPrimeCost(n, 20), run: (n) => hasSmoothPrime(n, 20) },
  { name: "curveFactor", tiers: deepOnly, cost: curveSteps, run: hasCurveFactor },
  { name: "smoothSuccessor", tiers: deepOnly, cost: () => smoothSuccessorSteps, run: hasSmoothSuccessor },
];

function smoothPrimeCost(n: bigint, bound: SmoothBound): number {
  return smoothPrimeSteps[bound] * (bitLength(n) > largestOpenSslModulus ? 1 : throughOpenSsl);
}
