import type { RsaPublicKey } from "../model/public-key.ts";
import { type DerNode, DerError, positiveInteger } from "./der.ts";
import { element, integer, objectIdentifier, subjectPublicKeyInfo, tags, toBytes } from "./der-writer.ts";
import { identityOf } from "./identity.ts";

/** Bits; a larger modulus is not read: its tests would take minutes. */
const largestModulus = 16_384;

const algorithm = element(tags.sequence, objectIdentifier("1.2.840.113549.1.1.1"), Buffer.of(tags.null, 0));
const rsa = Buffer.from("rsa");

/**
 * RSAPublicKey (RFC 8017, A.1.1): SEQUENCE { n, e }. Values that make no sense are read all the same, so that the rules can say so.
 * @throws {DerError} when it is none
 */
export function readRsa(node: DerNode, pss: boolean, deviations: string[]): RsaPublicKey {
  if (node.kind !== "sequence") throw new DerError("no RSA key inside");
  const [n, e] = node.children;
  if (n?.kind !== "integer" || e?.kind !== "integer" || node.children.length !== 2)
    throw new DerError("no RSA modulus and exponent inside");
  if (n.value.length > largestModulus / 8 + 1) throw new DerError("a modulus of more than 16384 bits");
  if (e.value.length > largestModulus / 8 + 1) throw new DerError("an exponent of more than 16384 bits");
  return rsaPublicKey(
    positiveInteger(n.value, "the modulus", deviations),
    positiveInteger(e.value, "the exponent", deviations),
    pss,
  );
}

/** The RSA key of these numbers. Its SubjectPublicKeyInfo is that of rsaEncryption, also for a PSS key: n and e are what counts. */
export function rsaPublicKey(modulus: bigint, exponent: bigint, pss = false): RsaPublicKey {
  const n = toBytes(modulus);
  const e = toBytes(exponent);
  const spki = rsaSubjectPublicKeyInfo(n, e);
  return { type: "RSA", modulus, exponent, bits: bitLength(n), pss, ...identityOf([rsa, n, e], n, spki) };
}

/** Canonical SubjectPublicKeyInfo of minimal big-endian n and e. */
export function rsaSubjectPublicKeyInfo(n: Buffer, e: Buffer): Buffer {
  return subjectPublicKeyInfo(algorithm, element(tags.sequence, integer(n), integer(e)));
}

/** Bits of a number given as minimal big-endian bytes. */
function bitLength(bytes: Buffer): number {
  const first = bytes[0];
  return first === undefined ? 0 : bytes.length * 8 - Math.clz32(first) + 24;
}
