import { powerModulo } from "./power.ts";

/** Gives the next number of so many bits. */
type Generator = (bits: number) => bigint;

/**
 * Generators as programs leave them that forget the seed, or take 0 for one: java.util.Random (its documentation prints the algorithm) and
 * those of GMP (randlc2x.c, randmts.c: the constants and the order of bits are theirs).
 */
export const unseededGenerators: readonly (() => Generator)[] = [
  () => javaRandom(0n),
  ...[1n, 0n].flatMap((seed) => [
    () => gmpLinear(seed, 0xbaecd515daf0b49dn, 64),
    () => gmpLinear(seed, 0xaf66ba932aaf58a071fd8f0742a99a0c76982d648509973db802303128a14cb5n, 256),
  ]),
  ...[5489n, 0n].map((seed) => () => gmpTwister(seed)),
];

/** `new BigInteger(bits, new Random(seed))`: bytes from the most significant one on, four of each number, its lowest first. */
function javaRandom(seed: bigint): Generator {
  const multiplier = 0x5deece66dn;
  let state = seed ^ multiplier;
  const next = (): number => {
    state = BigInt.asUintN(48, state * multiplier + 0xbn);
    return Number(state >> 16n);
  };
  return (bits) => {
    const bytes = Buffer.alloc(Math.ceil(bits / 32) * 4);
    for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(next(), at);
    return BigInt.asUintN(bits, BigInt(`0x${bytes.toString("hex", 0, Math.ceil(bits / 8))}`));
  };
}

/** `gmp_randinit_lc_2exp`: the upper half of each state, from the least significant bits on. */
function gmpLinear(seed: bigint, multiplier: bigint, stateBits: number): Generator {
  const half = stateBits / 2;
  let state = seed;
  return (bits) =>
    fromWords(bits, half, () => {
      state = BigInt.asUintN(stateBits, state * multiplier + 1n);
      return state >> BigInt(half);
    });
}

const [length, middle, warmUp] = [624, 397, 2000];

/** `gmp_randinit_mt`: MT19937, whose state is a power of the seed, warmed up by 2000 numbers. */
function gmpTwister(seed: bigint): Generator {
  const mangled = powerModulo(seed + 2n, 1_074_888_996n, 2n ** 19_937n - 20_023n);
  const state = Uint32Array.from({ length }, (_, index) =>
    index === 0
      ? Number(mangled >> 19_936n) << 31
      : Number(BigInt.asUintN(32, BigInt.asUintN(19_936, mangled) >> BigInt(32 * (index - 1)))),
  );
  const refill = (): void => {
    for (let at = 0; at < length; at++) {
      const mixed = ((state[at] ?? 0) & 0x80000000) | ((state[(at + 1) % length] ?? 0) & 0x7fffffff);
      state[at] = (state[(at + middle) % length] ?? 0) ^ (mixed >>> 1) ^ ((mixed & 1) * 0x9908b0df);
    }
  };
  for (let round = 0; round < Math.floor(warmUp / length); round++) refill();
  let position = warmUp % length;
  const next = (): bigint => {
    if (position === length) {
      refill();
      position = 0;
    }
    let word = state[position++] ?? 0;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return BigInt((word ^ (word >>> 18)) >>> 0);
  };
  return (bits) => fromWords(bits, 32, next);
}

/** Words from the least significant one on; of the last one the lower bits. */
function fromWords(bits: number, size: number, next: () => bigint): bigint {
  let value = 0n;
  for (let filled = 0; filled < bits; filled += size) value |= next() << BigInt(filled);
  return BigInt.asUintN(bits, value);
}
