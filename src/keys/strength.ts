import type { EcPublicKey, EdwardsPublicKey, PublicKey } from "../model/public-key.ts";
import type { KnownKeyLists } from "./known-keys.ts";
import { hasTinyScalar, hasTinySeed } from "./strength/tiny-scalar.ts";
import type { RsaOutcomes, Tier } from "./strength/outcomes.ts";
import { rsaTests } from "./strength/tests.ts";

/** What the tests say of one key: methods by name, never a factor. */
export interface Strength extends RsaOutcomes {
  /** Whether the private key of a curve is a number that anybody would try. */
  readonly tinyPrivateKey?: boolean;
  /** What a list of documentation samples says of it: `RFC 9500`. */
  readonly knownSample?: string;
  /** What a list of compromised keys says of it: `debianssl`. */
  readonly knownCompromised?: string;
}

/** The tests of one key, which run as their outcomes are asked for. */
export interface StrengthTests {
  /** What the lists say, and the outcomes of all tests up to one; of all tests, without a name. */
  upTo(name?: keyof Strength): Strength;
}

/**
 * The tests of a key: against the lists, then by mathematics. Pure but for the lists' own reads.
 * @param outcomes those of the mathematics, where a thread found them already
 */
export function strengthTests(
  key: PublicKey,
  { tier, lists }: { readonly tier: Tier; readonly lists: KnownKeyLists },
  outcomes?: RsaOutcomes,
): StrengthTests {
  let listed: Strength | undefined;
  const tests =
    outcomes !== undefined ? { upTo: () => outcomes } : key.type === "RSA" ? rsaTests(key, tier) : undefined;
  return {
    upTo(name) {
      listed ??= onLists(key, lists);
      if (name === "knownSample") return listed;
      const isCurve = key.type === "EC" || key.type === "Ed25519" || key.type === "Ed448";
      if (isCurve && listed.tinyPrivateKey === undefined) listed = { tinyPrivateKey: isTiny(key, tier), ...listed };
      if (tests === undefined || name === "tinyPrivateKey") return listed;
      const tested = tests.upTo(name === "knownCompromised" ? "keypair" : name);
      return listed === unlisted ? tested : { ...tested, ...listed };
    },
  };
}

/** What all tests say of a key. */
export function strength(key: PublicKey, options: { readonly tier: Tier; readonly lists: KnownKeyLists }): Strength {
  return strengthTests(key, options).upTo();
}

/** Nearly all keys are on no list: one object stands for them, so that a million are small. */
const unlisted: Strength = {};

function onLists({ modulusId }: PublicKey, lists: KnownKeyLists): Strength {
  const find = (wanted: "sample" | "compromised"): string | undefined => {
    for (const list of lists) {
      const found = list.kind === wanted ? list.find(modulusId) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const [knownSample, knownCompromised] = [find("sample"), find("compromised")];
  if (knownSample === undefined && knownCompromised === undefined) return unlisted;
  return {
    ...(knownSample === undefined ? {} : { knownSample }),
    ...(knownCompromised === undefined ? {} : { knownCompromised }),
  };
}

function isTiny(key: EcPublicKey | EdwardsPublicKey, tier: Tier): boolean {
  return key.type === "EC" ? hasTinyScalar(key, tier) : hasTinySeed(key);
}
