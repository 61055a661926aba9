import { createHash } from "node:crypto";
import type { EcPublicKey, EdwardsPublicKey, PublicKey } from "../model/public-key.ts";
import { element, objectIdentifier, subjectPublicKeyInfo, tags, toBytes } from "./der-writer.ts";
import { objectIdentifierOf } from "./curves.ts";
import { ecPublicKey } from "./ec.ts";
import { edwardsKinds } from "./edwards.ts";
import { rsaSubjectPublicKeyInfo } from "./rsa.ts";

/**
 * The canonical SubjectPublicKeyInfo in DER, of which `spkiSha256` is the hash.
 * @returns `undefined` for a key whose mathematics are not kept whole: of another algorithm, or on a curve without a name here.
 */
export function canonicalSpki(key: PublicKey): Buffer | undefined {
  const spki = encoded(key);
  const same = spki !== undefined && createHash("sha256").update(spki).digest("hex") === key.spkiSha256;
  return same ? spki : undefined;
}

function encoded(key: PublicKey): Buffer | undefined {
  if (key.type === "RSA") return rsaSubjectPublicKeyInfo(toBytes(key.modulus), toBytes(key.exponent));
  if (key.type === "EC") return ecSpki(key);
  return key.type === "other" ? undefined : edwardsSpki(key);
}

function ecSpki({ curve, bits, x, y }: EcPublicKey): Buffer | undefined {
  const oid = objectIdentifierOf(curve);
  if (oid === undefined) return undefined;
  const coordinate = (value: bigint): string => value.toString(16).padStart(2 * Math.ceil(bits / 8), "0");
  const point = Buffer.from(`04${coordinate(x)}${coordinate(y)}`, "hex");
  return subjectPublicKeyInfo(element(tags.sequence, ecPublicKey, objectIdentifier(oid)), point);
}

function edwardsSpki({ type, raw }: EdwardsPublicKey): Buffer | undefined {
  const kind = Object.entries(edwardsKinds).find(([, kind]) => kind.type === type);
  if (kind === undefined) return undefined;
  return subjectPublicKeyInfo(element(tags.sequence, objectIdentifier(kind[0])), Buffer.from(raw, "hex"));
}
