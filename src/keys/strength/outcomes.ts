import type { BitBias } from "./bit-bias.ts";
import type { Finding } from "./finding.ts";

/** How much is tested: docs/strength.md has the time each takes. Each tier includes the ones before. */
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
  readonly nearRatio?: boolean;
  readonly equalEnds?: boolean;
  readonly lowWeight?: Finding;
  readonly bitPattern?: boolean;
  readonly permutedBitPattern?: boolean;
  readonly smoothPrime?: boolean;
  readonly smoothSuccessor?: boolean;
  readonly curveFactor?: boolean;
  readonly unseeded?: boolean;
  readonly keypair?: boolean;
  /** The tests of the tier that were left out since the work for one key was used up; they are absent, or as a shallower tier left them. */
  readonly unfinished?: readonly string[];
}
