import { remaindersOf } from "./remainders.ts";
import { gcd } from "./strength/euclid.ts";
import { bitLength } from "./strength/integers.ts";
import { primorial } from "./strength/small-factor.ts";

/** How many bits a modulus may be shorter than the length that its generator was asked for. */
const shorter = 8;

/** What division by primes that are known beforehand says of moduli, by index. */
export interface KnownDivisors {
  /** Those with a prime up to 65537. */
  readonly smallFactor: ReadonlySet<number>;
  /** Those with a prime that keys on the internet are known to share: of badkeys' list. */
  readonly knownPrime: ReadonlySet<number>;
}

/** Looks for small primes and for known shared ones at once. The list of the latter is loaded when there is a modulus of a length that it has. */
export async function knownDivisors(moduli: readonly bigint[]): Promise<KnownDivisors> {
  const [smallFactor, knownPrime] = [new Set<number>(), new Set<number>()];
  for (const { known, indexes } of await groupsOf(moduli)) {
    const chosen = indexes.map((index) => moduli[index] ?? 1n);
    remaindersOf(primorial() * known, chosen).forEach((remainder, place) => {
      const index = indexes[place] ?? 0;
      const divisor = gcd(chosen[place] ?? 1n, remainder);
      if (divisor === 1n) return;
      if (gcd(divisor, primorial()) > 1n) smallFactor.add(index);
      if (gcd(divisor, known) > 1n) knownPrime.add(index);
    });
  }
  return { smallFactor, knownPrime };
}

/** The moduli above 1 by the list that has their length; those of other lengths have none, which is the product 1. */
async function groupsOf(
  moduli: readonly bigint[],
): Promise<readonly { readonly known: bigint; readonly indexes: readonly number[] }[]> {
  const lengths = moduli.map((modulus) => bitLength(modulus));
  const isLong = lengths.some((length) => length > 2_048 - shorter);
  const products = isLong ? (await import("./known-primes/products.ts")).products : [];
  const listOf = (length: number): number =>
    products.findIndex(({ bits }) => length <= bits && length > bits - shorter);
  return [-1, ...products.keys()].flatMap((list) => {
    const indexes = [...lengths.keys()].filter(
      (index) => (lengths[index] ?? 0) > 1 && listOf(lengths[index] ?? 0) === list,
    );
    if (indexes.length === 0) return [];
    const product = products[list]?.product;
    return [
      { known: product === undefined ? 1n : BigInt(`0x${Buffer.from(product, "base64").toString("hex")}`), indexes },
    ];
  });
}
