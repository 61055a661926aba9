import { once } from "./integers.ts";

/** AES's tables: its S-box, and for each byte the column that it adds to a round's state (FIPS 197; Daemen and Rijmen's T-tables). */
const tables = once(() => {
  const box = new Uint8Array(256);
  const columns = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;
  const double = (byte: number): number => ((byte << 1) ^ (byte >> 7 === 1 ? 0x11b : 0)) & 0xff;
  let [power, inverse] = [1, 1];
  do {
    power ^= double(power);
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse ^= inverse << 4;
    inverse = (inverse ^ ((inverse >> 7) & 1 ? 0x09 : 0)) & 0xff;
    const rotated = inverse * 0x0101;
    box[power] = (inverse ^ (rotated >> 7) ^ (rotated >> 6) ^ (rotated >> 5) ^ (rotated >> 4) ^ 0x63) & 0xff;
  } while (power !== 1);
  box[0] = 0x63;
  for (let byte = 0; byte < 256; byte++) {
    const value = box[byte] ?? 0;
    const column = ((double(value) << 24) | (value << 16) | (value << 8) | (double(value) ^ value)) >>> 0;
    columns.forEach((table, index) => {
      table[byte] = index === 0 ? column : (column >>> (8 * index)) | (column << (32 - 8 * index));
    });
  }
  return { box, columns };
});

/** The round keys of a key of 128 bits, given as four words. */
function expand(key: Uint32Array, box: Uint8Array): Uint32Array {
  const keys = new Uint32Array(44);
  keys.set(key);
  for (let [index, constant] = [4, 1]; index < 44; index++) {
    let word = keys[index - 1] ?? 0;
    if (index % 4 === 0) {
      word = substitute((word << 8) | (word >>> 24), box) ^ (constant << 24);
      constant = (constant << 1) ^ (constant >> 7 === 1 ? 0x11b : 0);
    }
    keys[index] = (keys[index - 4] ?? 0) ^ word;
  }
  return keys;
}

function substitute(word: number, box: Uint8Array): number {
  return (
    ((box[word >>> 24] ?? 0) << 24) |
    ((box[(word >>> 16) & 0xff] ?? 0) << 16) |
    ((box[(word >>> 8) & 0xff] ?? 0) << 8) |
    (box[word & 0xff] ?? 0)
  );
}

/**
 * AES-128 of single blocks under ever new keys, for which node:crypto takes ten times as long. To replay a generator, not to protect anything.
 * @param key four big-endian words
 * @returns encrypts a block of four words
 */
export function blockCipher(key: Uint32Array): (block: Uint32Array) => Uint32Array {
  const { box, columns } = tables();
  const [t0, t1, t2, t3] = columns;
  const keys = expand(key, box);
  const roundKey = (index: number): number => keys[index] ?? 0;
  const mix = (a: number, b: number, c: number, d: number, index: number): number =>
    (t0[a >>> 24] ?? 0) ^
    (t1[(b >>> 16) & 0xff] ?? 0) ^
    (t2[(c >>> 8) & 0xff] ?? 0) ^
    (t3[d & 0xff] ?? 0) ^
    roundKey(index);
  const last = (a: number, b: number, c: number, d: number, index: number): number =>
    substitute((a & 0xff000000) | (b & 0xff0000) | (c & 0xff00) | (d & 0xff), box) ^ roundKey(index);
  return (block) => {
    let [a, b, c, d] = [
      (block[0] ?? 0) ^ roundKey(0),
      (block[1] ?? 0) ^ roundKey(1),
      (block[2] ?? 0) ^ roundKey(2),
      (block[3] ?? 0) ^ roundKey(3),
    ];
    for (let at = 4; at < 40; at += 4) {
      const [e, f, g, h] = [
        mix(a, b, c, d, at),
        mix(b, c, d, a, at + 1),
        mix(c, d, a, b, at + 2),
        mix(d, a, b, c, at + 3),
      ];
      a = e;
      b = f;
      c = g;
      d = h;
    }
    return Uint32Array.of(last(a, b, c, d, 40), last(b, c, d, a, 41), last(c, d, a, b, 42), last(d, a, b, c, 43));
  };
}
