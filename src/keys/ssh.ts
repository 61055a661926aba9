import type { PublicKey } from "../model/public-key.ts";
import { objectIdentifierOf } from "./curves.ts";
import { DerError, toBigInt } from "./der.ts";
import { readPoint } from "./ec.ts";
import { readEdwards } from "./edwards.ts";
import { rsaPublicKey } from "./rsa.ts";

/** Curves by their names in RFC 5656. */
const curves: Readonly<Record<string, string>> = { nistp256: "P-256", nistp384: "P-384", nistp521: "P-521" };

/** Whether bytes start as an SSH public key does: the length of its type, then `ssh-` or `ecdsa-`. */
export function isSshBlob(bytes: Buffer): boolean {
  return bytes.length > 11 && bytes.readUInt32BE(0) < 64 && /^(?:ssh|ecdsa)-/.test(bytes.toString("latin1", 4, 11));
}

/**
 * Reads an SSH public key (RFC 4253, 6.6; RFC 5656; RFC 8709): fields with their lengths before them.
 * @throws {DerError} when it is cut off, or of a type that is not read
 */
export function readSshBlob(bytes: Buffer): PublicKey {
  const [type, ...fields] = fieldsOf(bytes);
  const [first, second, ...more] = fields;
  const name = type?.toString("latin1") ?? "";
  if (first === undefined || more.length > 0) throw new DerError("an SSH key of another form");
  if (name === "ssh-rsa" && second !== undefined) return rsaPublicKey(toBigInt(second), toBigInt(first));
  if (name === "ssh-ed25519" || name === "ssh-ed448") {
    const key = readEdwards(name === "ssh-ed25519" ? "1.3.101.112" : "1.3.101.113", first);
    if (key !== undefined) return key;
  }
  const oid = objectIdentifierOf(curves[first.toString("latin1")] ?? "");
  if (name.startsWith("ecdsa-sha2-") && oid !== undefined && second !== undefined)
    return { ...readPoint(oid, second, []), explicitParameters: false };
  throw new DerError("an SSH key of another algorithm");
}

function fieldsOf(bytes: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) throw new DerError("a truncated SSH key");
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new DerError("a truncated SSH key");
    fields.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return fields;
}
