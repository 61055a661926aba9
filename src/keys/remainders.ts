/** Moduli whose product is divided at once: longer products cost more than they spare. */
const block = 128;

/**
 * A number modulo each of many moduli, by a remainder tree: the number modulo products of moduli first, so that the long divisions are few.
 * @param moduli above 0
 */
export function remaindersOf(value: bigint, moduli: readonly bigint[]): readonly bigint[] {
  const remainders: bigint[] = [];
  for (let from = 0; from < moduli.length; from += block)
    remainders.push(...remaindersOfBlock(value, moduli.slice(from, from + block)));
  return remainders;
}

function remaindersOfBlock(value: bigint, moduli: readonly bigint[]): readonly bigint[] {
  const levels = [moduli];
  for (let level = moduli; level.length > 1; levels.push(level))
    level = level.flatMap((product, index) => (index % 2 === 0 ? [product * (level[index + 1] ?? 1n)] : []));
  return levels.reduceRight<readonly bigint[]>(
    (above, level) => level.map((product, index) => (above[index >> 1] ?? value) % product),
    [value],
  );
}
