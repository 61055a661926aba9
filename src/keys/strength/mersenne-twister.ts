import { powerModulo } from "./power.ts";

const [length, middle] = [624, 397];

/** MT19937 (Matsumoto and Nishimura, 1998) from a state: gives 32 bits a time. */
function twister(state: Uint32Array, start: number): () => number {
  let position = start;
  const refill = (): void => {
    for (let at = 0; at < length; at++) {
      const mixed = ((state[at] ?? 0) & 0x80000000) | ((state[(at + 1) % length] ?? 0) & 0x7fffffff);
      state[at] = (state[(at + middle) % length] ?? 0) ^ (mixed >>> 1) ^ ((mixed & 1) * 0x9908b0df);
    }
  };
  return () => {
    if (position >= length) {
      refill();
      position -= length;
    }
    let word = state[position++] ?? 0;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
}

/** The reference's `init_genrand`: std::mt19937, whose default seed is 5489, and numpy's RandomState. */
export function twisterOfSeed(seed: number): () => number {
  return twister(stateOfSeed(seed), length);
}

function stateOfSeed(seed: number): Uint32Array {
  const state = Uint32Array.of(seed, ...new Uint32Array(length - 1));
  for (let at = 1; at < length; at++) state[at] = scramble(state[at - 1] ?? 0, 1_812_433_253) + at;
  return state;
}

/** The reference's `init_by_array` of one word: `random.seed` of Python and `Random.new` of Ruby, for a small seed. */
export function twisterOfArray(seed: number): () => number {
  const state = stateOfSeed(19_650_218);
  let at = 1;
  const step = (multiplier: number, more: (at: number) => number): void => {
    state[at] = ((state[at] ?? 0) ^ scramble(state[at - 1] ?? 0, multiplier)) + more(at);
    at++;
    if (at < length) return;
    state[0] = state[length - 1] ?? 0;
    at = 1;
  };
  for (let round = 0; round < length; round++) step(1_664_525, () => seed);
  for (let round = 1; round < length; round++) step(1_566_083_941, (place) => -place);
  state[0] = 0x80000000;
  return twister(state, length);
}

function scramble(word: number, multiplier: number): number {
  return Math.imul(word ^ (word >>> 30), multiplier);
}

/** `gmp_randinit_mt`: the state is a power of the seed, warmed up by 2000 numbers (randmts.c). */
export function twisterOfGmp(seed: bigint): () => number {
  const mangled = powerModulo(seed + 2n, 1_074_888_996n, 2n ** 19_937n - 20_023n);
  const state = Uint32Array.from({ length }, (_, index) =>
    index === 0
      ? Number(mangled >> 19_936n) << 31
      : Number(BigInt.asUintN(32, BigInt.asUintN(19_936, mangled) >> BigInt(32 * (index - 1)))),
  );
  const next = twister(state, 0);
  for (let round = 0; round < 2_000; round++) next();
  return next;
}
