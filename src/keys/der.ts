import type { asn1 as forgeAsn1 } from "node-forge";
import asn1 from "node-forge/lib/asn1.js";
import util from "node-forge/lib/util.js";
import { lengthBytes } from "./der-writer.ts";

type Asn1 = forgeAsn1.Asn1;

/** The elements of ASN.1 that public keys are made of. */
export type DerNode =
  | { readonly kind: "sequence"; readonly children: readonly DerNode[] }
  | { readonly kind: "integer"; readonly value: Buffer }
  | { readonly kind: "oid"; readonly value: string }
  | { readonly kind: "bits"; readonly unused: number; readonly value: Buffer }
  | { readonly kind: "octets"; readonly value: Buffer }
  | { readonly kind: "null" }
  | { readonly kind: "other" };

/** Why bytes are not ASN.1, as a clause without any of them. */
export class DerError extends Error {
  override readonly name = "DerError";
}

/**
 * Reads one element; node-forge does the walk. BER is read through, and told.
 * @param deviations gets a clause for each departure from DER: trailing bytes, lengths that are indefinite or longer than needed
 * @throws {DerError} when the bytes are no ASN.1, or end too early
 */
export function readDer(der: Buffer, deviations: string[]): DerNode {
  const text = der.toString("latin1");
  const bytes = util.createBuffer(text);
  let tree: Asn1;
  let node: DerNode;
  try {
    tree = asn1.fromDer(bytes, { strict: true, parseAllBytes: false, decodeBitStrings: false });
    node = nodeOf(tree);
  } catch {
    throw new DerError("truncated or damaged ASN.1");
  }
  const trailing = bytes.length();
  if (trailing > 0) deviations.push("bytes after the end of the key");
  const read = trailing > 0 ? text.slice(0, -trailing) : text;
  if (encode(tree) !== read) deviations.push("lengths that are not in DER's one form");
  return node;
}

/** The tree in DER, where each length is as short as it can be; contents stay as they are. */
function encode(tree: Asn1): string {
  const content = typeof tree.value === "string" ? tree.value : tree.value.map((child) => encode(child)).join("");
  const tag = tree.tagClass | (tree.constructed ? 0x20 : 0) | tree.type;
  return String.fromCharCode(tag, ...lengthBytes(content.length)) + content;
}

function nodeOf(tree: Asn1): DerNode {
  if (tree.tagClass !== asn1.Class.UNIVERSAL) return { kind: "other" };
  if (typeof tree.value !== "string")
    return tree.type === asn1.Type.SEQUENCE
      ? { kind: "sequence", children: tree.value.map((child) => nodeOf(child)) }
      : { kind: "other" };
  const bytes = Buffer.from(tree.value, "latin1");
  if (tree.type === asn1.Type.INTEGER) return { kind: "integer", value: bytes };
  if (tree.type === asn1.Type.OID && bytes.length > 0) return { kind: "oid", value: asn1.derToOid(tree.value) };
  if (tree.type === asn1.Type.BITSTRING) return { kind: "bits", unused: bytes[0] ?? 0, value: bytes.subarray(1) };
  if (tree.type === asn1.Type.OCTETSTRING) return { kind: "octets", value: bytes };
  return { kind: tree.type === asn1.Type.NULL ? "null" : "other" };
}

/**
 * An INTEGER of a public key, all of which are positive.
 * @param deviations gets a clause when it is padded, or stored as negative and read as what was meant
 */
export function positiveInteger(bytes: Buffer, name: string, deviations: string[]): bigint {
  const first = bytes[0];
  if (first === undefined) throw new DerError(`no bytes in ${name}`);
  if (first >= 0x80) deviations.push(`${name} stored as negative and read as positive`);
  else if (first === 0 && bytes.length > 1 && (bytes[1] ?? 0) < 0x80) deviations.push(`needless zero bytes in ${name}`);
  return toBigInt(bytes);
}

/** Big-endian bytes as a number. */
export function toBigInt(bytes: Buffer): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString("hex")}`);
}
