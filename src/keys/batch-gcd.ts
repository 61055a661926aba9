import { gcd } from "./strength/euclid.ts";
import { bitLength, productOf } from "./strength/integers.ts";

/** The products of a block of moduli: leaves first, each level half as long as the one before. */
interface Tree {
  readonly products: bigint[][];
  /** Sum over the moduli n of (product of all) / n. */
  readonly sum: bigint;
}

/** Moduli per block. One product of 2048-bit moduli may hold 524,288 of them before a BigInt is full; memory grows with the block. */
const defaultBlock = 50_000;

/**
 * The greatest common divisor of each modulus with the product of all others, in quasi-linear time (Bernstein; Heninger et al., "Mining your
 * Ps and Qs", 2012), in the form that carries sums up the product tree: the sum modulo n is the product of the others modulo n, so that
 * remainders modulo n^2 are not needed. Blocks bound the size of numbers and of memory.
 * @param moduli distinct, odd or even, above 1
 * @param onProgress told about the share of levels of all trees that are done
 */
export function batchGcd(
  moduli: readonly bigint[],
  options: { readonly blockSize?: number; readonly onProgress?: (done: number, total: number) => void } = {},
): readonly bigint[] {
  const size = options.blockSize ?? defaultBlock;
  const blocks = Array.from({ length: Math.ceil(moduli.length / size) }, (_, index) =>
    moduli.slice(index * size, (index + 1) * size),
  );
  const total = blocks.reduce((sum, block) => sum + stepsOf(block), 0);
  let done = 0;
  const step = (): void => options.onProgress?.(Math.min(++done, total), total);
  const products: bigint[] = [];
  return blocks.flatMap((block, index) => {
    const started = startBlock(block, step);
    products[index] = started.product;
    const others = blocks.flatMap((other, place) => (place === index ? [] : [(products[place] ??= productOf(other))]));
    return started.finish(others);
  });
}

/** How many steps of progress a block of moduli has. */
export function stepsOf(block: readonly bigint[]): number {
  return 2 * Math.ceil(Math.log2(Math.max(2, block.length)));
}

/** A block of moduli whose product is known, and which waits for those of the other blocks. */
export interface StartedBlock {
  readonly product: bigint;
  /** The common divisors of its moduli, from the products of all other blocks. */
  readonly finish: (others: readonly bigint[]) => readonly bigint[];
}

export function startBlock(moduli: readonly bigint[], step: () => void): StartedBlock {
  const tree = productTree(moduli, step);
  const product = tree.products.at(-1)?.[0] ?? 1n;
  return {
    product,
    finish: (others) => {
      const rest = others.reduce((remainder, other) => (remainder * (other % product)) % product, 1n);
      return descend(tree, (tree.sum * rest) % product, step);
    },
  };
}

function productTree(leaves: readonly bigint[], step: () => void): Tree {
  const products = [[...leaves]];
  let level = products[0] ?? [];
  let sums = leaves.map(() => 1n);
  while (level.length > 1) {
    const [nextLevel, nextSums]: [bigint[], bigint[]] = [[], []];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index] ?? 1n, level[index + 1]];
      const [leftSum, rightSum] = [sums[index] ?? 0n, sums[index + 1] ?? 0n];
      nextLevel.push(right === undefined ? left : left * right);
      nextSums.push(right === undefined ? leftSum : leftSum * right + rightSum * left);
    }
    [level, sums] = [nextLevel, nextSums];
    products.push(level);
    step();
  }
  return { products, sum: sums[0] ?? 0n };
}

/** Bits of fixed-point fractions beyond those of the product; every level loses less than one unit in the last place. */
const guard = 32;

/**
 * Takes r, a remainder modulo the root, to r modulo each leaf, as fixed-point fractions r / product: those of a child are the parent's times
 * the sibling, less whole numbers. A multiplication takes the place of each division (Bernstein, "Scaled remainder trees", 2004).
 */
function descend({ products }: Tree, remainder: bigint, step: () => void): readonly bigint[] {
  const leaves = products[0] ?? [];
  const sizes = sizesOf(products);
  let precision = (sizes.pop()?.[0] ?? 0) + guard;
  let fractions = [(remainder << BigInt(precision)) / (products.pop()?.[0] ?? 1n)];
  let precisions = [precision];
  for (let level = products.pop(); level !== undefined; level = products.pop()) {
    const [above, abovePrecisions, size] = [fractions, precisions, sizes.pop() ?? []];
    precisions = size.map((bits) => bits + guard);
    fractions = level.map((_, index) => {
      const sibling = level[index ^ 1] ?? 1n;
      precision = abovePrecisions[index >> 1] ?? 0;
      const fraction = BigInt.asUintN(precision, (above[index >> 1] ?? 0n) * sibling);
      return fraction >> BigInt(precision - (precisions[index] ?? 0));
    });
    step();
  }
  return leaves.map((leaf, index) => {
    const bits = precisions[index] ?? 0;
    return gcd(leaf, ((fractions[index] ?? 0n) * leaf + BigInt.asUintN(bits, -1n)) >> BigInt(bits));
  });
}

/** Bits that suffice for each product: those of its factors together. */
function sizesOf(products: readonly (readonly bigint[])[]): number[][] {
  const sizes = [(products[0] ?? []).map((leaf) => bitLength(leaf))];
  for (const level of products.slice(1)) {
    const below = sizes.at(-1) ?? [];
    sizes.push(level.map((_, index) => (below[2 * index] ?? 0) + (below[2 * index + 1] ?? 0)));
  }
  return sizes;
}
