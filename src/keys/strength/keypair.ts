import { hash } from "node:crypto";
import { blockCipher } from "./aes.ts";
import { bitLength } from "./integers.ts";
import { isFactorableFrom } from "./near-difference.ts";

/**
 * keypair (CVE-2021-41117), a generator for Node, put the digits of random bytes where their values belong: of the 32 bytes of its seed only the
 * first is random, and each other is 0, or rarely 1 to 9. Tried are seeds with at most one such other byte, which are 70 in 100. Its random bytes
 * are node-forge's of that time: AES in a chain, from SHA-1 of the seed. Found by GitHub's security lab (GHSL-2021-1012); the idea to look n's
 * leading bits up and to make the primes again is Paranoid's.
 */
const seedLength = 32;
/** Bits; the longer the moduli, the longer the list of their leading bits takes to make: some seconds for these. */
const largestModulus = 8_192;
const seedCount = 256 * (1 + 31 * 9);

/** The leading bits of the modulus of each seed, by the length of moduli. */
const leadingOf = new Map<number, Uint32Array>();

/** Whether n was made from one of those seeds: then its primes are the next ones after known numbers, and n is factored. */
export function isKeypairKey(n: bigint): boolean {
  const bits = bitLength(n);
  if (bits < 512 || bits > largestModulus || bits % 16 !== 0) return false;
  let leading = leadingOf.get(bits);
  if (leading === undefined) {
    leading = Uint32Array.from({ length: seedCount }, (_, seed) => modulusOf(seed, bits).leading);
    leadingOf.set(bits, leading);
  }
  const wanted = Number(n >> BigInt(bits - 32));
  // A product of leading parts may be one off.
  return leading.some(
    (value, seed) => Math.abs(value - wanted) <= 1 && isFactorableFrom(n, firstNumber(modulusOf(seed, bits), bits)),
  );
}

/** One of the seeds: its first byte, then for all but 256 of them the place and the value of another. */
function seedOf(index: number): Buffer {
  const seed = Buffer.alloc(seedLength);
  seed[0] = index & 0xff;
  const other = index >> 8;
  if (other > 0) seed[1 + Math.floor((other - 1) / 9)] = 1 + ((other - 1) % 9);
  return seed;
}

/** Where the generator stands: the key of the next block, and the counter that it encrypts. */
interface State {
  readonly encrypt: (block: Uint32Array) => Uint32Array;
  readonly counter: Uint32Array;
}

interface Modulus {
  /** Its leading 32 bits. */
  readonly leading: number;
  /** Where the generator stood before its larger prime. */
  readonly larger: State;
}

function modulusOf(seed: number, bits: number): Modulus {
  let state = stateOf(seedOf(seed));
  let [larger, part] = [state, leadingPart(state)];
  for (;;) {
    for (let length = 0; length <= bits / 16; length += 16) state = advance(state);
    const other = leadingPart(state);
    const product = part * other;
    if (other > part) [larger, part] = [state, other];
    // Both parts are below 2^48; the product of a modulus of full length is at least 2^95.
    if (product >= 2 ** 95) return { leading: Math.floor(product / 2 ** 64), larger };
  }
}

/** The number that the search for a prime starts from: random bytes without the first one, the highest bit set. */
function firstNumber({ larger }: Modulus, bits: number): bigint {
  let hex = "";
  for (let [length, state] = [0, larger]; length <= bits / 16; length += 16, state = advance(state))
    for (const word of state.encrypt(state.counter)) hex += word.toString(16).padStart(8, "0");
  return BigInt(`0x${hex.slice(2, 2 + bits / 8)}`) | (1n << BigInt(bits / 2 - 1));
}

/** The leading 48 bits of that number. */
function leadingPart({ encrypt, counter }: State): number {
  const [first = 0, second = 0] = encrypt(counter);
  return (0x800000 | (first & 0xffffff)) * 2 ** 24 + (second >>> 8);
}

function stateOf(seed: Buffer): State {
  const sha1 = (bytes: Buffer): Buffer => hash("sha1", bytes, "buffer");
  const key = sha1(sha1(seed));
  return { encrypt: blockCipher(wordsOf(key)), counter: wordsOf(sha1(key)) };
}

/** Each block has a key of its own, which with the next counter makes the next key, and that one the next counter. */
function advance({ encrypt, counter }: State): State {
  const incremented = increment(counter);
  const next = blockCipher(encrypt(incremented));
  return { encrypt: next, counter: next(incremented) };
}

function wordsOf(bytes: Buffer): Uint32Array {
  return Uint32Array.of(bytes.readUInt32BE(0), bytes.readUInt32BE(4), bytes.readUInt32BE(8), bytes.readUInt32BE(12));
}

function increment(words: Uint32Array): Uint32Array {
  const next = words.slice();
  for (let index = 3; index >= 0; index--) {
    next[index] = (next[index] ?? 0) + 1;
    if (next[index] !== 0) break;
  }
  return next;
}
