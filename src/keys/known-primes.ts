import { remaindersOf } from "./remainders.ts";
import { gcd } from "./strength/euclid.ts";
import { bitLength } from "./strength/integers.ts";

/** How many bits a modulus may be shorter than the length that its generator was asked for. */
const shorter = 8;

/**
 * Which of the moduli have a prime that keys on the internet are known to share: those of badkeys' list. Told by index.
 * The list is loaded when there is a modulus of a length that it has.
 */
export async function withKnownPrime(moduli: readonly bigint[]): Promise<ReadonlySet<number>> {
  const lengths = moduli.map((modulus) => bitLength(modulus));
  const found = new Set<number>();
  if (!lengths.some((length) => length > 2_048 - shorter)) return found;
  const { products } = await import("./known-primes/products.ts");
  for (const { bits, product } of products) {
    const indexes = [...moduli.keys()].filter((index) => isOfLength(lengths[index] ?? 0, bits));
    if (indexes.length === 0) continue;
    const value = BigInt(`0x${Buffer.from(product, "base64").toString("hex")}`);
    const chosen = indexes.map((index) => moduli[index] ?? 1n);
    remaindersOf(value, chosen).forEach((remainder, place) => {
      const index = indexes[place];
      if (index !== undefined && gcd(chosen[place] ?? 1n, remainder) > 1n) found.add(index);
    });
  }
  return found;
}

function isOfLength(length: number, bits: number): boolean {
  return length <= bits && length > bits - shorter;
}
