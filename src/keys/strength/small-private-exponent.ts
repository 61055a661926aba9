import { bitLength, exactSquareRoot } from "./integers.ts";

/** A fraction near e / n that may be k / (d g), with g = gcd(p - 1, q - 1). */
interface Guess {
  readonly k: bigint;
  readonly dg: bigint;
}

/** Bits of g that are tried where k is smaller than g, and sizes of d whose g may be of any length. */
const [fewMultiples, smallDs] = [512n, [1n, 3n, 5n, 7n, 9n, 11n, 13n, 15n]] as const;

/**
 * Wiener's attack ("Cryptanalysis of short RSA secret exponents", 1990), for a d or a -d that inverts e modulo phi(n) or lcm(p - 1, q - 1):
 * e d g = k phi(n) +- g, where g = gcd(p - 1, q - 1) is 1 for phi. For d g below n^(1/4) / 3, k / (d g) is a convergent of e / n; sums of few
 * neighbouring convergents go a little further (Verheul and van Tilborg, 1997). Such a d makes e about as long as n, so that exponents up to
 * 32 bits need no test.
 * @param reach how many multiples of each of two neighbours are added; their square is the count of guesses for each convergent near the bound
 */
export function hasSmallPrivateExponent(n: bigint, e: bigint, reach = 2): boolean {
  if (e <= 0xffff_ffffn) return false;
  const quarter = bitLength(n) >> 2;
  let [numerator, denominator] = [e, n];
  let [last, before]: [Guess, Guess] = [
    { k: 1n, dg: 0n },
    { k: 0n, dg: 1n },
  ];
  while (denominator > 0n && bitLength(last.dg) <= quarter + 8) {
    const quotient = numerator / denominator;
    [numerator, denominator] = [denominator, numerator % denominator];
    [last, before] = [{ k: quotient * last.k + before.k, dg: quotient * last.dg + before.dg }, last];
    if (factorsWith(n, e, last)) return true;
    if (bitLength(last.dg) < quarter - 8) {
      // Wiener's own rounding: the quotient one higher.
      if (factorsWith(n, e, { k: last.k + before.k, dg: last.dg + before.dg })) return true;
    } else if (sumsFactor(n, e, last, before, reach)) return true;
  }
  return false;
}

function sumsFactor(n: bigint, e: bigint, last: Guess, before: Guess, reach: number): boolean {
  for (let many = 1; many <= reach; many++)
    for (let few = 1; few <= reach; few++)
      for (const sign of [1, -1]) {
        const [times, timesBefore] = [BigInt(many), BigInt(sign * few)];
        const guess = { k: times * last.k + timesBefore * before.k, dg: times * last.dg + timesBefore * before.dg };
        if (guess.k > 0n && guess.dg > 0n && factorsWith(n, e, guess)) return true;
      }
  return false;
}

function factorsWith(n: bigint, e: bigint, { k, dg }: Guess): boolean {
  if (k === 0n || dg === 0n) return false;
  const product = e * dg;
  const quotient = product / k;
  // e d g = k phi + g, or k phi - g for a negative d, with g below k.
  if (isPhi(n, quotient) || isPhi(n, quotient + 1n)) return true;
  for (const d of smallDs) {
    if (dg % d !== 0n) continue;
    const g = dg / d;
    if (isPhi(n, (product - g) / k) || isPhi(n, (product + g) / k)) return true;
  }
  if (k > fewMultiples) return false;
  for (let multiple = 1n; multiple * k <= fewMultiples; multiple++)
    if (isPhi(n, quotient - multiple) || isPhi(n, quotient + 1n + multiple)) return true;
  return false;
}

/** Whether a number is (p - 1)(q - 1): then it tells p + q, and with p q = n both primes. */
function isPhi(n: bigint, phi: bigint): boolean {
  const sum = n - phi + 1n;
  if (phi < 1n || sum < 2n || (sum & 1n) !== 0n) return false;
  const half = sum >> 1n;
  const difference = exactSquareRoot(half * half - n);
  return difference !== undefined && half - difference > 1n;
}
