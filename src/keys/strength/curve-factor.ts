import { gcd } from "./euclid.ts";
import { modulo, once, primesUpTo } from "./integers.ts";

/** Curves, and the bounds of both stages: a prime p is found by a curve whose order modulo p has primes up to b1, and one up to b2. */
interface Round {
  readonly curves: number;
  readonly b1: number;
  readonly b2: number;
}

/** Small bounds first: they find most factors below 2^32. */
const rounds: readonly Round[] = [
  { curves: 12, b1: 150, b2: 8_000 },
  { curves: 30, b1: 400, b2: 50_000 },
];

/** A point of a Montgomery curve, up to its sign: x = X / Z. */
type Point = readonly [x: bigint, z: bigint];

/** Giant steps of the second stage; every prime above 7 is a multiple of it plus or minus a baby step, which is odd. */
const stride = 420;

/** What one curve of a round does, and how many multiplications modulo n it takes. */
interface Plan {
  readonly scalar: readonly number[];
  /** For each giant step, the baby steps that reach a prime. */
  readonly pairs: readonly (readonly number[])[];
  readonly firstGiant: number;
  readonly steps: number;
}

const plans = once(() => rounds.map((round) => ({ curves: round.curves, plan: planOf(round) })));

/** Multiplications modulo n that all curves take. */
export const curveSteps = once(() => plans().reduce((sum, { curves, plan }) => sum + curves * plan.steps, 0));

/**
 * Lenstra's elliptic curve method ("Factoring integers with elliptic curves", 1987), on curves of Suyama's with twelve torsion points, in
 * Montgomery's form ("Speeding the Pollard and elliptic curve methods of factorization", 1987). The curves are always the same.
 */
export function hasCurveFactor(n: bigint): boolean {
  let sigma = 6n;
  for (const { curves, plan } of plans())
    for (let curve = 0; curve < curves; curve++) if (curveFactors(n, sigma++, plan)) return true;
  return false;
}

function curveFactors(n: bigint, sigma: bigint, { scalar, pairs, firstGiant }: Plan): boolean {
  const [u, v] = [sigma * sigma - 5n, 4n * sigma];
  const divisor = 16n * u ** 3n * v;
  const inverse = inverseModulo(divisor, n);
  if (inverse === undefined) return splits(divisor, n);
  const a24 = modulo((v - u) ** 3n * (3n * u + v) * inverse, n);
  const curve = { n, a24 };
  let point: Point = [u ** 3n % n, v ** 3n % n];
  for (const factor of scalar) point = multiply(curve, point, factor);
  if (splits(point[1], n)) return true;
  return splits(secondStage(curve, point, pairs, firstGiant), n);
}

interface Curve {
  readonly n: bigint;
  /** (A + 2) / 4 */
  readonly a24: bigint;
}

/** The product of differences between giant and baby steps: a multiple of p when a prime between b1 and b2 times the point is the identity. */
function secondStage(curve: Curve, point: Point, pairs: Plan["pairs"], firstGiant: number): bigint {
  const { n } = curve;
  const babies = babySteps(curve, point);
  const step = multiply(curve, point, stride);
  let [giant, next] = [multiply(curve, step, firstGiant), multiply(curve, step, firstGiant + 1)];
  let product = 1n;
  for (const row of pairs) {
    const [x, z, xz] = withProduct(n, giant);
    for (const odd of row) {
      const baby = babies[odd >> 1];
      if (baby !== undefined) product = (product * ((x - baby[0]) * (z + baby[1]) - xz + baby[2])) % n;
    }
    [giant, next] = [next, add(n, next, step, giant)];
  }
  return product;
}

/** The odd multiples of a point up to half a giant step. */
function babySteps(curve: Curve, point: Point): readonly ReturnType<typeof withProduct>[] {
  const { n } = curve;
  const two = double(curve, point);
  const steps = [withProduct(n, point)];
  let [before, last]: [Point, Point] = [point, point];
  for (let odd = 3; odd < stride / 2; odd += 2) {
    [before, last] = [last, add(n, last, two, before)];
    steps.push(withProduct(n, last));
  }
  return steps;
}

function withProduct(n: bigint, [x, z]: Point): readonly [bigint, bigint, bigint] {
  return [x, z, (x * z) % n];
}

function double({ n, a24 }: Curve, [x, z]: Point): Point {
  const [sum, difference] = [((x + z) * (x + z)) % n, ((x - z) * (x - z)) % n];
  const rest = sum - difference;
  return [(sum * difference) % n, (rest * (difference + ((a24 * rest) % n))) % n];
}

/** The sum of two points whose difference is given. */
function add(n: bigint, [x1, z1]: Point, [x2, z2]: Point, [x, z]: Point): Point {
  const [first, second] = [((x1 - z1) * (x2 + z2)) % n, ((x1 + z1) * (x2 - z2)) % n];
  const [sum, difference] = [first + second, first - second];
  return [(z * ((sum * sum) % n)) % n, (x * ((difference * difference) % n)) % n];
}

/** Montgomery's ladder. */
function multiply(curve: Curve, point: Point, times: number): Point {
  let [low, high]: [Point, Point] = [point, double(curve, point)];
  for (let bit = Math.floor(Math.log2(times)) - 1; bit >= 0; bit--) {
    const sum = add(curve.n, low, high, point);
    [low, high] = Math.floor(times / 2 ** bit) % 2 === 1 ? [sum, double(curve, high)] : [double(curve, low), sum];
  }
  return low;
}

function planOf({ b1, b2 }: Round): Plan {
  const primes = primesUpTo(b2);
  const scalar = primes
    .filter((prime) => prime <= b1)
    .map((prime) => prime ** Math.floor(Math.log(b1) / Math.log(prime) + 1e-9));
  const [firstGiant, lastGiant] = [Math.max(1, Math.round(b1 / stride)), Math.ceil(b2 / stride)];
  const reached = new Set(primes.filter((prime) => prime > b1));
  const odds = Array.from({ length: stride / 4 }, (_, index) => 2 * index + 1);
  const pairs = Array.from({ length: lastGiant - firstGiant + 1 }, (_, row) => {
    const giant = (firstGiant + row) * stride;
    return odds.filter((odd) => reached.has(giant - odd) || reached.has(giant + odd));
  });
  const bits = scalar.reduce((sum, factor) => sum + Math.log2(factor), 0);
  const products = pairs.reduce((sum, row) => sum + row.length, 0);
  return { scalar, pairs, firstGiant, steps: Math.ceil(11 * bits + 2 * products + 7 * (odds.length + pairs.length)) };
}

function splits(value: bigint, n: bigint): boolean {
  const factor = gcd(modulo(value, n), n);
  return factor > 1n && factor < n;
}

function inverseModulo(value: bigint, n: bigint): bigint | undefined {
  let [a, b, x, y] = [n, modulo(value, n), 0n, 1n];
  while (b > 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return a === 1n ? modulo(x, n) : undefined;
}
