import { createECDH } from "node:crypto";
import { element, integer, objectIdentifier, subjectPublicKeyInfo, tags, toBytes } from "../../src/keys/der-writer.ts";
import type { Random } from "./primes.ts";
import { pem } from "./weak-keys.ts";

const ecPublicKey = objectIdentifier("1.2.840.10045.2.1");

/** Names of curves in OpenSSL, with their object identifiers. */
const curves = {
  prime192v1: "1.2.840.10045.3.1.1",
  secp224r1: "1.3.132.0.33",
  prime256v1: "1.2.840.10045.3.1.7",
  secp384r1: "1.3.132.0.34",
  secp256k1: "1.3.132.0.10",
} as const;

/** A point on a curve, uncompressed. */
function point(random: Random, curve: keyof typeof curves): Buffer {
  const pair = createECDH(curve);
  pair.setPrivateKey(toBytes(random(160)));
  return pair.getPublicKey();
}

function named(curve: keyof typeof curves, encoded: Buffer): string {
  const algorithm = element(tags.sequence, ecPublicKey, objectIdentifier(curves[curve]));
  return pem(subjectPublicKeyInfo(algorithm, encoded));
}

export function ecPem(random: Random, curve: keyof typeof curves): string {
  return named(curve, point(random, curve));
}

/** The point of a private key that anybody would try. */
export function tinyScalarPem(curve: keyof typeof curves, scalar: bigint): string {
  const pair = createECDH(curve);
  pair.setPrivateKey(toBytes(scalar));
  return named(curve, pair.getPublicKey());
}

/** A point that is not on its curve: y is one off. */
export function offCurvePem(random: Random): string {
  const encoded = point(random, "prime256v1");
  encoded[64] = (encoded[64] ?? 0) ^ 1;
  return named("prime256v1", encoded);
}

/** P-256 (SEC 2, 2.4.2) written out instead of named. */
export function explicitParametersPem(random: Random): string {
  const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
  const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const generator =
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
  const octets = (bytes: Buffer): Buffer => element(0x04, bytes);
  const one = integer(toBytes(1n));
  const parameters = element(
    tags.sequence,
    one,
    element(tags.sequence, objectIdentifier("1.2.840.10045.1.1"), integer(toBytes(p))),
    element(tags.sequence, octets(toBytes(p - 3n)), octets(toBytes(b))),
    octets(Buffer.from(generator, "hex")),
    integer(toBytes(order)),
    one,
  );
  return pem(subjectPublicKeyInfo(element(tags.sequence, ecPublicKey, parameters), point(random, "prime256v1")));
}

/** The key that RFC 8410 (10.1) prints together with its private half (10.3). */
export const rfc8410Pem = pem(Buffer.from("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=", "base64"));

/** 32 bytes that agree on secrets, and can't sign. */
export function x25519Pem(random: Random): string {
  const raw = Buffer.from(random(256).toString(16).padStart(64, "0"), "hex");
  return pem(subjectPublicKeyInfo(element(tags.sequence, objectIdentifier("1.3.101.110")), raw));
}
