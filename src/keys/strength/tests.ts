import type { RsaPublicKey } from "../../model/public-key.ts";
import { toBytes } from "../der-writer.ts";
import { bitBias, hasRepeatedBytes } from "./bit-bias.ts";
import { nearFraction } from "./continued-fraction.ts";
import { isFermatFactorable } from "./fermat.ts";
import { furtherTests } from "./further-tests.ts";
import { isNotComposite } from "./not-composite.ts";
import type { RsaOutcomes, Tier } from "./outcomes.ts";
import { isRoca } from "./roca.ts";
import { isRocaVariant } from "./roca-variant.ts";
import { hasSmallFactor } from "./small-factor.ts";
import { hasSmallPrivateExponent } from "./small-private-exponent.ts";
import { workFor } from "./work.ts";

/** Values of a that Fermat's method tries. */
const fermatSteps = { standard: 20_000, extended: 1_000_000, deep: 100_000_000 } as const;

/** n and e. */
type RsaNumbers = Pick<RsaPublicKey, "modulus" | "exponent">;

/** The tests on one key, which run as their outcomes are asked for. */
export interface RsaTests {
  /** The outcomes of all tests up to one, which may be absent since a test before it broke the key; of all, without a name. */
  upTo(name?: keyof RsaOutcomes): RsaOutcomes;
}

/**
 * The tests of a tier, cheap before costly. Tests beyond the standard tier are left out for a key that is broken already.
 * Factors stay inside: only what was found is told.
 * @param smallFactor whether a prime up to 65537 divides n, where that was found for many moduli at once
 */
export function rsaTests({ modulus: n, exponent: e }: RsaNumbers, tier: Tier, smallFactor?: boolean): RsaTests {
  if (n <= 3n) return { upTo: () => ({ notComposite: true }) };
  const work = workFor(n);
  const waiting = furtherTests.filter(({ tiers: those }) => those.includes(tier));
  let outcomes: RsaOutcomes | undefined;
  return {
    upTo(name) {
      outcomes ??= shared({ smallFactor: smallFactor ?? hasSmallFactor(n), ...testStandard(n, e, tier) });
      while (!isBroken(outcomes) && waiting.some((test) => name === undefined || test.name === name)) {
        const test = waiting.shift();
        if (test === undefined) break;
        outcomes = work.spend(test.cost(n, e))
          ? { ...outcomes, [test.name]: test.run(n, e) }
          : { ...outcomes, unfinished: [...(outcomes.unfinished ?? []), test.name] };
      }
      return outcomes;
    },
  };
}

const outcomesMet = new Map<string, RsaOutcomes>();

/** Nearly all keys have the same outcomes: one object stands for them, so that a million are small. */
export function shared(outcomes: RsaOutcomes): RsaOutcomes {
  const text = JSON.stringify(outcomes);
  const same = outcomesMet.get(text) ?? outcomes;
  outcomesMet.set(text, same);
  return same;
}

/** The outcomes of all tests of a tier. */
export function testRsa(key: RsaNumbers, tier: Tier): RsaOutcomes {
  return rsaTests(key, tier).upTo();
}

function testStandard(n: bigint, e: bigint, tier: Tier): RsaOutcomes {
  const bytes = toBytes(n);
  const roca = isRoca(n);
  return {
    notComposite: isNotComposite(n),
    roca,
    rocaVariant: !roca && isRocaVariant(n),
    fermat: isFermatFactorable(n, fermatSteps[tier]),
    smallPrivateExponent: hasSmallPrivateExponent(n, e),
    continuedFraction: nearFraction(n),
    bitBias: bitBias(bytes),
    repeatedBytes: hasRepeatedBytes(bytes),
  };
}

/** Whether the key's factors or its private exponent can be computed, or it has none. */
function isBroken({ rocaVariant: _variant, repeatedBytes: _bytes, ...outcomes }: RsaOutcomes): boolean {
  return Object.values(outcomes).some((outcome) => outcome === true || outcome === "factored");
}
