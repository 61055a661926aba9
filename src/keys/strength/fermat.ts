import { gcd } from "./euclid.ts";
import { exactSquareRoot, once, squareRoot, squaresModulo } from "./integers.ts";

/** Values of a are taken in rows of this length: in each row the same 1 in 25 or fewer makes a^2 - n a square modulo it. */
const row = 16 * 9 * 5 * 7;
/** Of the others 1 in 300 is a square modulo both of these. */
const [second, third] = [11 * 13 * 17 * 19, 23 * 29 * 31];

const tables = once(() => ({ row: squaresModulo(row), second: squaresModulo(second), third: squaresModulo(third) }));

/**
 * Fermat's factoring: n = a^2 - b^2 with a the mean of p and q, searched from the root of n upwards. Finds primes that were taken near
 * each other, and p = q (CVE-2022-26320; Boeck, "Fermat Factorization in the Wild", 2023).
 * @param steps how many values of a are tried
 * @param multiplier 4 u v finds primes of which u p and v q are near each other
 */
export function isFermatFactorable(n: bigint, steps: number, multiplier = 1n): boolean {
  if (n < 3n || (n & 1n) === 0n) return false;
  const value = multiplier * n;
  const root = squareRoot(value);
  const start = root * root === value ? root : root + 1n;
  const difference = start * start - value;
  const squares = tables();
  const residues = {
    row: residuesOf(start, difference, row),
    second: residuesOf(start, difference, second),
    third: residuesOf(start, difference, third),
  };
  for (let offset = 0; offset < Math.min(row, steps); offset++) {
    if (squares.row[at(residues.row, offset, row)] !== 1) continue;
    for (let step = offset; step < steps; step += row) {
      if (squares.second[at(residues.second, step, second)] !== 1) continue;
      if (squares.third[at(residues.third, step, third)] !== 1) continue;
      const a = start + BigInt(step);
      const b = exactSquareRoot(a * a - value);
      if (b === undefined) continue;
      // a - b = 1 is n * 1, which every odd number has.
      const factor = gcd(a - b, n);
      if (factor > 1n && (factor < n || b === 0n)) return true;
    }
  }
  return false;
}

interface Residues {
  readonly a: number;
  /** Of a^2 - n. */
  readonly difference: number;
}

function residuesOf(a: bigint, difference: bigint, modulus: number): Residues {
  return { a: Number(a % BigInt(modulus)), difference: Number(difference % BigInt(modulus)) };
}

/** (a + s)^2 - n = a^2 - n + s (2 a + s) */
function at({ a, difference }: Residues, step: number, modulus: number): number {
  const rest = step % modulus;
  return (difference + rest * (2 * a + rest)) % modulus;
}
