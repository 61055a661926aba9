import type { EdwardsPublicKey } from "../model/public-key.ts";
import { DerError, toBigInt } from "./der.ts";
import { element, objectIdentifier, subjectPublicKeyInfo, tags, toBytes } from "./der-writer.ts";
import { identityOf } from "./identity.ts";
import { powerModulo } from "./strength/power.ts";

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
    validPoint: kind.type === "Ed25519" ? isEd25519Point(raw) : kind.type === "Ed448" ? isEd448Point(raw) : undefined,
    ...identityOf(
      [Buffer.from(kind.type), raw],
      toBytes(toBigInt(raw)),
      subjectPublicKeyInfo(element(tags.sequence, objectIdentifier(oid)), raw),
    ),
  };
}

/** An Edwards curve: a x^2 + y^2 = 1 + d x^2 y^2 modulo p, with the y of its points of small order. */
interface EdwardsCurve {
  readonly p: bigint;
  readonly a: bigint;
  readonly d: bigint;
  readonly smallOrder: ReadonlySet<bigint>;
}

const p25519 = 2n ** 255n - 19n;
const order8 = 2707385501144840649318225287225658788936804267575313519463743609750303021444n;
const curve25519: EdwardsCurve = {
  p: p25519,
  a: p25519 - 1n,
  d: 37095705934669439343138083508754565189542113879843219016388785533085940283555n,
  smallOrder: new Set([0n, 1n, p25519 - 1n, order8, p25519 - order8]),
};

const p448 = 2n ** 448n - 2n ** 224n - 1n;
const curve448: EdwardsCurve = { p: p448, a: 1n, d: p448 - 39_081n, smallOrder: new Set([0n, 1n, p448 - 1n]) };

/** Whether 32 bytes are a point that RFC 8032 (5.1.3) decodes, canonically, and not one of the eight of small order. */
function isEd25519Point(raw: Buffer): boolean {
  const littleEndian = Buffer.from(raw).reverse();
  littleEndian[0] = (littleEndian[0] ?? 0) & 0x7f;
  return isPoint(curve25519, toBigInt(littleEndian));
}

/** Whether 57 bytes are a point that RFC 8032 (5.2.3) decodes, and not one of the four of small order. The last byte has the sign of x alone. */
function isEd448Point(raw: Buffer): boolean {
  if (((raw[56] ?? 0) & 0x7f) !== 0) return false;
  return isPoint(curve448, toBigInt(Buffer.from(raw.subarray(0, 56)).reverse()));
}

function isPoint({ p, a, d, smallOrder }: EdwardsCurve, y: bigint): boolean {
  if (y >= p || smallOrder.has(y)) return false;
  // x^2 = (y^2 - 1) / (d y^2 - a) has a root exactly when numerator * denominator is a square: Euler's criterion.
  const square = (y * y) % p;
  return powerModulo((square - 1n) * (d * square - a + p), (p - 1n) / 2n, p) === 1n;
}
