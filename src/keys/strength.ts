import type { PublicKey } from "../model/public-key.ts";
import type { KnownKeyLists } from "./known-keys.ts";
import { type RsaOutcomes, type Tier, testRsa } from "./strength/tests.ts";

/** What the tests say of one key: methods by name, never a factor. */
export interface Strength extends RsaOutcomes {
  /** What a list of documentation samples says of it: `RFC 9500`. */
  readonly knownSample?: string;
  /** What a list of compromised keys says of it: `debianssl`. */
  readonly knownCompromised?: string;
}

/** Tests a key: first against the lists, then by mathematics. Pure but for the lists' own reads. */
export function strength(key: PublicKey, options: { readonly tier: Tier; readonly lists: KnownKeyLists }): Strength {
  const find = (kind: "sample" | "compromised"): string | undefined =>
    options.lists.reduce<string | undefined>(
      (found, list) => found ?? (list.kind === kind ? list.find(key.modulusId) : undefined),
      undefined,
    );
  const knownSample = find("sample");
  const knownCompromised = find("compromised");
  return shared({
    ...(key.type === "RSA" ? testRsa(key, options.tier) : {}),
    ...(knownSample === undefined ? {} : { knownSample }),
    ...(knownCompromised === undefined ? {} : { knownCompromised }),
  });
}

const outcomes = new Map<string, Strength>();

/** Nearly all keys have the same outcomes: one object stands for them, so that a million results are small. */
function shared(outcome: Strength): Strength {
  const text = JSON.stringify(outcome);
  const same = outcomes.get(text);
  if (same !== undefined) return same;
  outcomes.set(text, outcome);
  return outcome;
}
