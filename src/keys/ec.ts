import { ECDH } from "node:crypto";
import type { EcPublicKey } from "../model/public-key.ts";
import { type DerNode, DerError, toBigInt } from "./der.ts";
import { element, objectIdentifier, subjectPublicKeyInfo, tags, toBytes } from "./der-writer.ts";
import { identityOf } from "./identity.ts";

interface Curve {
  readonly name: string;
  /** Name in OpenSSL, which tests the points. */
  readonly openssl: string;
  /** Bit length of the field. */
  readonly bits: number;
}

/** Curves by object identifier (RFC 5480, SEC 2, RFC 5639). */
export const curves: Readonly<Record<string, Curve>> = {
  "1.2.840.10045.3.1.1": { name: "P-192", openssl: "prime192v1", bits: 192 },
  "1.3.132.0.33": { name: "P-224", openssl: "secp224r1", bits: 224 },
  "1.2.840.10045.3.1.7": { name: "P-256", openssl: "prime256v1", bits: 256 },
  "1.3.132.0.34": { name: "P-384", openssl: "secp384r1", bits: 384 },
  "1.3.132.0.35": { name: "P-521", openssl: "secp521r1", bits: 521 },
  "1.3.132.0.10": { name: "secp256k1", openssl: "secp256k1", bits: 256 },
  "1.3.36.3.3.2.8.1.1.7": { name: "brainpoolP256r1", openssl: "brainpoolP256r1", bits: 256 },
  "1.3.36.3.3.2.8.1.1.11": { name: "brainpoolP384r1", openssl: "brainpoolP384r1", bits: 384 },
  "1.3.36.3.3.2.8.1.1.13": { name: "brainpoolP512r1", openssl: "brainpoolP512r1", bits: 512 },
};

export const ecPublicKey = objectIdentifier("1.2.840.10045.2.1");
const ec = Buffer.from("ec");

/**
 * An id-ecPublicKey point (RFC 5480, SEC 1 2.3.3).
 * @param parameters the curve: an object identifier, or explicit parameters
 * @throws {DerError} when the bytes are no point of the curve's size
 */
export function readEc(parameters: DerNode | undefined, point: Buffer, deviations: string[]): EcPublicKey {
  if (parameters?.kind === "oid") {
    const curve = curves[parameters.value] ?? { name: parameters.value, openssl: "", bits: 0 };
    return { ...readPoint(curve, parameters.value, point, deviations), explicitParameters: false };
  }
  if (parameters?.kind !== "sequence") throw new DerError("no curve");
  const field = parameters.children[1]?.kind === "sequence" ? parameters.children[1].children[1] : undefined;
  const bits = field?.kind === "integer" ? toBigInt(field.value).toString(2).length : 0;
  return {
    ...readPoint({ name: "explicit", openssl: "", bits }, "1.2.840.10045.1", point, deviations),
    explicitParameters: true,
  };
}

function readPoint(
  curve: Curve,
  oid: string,
  point: Buffer,
  deviations: string[],
): Omit<EcPublicKey, "explicitParameters"> {
  const form = point[0];
  if (form === undefined) throw new DerError("an empty EC point");
  const size = curve.bits === 0 ? (form < 4 ? point.length - 1 : (point.length - 1) >> 1) : Math.ceil(curve.bits / 8);
  const expected = form === 0 ? 1 : form === 2 || form === 3 ? 1 + size : 1 + 2 * size;
  if (![0, 2, 3, 4, 6, 7].includes(form)) throw new DerError("an EC point of no known form");
  if (point.length !== expected) throw new DerError("an EC point of the wrong length");
  if (form === 2 || form === 3) deviations.push("a compressed EC point");
  if (form === 6 || form === 7) deviations.push("an EC point in hybrid form");
  const checked = form === 0 ? { valid: false } : checkPoint(curve.openssl, point);
  const uncompressed = checked.uncompressed ?? point;
  const x = uncompressed.subarray(1, 1 + size);
  const y = uncompressed.subarray(1 + size, 1 + 2 * size);
  const spki = subjectPublicKeyInfo(element(tags.sequence, ecPublicKey, objectIdentifier(oid)), uncompressed);
  const numbers = { x: toBigInt(x), y: toBigInt(y) };
  return {
    type: "EC",
    curve: curve.name,
    bits: curve.bits,
    ...numbers,
    validPoint: checked.valid,
    ...identityOf([ec, Buffer.from(oid), uncompressed], toBytes(numbers.x), spki),
  };
}

/** OpenSSL decompresses the point, and refuses one that is not on the curve. */
function checkPoint(openssl: string, point: Buffer): { valid: boolean | undefined; uncompressed?: Buffer } {
  if (openssl === "") return { valid: undefined };
  try {
    const uncompressed = ECDH.convertKey(point, openssl, undefined, undefined, "uncompressed");
    return typeof uncompressed === "string" ? { valid: true } : { valid: true, uncompressed };
  } catch (error) {
    // A curve that this build of OpenSSL leaves out says nothing about the point.
    const missing = error instanceof Error && "code" in error && error.code === "ERR_CRYPTO_INVALID_CURVE";
    return { valid: missing ? undefined : false };
  }
}
