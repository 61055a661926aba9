/** Bit length of a number that is not negative. */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const hex = value.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0] ?? "0", 16)) + 28;
}

/** The remainder that is not negative. */
export function modulo(value: bigint, modulus: bigint): bigint {
  const remainder = value % modulus;
  return remainder < 0n ? remainder + modulus : remainder;
}

/** The largest integer whose square is not above a value that is not negative: that of the upper half of its bits, and one step of Newton's (Zimmermann, 1999). */
export function squareRoot(value: bigint): bigint {
  if (value < 1n << 52n) return BigInt(Math.floor(Math.sqrt(Number(value))));
  const quarter = BigInt(Math.max(1, ((bitLength(value) >> 2) - 1) & ~1));
  const guess = (squareRoot(value >> (2n * quarter)) + 1n) << quarter;
  let root = (guess + value / guess) >> 1n;
  while (root * root > value) root -= 1n;
  return root;
}

/** A table that says for each remainder whether it is a square modulo m. */
export function squaresModulo(modulus: number): Uint8Array {
  const squares = new Uint8Array(modulus);
  for (let root = 0; root < modulus; root++) squares[(root * root) % modulus] = 1;
  return squares;
}

/** 64 * 9 * 5 * 7 = 20160, of whose remainders 1 in 35 is a square. */
const filterModulus = 20_160;
const filter = once(() => squaresModulo(filterModulus));

/** The root of a square; undefined for every other number. */
export function exactSquareRoot(value: bigint): bigint | undefined {
  if (value < 0n || filter()[Number(value % BigInt(filterModulus))] !== 1) return undefined;
  const root = squareRoot(value);
  return root * root === value ? root : undefined;
}

/** The primes up to a bound, in order. */
export function primesUpTo(bound: number): readonly number[] {
  const composite = new Uint8Array(bound + 1);
  const primes: number[] = [];
  for (let candidate = 2; candidate <= bound; candidate++) {
    if (composite[candidate] === 1) continue;
    primes.push(candidate);
    for (let multiple = candidate * candidate; multiple <= bound; multiple += candidate) composite[multiple] = 1;
  }
  return primes;
}

/** The product of many numbers, by halves, so that the factors of each multiplication are of one size. */
export function productOf(values: readonly bigint[]): bigint {
  let level = values;
  while (level.length > 1)
    level = level.flatMap((value, index) => (index % 2 === 0 ? [value * (level[index + 1] ?? 1n)] : []));
  return level[0] ?? 1n;
}

/** Runs `make` when the value is first needed, and never again: tables cost nothing at start-up. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
