import { bitLength } from "./integers.ts";
import { isFactorableFrom } from "./near-difference.ts";
import { unseededGenerators } from "./unseeded-generators.ts";

/** How many numbers of each generator are tried. */
const depth = 10;

const numbersOf = new Map<number, readonly bigint[]>();

/** The first numbers of so many bits of each generator. */
function firstNumbers(bits: number): readonly bigint[] {
  const known = numbersOf.get(bits);
  if (known !== undefined) return known;
  const numbers = unseededGenerators.flatMap((make) => {
    const next = make();
    return Array.from({ length: depth }, () => next(bits));
  });
  numbersOf.set(bits, numbers);
  return numbers;
}

/**
 * Whether a prime is the first one after an early number of a generator without a seed, as it is or with its upper bits set. Idea: Paranoid,
 * which lists such numbers; here they are computed.
 */
export function hasUnseededPrime(n: bigint): boolean {
  return [...guessesFor(n)].some((guess) => isFactorableFrom(n, guess));
}

/** How many guesses {@link hasUnseededPrime} makes. */
export const unseededGuesses = 3 * unseededGenerators.length * depth;

function guessesFor(n: bigint): ReadonlySet<bigint> {
  const bits = (bitLength(n) + 1) >> 1;
  const top = 1n << BigInt(bits - 1);
  return new Set(firstNumbers(bits).flatMap((number) => [number, number | top, number | top | (top >> 1n)]));
}
