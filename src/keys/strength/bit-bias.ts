const weights = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);

/** Standard deviations from the mean: at 8, 1 in 10^15 random moduli. */
const limit = 8;

/** Where the bits of a modulus are not balanced: in both halves, in the upper alone, or nowhere. */
export type BitBias = "both halves" | "upper half" | "none";

/**
 * Counts the bits that are set. Both halves out of balance: primes of low weight, or made from a polynomial (CompleteFTP, CVE-2024-29950's
 * kind). The upper half alone: a vanity modulus with text in it. Idea: badkeys' rsabias.
 * @param modulus big-endian bytes
 */
export function bitBias(modulus: Uint8Array): BitBias {
  const middle = modulus.length >> 1;
  const upper = Math.abs(deviation(modulus.subarray(0, middle))) > limit;
  const lower = Math.abs(deviation(modulus.subarray(middle))) > limit;
  if (upper && lower) return "both halves";
  return upper || Math.abs(deviation(modulus)) > limit ? "upper half" : "none";
}

function deviation(bytes: Uint8Array): number {
  let ones = 0;
  for (const byte of bytes) ones += weights[byte] ?? 0;
  const bits = bytes.length * 8;
  return bits === 0 ? 0 : (ones - bits / 2) / (Math.sqrt(bits) / 2);
}

/** Whether sixteen equal bytes stand in a row: 1 in 2^112 random moduli. */
export function hasRepeatedBytes(modulus: Uint8Array): boolean {
  let run = 1;
  for (let index = 1; index < modulus.length; index++) {
    run = modulus[index] === modulus[index - 1] ? run + 1 : 1;
    if (run === 16) return true;
  }
  return false;
}
