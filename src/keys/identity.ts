import { hash } from "node:crypto";
import type { KeyIdentity } from "../model/public-key.ts";

/**
 * The four identities of a key.
 * @param mathematics what makes two keys equal, each part as minimal or fixed-length big-endian bytes; the first part names the type
 * @param modulus what badkeys' lists hash: n, or x, or the raw key, as minimal big-endian bytes
 * @param spki canonical SubjectPublicKeyInfo
 */
export function identityOf(mathematics: readonly Buffer[], modulus: Buffer, spki: Buffer): KeyIdentity {
  const framed = mathematics.flatMap((part) => {
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32BE(part.length);
    return [length, part];
  });
  return {
    keyId: hash("sha256", Buffer.concat(framed)),
    modulusId: hash("sha256", modulus),
    spkiSha256: hash("sha256", spki),
    md5Fingerprint: hash("md5", spki).replace(/..(?!$)/g, "$&:"),
  };
}
