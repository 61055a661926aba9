/** A vector of a three-dimensional lattice. */
export type Vector = readonly [bigint, bigint, bigint];

/**
 * A basis of short vectors for the lattice of three given ones: Gauss's reduction of the two shorter, then the third against both, until
 * nothing gets shorter (Semaev, "A 3-dimensional lattice reduction algorithm", 2001).
 */
export function reduce(given: readonly [Vector, Vector, Vector]): readonly Vector[] {
  let [a, b, c] = sortByLength(given);
  for (;;) {
    [a, b] = reducePair(a, b);
    const shorter = nearest(c, a, b);
    if (dot(shorter, shorter) >= dot(c, c)) return [a, b, c];
    [a, b, c] = sortByLength([a, b, shorter]);
  }
}

function reducePair(first: Vector, second: Vector): [Vector, Vector] {
  let [a, b] = dot(first, first) <= dot(second, second) ? [first, second] : [second, first];
  for (;;) {
    const factor = divideRounded(dot(a, b), dot(a, a));
    const shorter = subtract(b, factor, a);
    if (dot(shorter, shorter) >= dot(a, a)) return [a, shorter];
    [a, b] = [shorter, a];
  }
}

/** c less its part in the plane of a and b, to the nearest whole multiples. */
function nearest(c: Vector, a: Vector, b: Vector): Vector {
  const [aa, ab, bb, ac, bc] = [dot(a, a), dot(a, b), dot(b, b), dot(a, c), dot(b, c)];
  const determinant = aa * bb - ab * ab;
  if (determinant === 0n) return c;
  const alongA = divideRounded(ac * bb - bc * ab, determinant);
  const alongB = divideRounded(bc * aa - ac * ab, determinant);
  return subtract(subtract(c, alongA, a), alongB, b);
}

function sortByLength(vectors: readonly [Vector, Vector, Vector]): [Vector, Vector, Vector] {
  const [a, b, c] = vectors
    .map((vector) => ({ vector, length: dot(vector, vector) }))
    .sort((x, y) => (x.length < y.length ? -1 : 1));
  return [a?.vector ?? vectors[0], b?.vector ?? vectors[1], c?.vector ?? vectors[2]];
}

function dot(a: Vector, b: Vector): bigint {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function subtract(from: Vector, times: bigint, vector: Vector): Vector {
  return [from[0] - times * vector[0], from[1] - times * vector[1], from[2] - times * vector[2]];
}

function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * numerator + denominator;
  const quotient = doubled / (2n * denominator);
  return doubled < 0n && quotient * 2n * denominator !== doubled ? quotient - 1n : quotient;
}
