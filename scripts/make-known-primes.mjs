// Writes src/keys/known-primes/products.ts from the data of badkeys' Python package (MIT): the products of primes that keys on the internet share.
// Run by hand: node scripts/make-known-primes.mjs PATH, the path of badkeys/keydata in an installed package. The result is committed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare.mjs";

const folder = process.argv[2];
if (folder === undefined) throw new Error("give the path of badkeys/keydata");

/** gmpy2's form of an integer: 01 01 for a positive one, then its bytes from the lowest on. @param {number} bits */
function product(bits) {
  const bytes = readFileSync(join(String(folder), `primes${bits}.dat`));
  if (bytes[0] !== 1 || bytes[1] !== 1) throw new Error(`primes${bits}.dat: not a positive number of gmpy2's`);
  return bytes.subarray(2).reverse().toString("base64");
}

writeFileSync(
  join(root, "src/keys/known-primes/products.ts"),
  `/*! Products of known shared primes, from badkeys (https://badkeys.info/), copyright (c) Hanno Böck, MIT licence: see LICENSE beside this file. */
// Made by scripts/make-known-primes.mjs.

/** By the length of moduli in bits: the product of primes that several keys of that length on the internet share, as base64 of its big-endian bytes. */
export const products: readonly { readonly bits: number; readonly product: string }[] = [
${[2048, 4096].map((bits) => `  // biome-ignore format: one long line\n  { bits: ${bits}, product: "${product(bits)}" },`).join("\n")}
];
`,
);
