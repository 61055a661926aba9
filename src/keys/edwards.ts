import type { EdwardsPublicKey } from "../model/public-key.ts";
import { DerError, toBigInt } from "./der.ts";
import { element, objectIdentifier, subjectPublicKeyInfo, tags, toBytes } from "./der-writer.ts";
import { identityOf } from "./identity.ts";

/** Keys of RFC 8410, by object identifier. */
export const edwardsKinds: Readonly<
  Record<string, { readonly type: EdwardsPublicKey["type"]; readonly bytes: number; readonly bits: number }>
> = {
  "1.3.101.110": { type: "X25519", bytes: 32, bits: 255 },
  "1.3.101.111": { type: "X448", bytes: 56, bits: 448 },
  "1.3.101.112": { type: "Ed25519", bytes: 32, bits: 255 },
  "1.3.101.113": { type: "Ed448", bytes: 57, bits: 448 },
};

/** @returns undefined when the object identifier is of another kind of key @throws {DerError} when the key has the wrong length */
export function readEdwards(oid: string, raw: Buffer): EdwardsPublicKey | undefined {
  const kind = edwardsKinds[oid];
  if (kind === undefined) return undefined;
  if (raw.length !== kind.bytes) throw new DerError(`an ${kind.type} key of the wrong length`);
  return {
    type: kind.type,
    bits: kind.bits,
    raw: raw.toString("hex"),
    validPoint: kind.type === "Ed25519" ? isEd25519Point(raw) : undefined,
    ...identityOf(
      [Buffer.from(kind.type), raw],
      toBytes(toBigInt(raw)),
      subjectPublicKeyInfo(element(tags.sequence, objectIdentifier(oid)), raw),
    ),
  };
}

const p = 2n ** 255n - 19n;
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const order8 = 2707385501144840649318225287225658788936804267575313519463743609750303021444n;
/** The y of the eight points of small order. */
const smallOrder: ReadonlySet<bigint> = new Set([0n, 1n, p - 1n, order8, p - order8]);

/** Whether 32 bytes are a point that RFC 8032 (5.1.3) decodes, canonically, and not one of the eight of small order. */
function isEd25519Point(raw: Buffer): boolean {
  const littleEndian = Buffer.from(raw).reverse();
  littleEndian[0] = (littleEndian[0] ?? 0) & 0x7f;
  const y = toBigInt(littleEndian);
  if (y >= p || smallOrder.has(y)) return false;
  // x^2 = (y^2 - 1) / (d y^2 + 1) has a root exactly when numerator * denominator is a square: Euler's criterion.
  const square = (y * y) % p;
  return power((square - 1n) * (d * square + 1n), (p - 1n) / 2n) === 1n;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base % p;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % p;
    factor = (factor * factor) % p;
  }
  return result;
}
