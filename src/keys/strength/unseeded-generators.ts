import { twisterOfArray, twisterOfGmp, twisterOfSeed } from "./mersenne-twister.ts";

/** Gives the next number of so many bits. */
type Generator = (bits: number) => bigint;

/** Seeds that programs are left with, or that people type. */
const commonSeeds = [0, 1, 42, 123, 1234, 12_345];

/**
 * Generators as programs leave them that forget the seed, or take a number that anybody would: java.util.Random (its documentation prints the
 * algorithm), those of GMP (randlc2x.c, randmts.c: the constants and the order of bits are theirs), Python's and Ruby's Mersenne Twister, C++'s
 * and numpy's, rand() of glibc and of Microsoft's C library, and System.Random of .NET.
 */
export const unseededGenerators: readonly (() => Generator)[] = [
  ...commonSeeds.map((seed) => () => javaRandom(BigInt(seed))),
  ...[1n, 0n].flatMap((seed) => [
    () => gmpLinear(seed, 0xbaecd515daf0b49dn, 64),
    () => gmpLinear(seed, 0xaf66ba932aaf58a071fd8f0742a99a0c76982d648509973db802303128a14cb5n, 256),
  ]),
  ...[5489n, 0n].map((seed) => () => fromTwister(twisterOfGmp(seed))),
  ...commonSeeds.flatMap((seed) => [() => fromTwister(twisterOfArray(seed)), () => reversed(twisterOfArray(seed))]),
  ...[5489, ...commonSeeds].flatMap((seed) => [
    () => fromTwister(twisterOfSeed(seed)),
    () => fromHighWords(twisterOfSeed(seed)),
  ]),
  ...commonSeeds.slice(1).flatMap((seed) => [() => fromBytes(glibcRand(seed)), () => fromBytes(microsoftRand(seed))]),
  ...commonSeeds.flatMap((seed) => [() => fromBytes(dotNetRandom(seed)), () => fromLowBytes(dotNetRandom(seed))]),
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

/** glibc's additive generator (its manual: "BSD random number functions"), of which programs take the low byte. */
export function glibcRand(seed: number): () => number {
  const state = [seed];
  for (let at = 1; at < 31; at++) state.push(Number((16_807n * BigInt(state[at - 1] ?? 0)) % 2_147_483_647n));
  for (let at = 31; at < 34; at++) state.push(state[at - 31] ?? 0);
  const next = (): number => {
    const value = ((state.at(-31) ?? 0) + (state.at(-3) ?? 0)) >>> 0;
    state.push(value);
    return value >>> 1;
  };
  for (let round = 34; round < 344; round++) next();
  return next;
}

/** rand() of Microsoft's C library: 15 bits of a linear generator. */
export function microsoftRand(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 214_013) + 2_531_011) >>> 0;
    return (state >>> 16) & 0x7fff;
  };
}

/** `new Random(seed)`: Knuth's subtractive generator, with the one wrong index that .NET keeps (its documentation says so). */
export function dotNetRandom(seed: number): () => number {
  const modulus = 2 ** 31 - 1;
  const positive = (value: number): number => (value < 0 ? value + modulus : value);
  const state = Array.from({ length: 56 }, () => 0);
  let [last, now] = [161_803_398 - seed, 1];
  state[55] = last;
  for (let at = 1; at < 55; at++) {
    const place = (21 * at) % 55;
    state[place] = now;
    now = positive(last - now);
    last = state[place] ?? 0;
  }
  for (let round = 1; round < 5; round++)
    for (let at = 1; at < 56; at++) state[at] = positive((state[at] ?? 0) - (state[1 + ((at + 30) % 55)] ?? 0));
  let [first, second] = [0, 21];
  return () => {
    first = first === 55 ? 1 : first + 1;
    second = second === 55 ? 1 : second + 1;
    const value = positive((state[first] ?? 0) - (state[second] ?? 0));
    state[first] = value;
    return value;
  };
}

function fromTwister(next: () => number): Generator {
  return (bits) => fromWords(bits, 32, () => BigInt(next()));
}

/** The bytes of such a number the other way round, as `random.randbytes` read as big-endian gives them. */
function reversed(next: () => number): Generator {
  return (bits) => {
    const hex = fromWords(bits, 32, () => BigInt(next()))
      .toString(16)
      .padStart(Math.ceil(bits / 8) * 2, "0");
    return BigInt(`0x${Buffer.from(hex, "hex").reverse().toString("hex")}`);
  };
}

/** Words of 32 bits from the most significant one on. */
function fromHighWords(next: () => number): Generator {
  return (bits) => {
    let value = 0n;
    for (let filled = 0; filled < bits; filled += 32) value = (value << 32n) | BigInt(next());
    return value >> BigInt(Math.ceil(bits / 32) * 32 - bits);
  };
}

/** The low byte of each number, from the most significant one on. */
function fromBytes(next: () => number): Generator {
  return (bits) => {
    const bytes = Uint8Array.from({ length: Math.ceil(bits / 8) }, () => next() & 0xff);
    return BigInt.asUintN(bits, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
  };
}

/** As {@link fromBytes}, from the least significant one on. */
function fromLowBytes(next: () => number): Generator {
  return (bits) => fromWords(bits, 8, () => BigInt(next() & 0xff));
}

/** Words from the least significant one on; of the last one the lower bits. */
function fromWords(bits: number, size: number, next: () => bigint): bigint {
  let value = 0n;
  for (let filled = 0; filled < bits; filled += size) value |= next() << BigInt(filled);
  return BigInt.asUintN(bits, value);
}
