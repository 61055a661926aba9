import { once } from "./integers.ts";
import { isFermatFactorable } from "./fermat.ts";

/** The largest term of the ratios, and Fermat's steps for each. */
export const ratioReach = {
  extended: { largest: 16, steps: 1_000 },
  deep: { largest: 128, steps: 10_000 },
} as const;

export type RatioReach = (typeof ratioReach)[keyof typeof ratioReach];

/**
 * Whether a p and b q are near each other for some small a and b other than 1 and 1, as when one prime is the next one after a simple fraction of
 * the other: Fermat's method on 4 a b n finds them (Lehman, "Factoring large integers", 1974).
 */
export function hasNearRatio(n: bigint, { largest, steps }: RatioReach): boolean {
  return products().some(([product, term]) => term <= largest && isFermatFactorable(n, steps, BigInt(4 * product)));
}

/** The products a b of all ratios in lowest terms, each once, with the smallest larger term that gives it. */
const products = once(() => {
  const terms = new Map<number, number>();
  for (let larger = 2; larger <= ratioReach.deep.largest; larger++)
    for (let smaller = 1; smaller < larger; smaller++)
      if (divisor(larger, smaller) === 1 && !terms.has(larger * smaller)) terms.set(larger * smaller, larger);
  return [...terms];
});

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
