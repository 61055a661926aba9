import { createDiffieHellman } from "node:crypto";
import { bitLength } from "./integers.ts";

/** Bits of moduli that Diffie and Hellman's function of OpenSSL computes with, and rightly. */
const smallestOpenSslModulus = 512;
export const largestOpenSslModulus = 10_000;
/** Bits of an exponent that repay OpenSSL's look at the modulus, which takes about as long as 500 multiplications. */
const longExponent = 1_024;

/**
 * base^exponent mod modulus. Long exponents go through OpenSSL's Montgomery arithmetic, which is five times as fast as BigInt's: the secret
 * of Diffie and Hellman is such a power.
 * @param exponent not negative
 */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (bitLength(exponent) < longExponent) return plainPower(base, exponent, modulus);
  return powerByBytes(base, bytesOf(exponent), modulus);
}

/** As {@link powerModulo}, for a long exponent that is used again and again. @param exponent big-endian bytes */
export function powerByBytes(base: bigint, exponent: Buffer, modulus: bigint): bigint {
  const bits = bitLength(modulus);
  if ((modulus & 1n) === 0n || bits < smallestOpenSslModulus || bits > largestOpenSslModulus) return plain();
  try {
    const group = createDiffieHellman(bytesOf(modulus), 2);
    group.setPrivateKey(exponent);
    return BigInt(`0x${group.computeSecret(bytesOf(base % modulus)).toString("hex")}`);
  } catch {
    // OpenSSL refuses 0, 1 and -1, as base and as result.
    return plain();
  }

  function plain(): bigint {
    return plainPower(base, BigInt(`0x${exponent.toString("hex")}`), modulus);
  }
}

export function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

/** By four bits of the exponent at a time. */
function plainPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n % modulus];
  for (let power = 1; power < 16; power++) powers.push(((powers[power - 1] ?? 1n) * base) % modulus);
  let result = 1n % modulus;
  for (const digit of exponent.toString(16)) {
    for (let bit = 0; bit < 4; bit++) result = (result * result) % modulus;
    result = (result * (powers[Number.parseInt(digit, 16)] ?? 1n)) % modulus;
  }
  return result;
}
