import { generateKeyPairSync } from "node:crypto";
import { readDer, toBigInt } from "../der.ts";
import { modulo } from "./integers.ts";

/** A point in affine coordinates; never the point at infinity. */
export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

/** y^2 = x^3 + a x + b modulo p, with its generator. */
export interface PrimeCurve {
  readonly p: bigint;
  readonly a: bigint;
  readonly generator: Point;
}

/** The parameters of a curve, from OpenSSL; undefined for one that it does not have, or that is not over a prime field. */
export function primeCurveOf(openssl: string): PrimeCurve | undefined {
  try {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: openssl, paramEncoding: "explicit" });
    const node = readDer(publicKey.export({ type: "spki", format: "der" }), []);
    // SubjectPublicKeyInfo { { id, { version, { type, p }, { a, b }, generator, order, ... } }, point }
    const algorithm = node.kind === "sequence" ? node.children[0] : undefined;
    const parameters = algorithm?.kind === "sequence" ? algorithm.children[1] : undefined;
    if (parameters?.kind !== "sequence") return undefined;
    const [, field, equation, generator] = parameters.children;
    const p = field?.kind === "sequence" ? field.children[1] : undefined;
    const a = equation?.kind === "sequence" ? equation.children[0] : undefined;
    if (p?.kind !== "integer" || a?.kind !== "octets" || generator?.kind !== "octets") return undefined;
    const half = (generator.value.length + 1) >> 1;
    const [x, y] = [toBigInt(generator.value.subarray(1, half)), toBigInt(generator.value.subarray(half))];
    return { p: toBigInt(p.value), a: toBigInt(a.value), generator: { x, y } };
  } catch {
    return undefined;
  }
}

/**
 * A point added to each of many, with one inversion for all of them (Montgomery's trick).
 * @returns for each its sum; undefined for the point at infinity
 */
export function sums({ p, a }: PrimeCurve, points: readonly Point[], added: Point): readonly (Point | undefined)[] {
  const slopes = points.map((point): readonly [numerator: bigint, denominator: bigint] => {
    if (point.x !== added.x) return [added.y - point.y, modulo(added.x - point.x, p)];
    return point.y === added.y ? [3n * point.x * point.x + a, modulo(2n * point.y, p)] : [0n, 0n];
  });
  const inverses = inversesOf(
    slopes.map(([, denominator]) => (denominator === 0n ? 1n : denominator)),
    p,
  );
  return points.map((point, index) => {
    const [numerator, denominator] = slopes[index] ?? [0n, 0n];
    if (denominator === 0n) return undefined;
    const slope = (modulo(numerator, p) * (inverses[index] ?? 1n)) % p;
    const x = modulo(slope * slope - point.x - added.x, p);
    return { x, y: modulo(slope * (point.x - x) - point.y, p) };
  });
}

/** The first multiples of a point, from itself on. */
export function multiplesOf(curve: PrimeCurve, point: Point, count: number): readonly Point[] {
  const multiples = [point];
  for (let last = point; multiples.length < count; last = multiples.at(-1) ?? last)
    for (const sum of sums(curve, multiples.slice(0, count - multiples.length), last)) multiples.push(sum ?? point);
  return multiples;
}

function inversesOf(values: readonly bigint[], p: bigint): readonly bigint[] {
  const products: bigint[] = [];
  let product = 1n;
  for (const value of values) {
    products.push(product);
    product = (product * value) % p;
  }
  let inverse = inverseModulo(product, p);
  const inverses = values.slice();
  for (let index = values.length - 1; index >= 0; index--) {
    inverses[index] = (inverse * (products[index] ?? 1n)) % p;
    inverse = (inverse * (values[index] ?? 1n)) % p;
  }
  return inverses;
}

function inverseModulo(value: bigint, p: bigint): bigint {
  let [a, b, x, y] = [p, value, 0n, 1n];
  while (b > 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return modulo(x, p);
}
