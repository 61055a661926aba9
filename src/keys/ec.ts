import { ECDH } from "node:crypto";
import type { EcPublicKey } from "../model/public-key.ts";
import { type Curve, curves } from "./curves.ts";
import { type DerNode, DerError, toBigInt } from "./der.ts";
import { element, objectIdentifier, subjectPublicKeyInfo, tags, toBytes } from "./der-writer.ts";
import { identityOf } from "./identity.ts";

export const ecPublicKey = objectIdentifier("1.2.840.10045.2.1");
const ec = Buffer.from("ec");

/**
 * An id-ecPublicKey point (RFC 5480, SEC 1 2.3.3).
 * @param parameters the curve: an object identifier, or explicit parameters
 * @throws {DerError} when the bytes are no point of the curve's size
 */
export function readEc(parameters: DerNode | undefined, point: Buffer, deviations: string[]): EcPublicKey {
  if (parameters?.kind === "oid")
    return { ...readPoint(parameters.value, point, deviations), explicitParameters: false };
  if (parameters?.kind !== "sequence") throw new DerError("no curve");
  const field = parameters.children[1]?.kind === "sequence" ? parameters.children[1].children[1] : undefined;
  const bits = field?.kind === "integer" ? toBigInt(field.value).toString(2).length : 0;
  const explicit = { name: "explicit", openssl: "", bits };
  return { ...pointOf(explicit, "1.2.840.10045.1", point, deviations), explicitParameters: true };
}

/** A point of the curve that an object identifier names; of one without a name here, the field's size is that of the point's coordinates. */
export function readPoint(oid: string, point: Buffer, deviations: string[]): Omit<EcPublicKey, "explicitParameters"> {
  return pointOf(curves[oid] ?? { name: oid, openssl: "", bits: 0 }, oid, point, deviations);
}

function pointOf(
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
    bits: curve.bits === 0 ? 8 * size : curve.bits,
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
