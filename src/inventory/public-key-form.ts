import { readPublicKey } from "../keys/read.ts";
import { canonicalSpki } from "../keys/spki.ts";
import type { EcPublicKey, OtherPublicKey, PublicKey, PublicKeyReading } from "../model/public-key.ts";
import { type Codec, converted, count, flag, named, only, optional, text, textThat, unset } from "./codec.ts";
import { listForm, objectForm, tagged } from "./structures.ts";

/** What an inventory holds of the public half. `key` is one that canonical SubjectPublicKeyInfo says whole; `identity` is told by its numbers. */
type Written =
  | { readonly kind: "key"; readonly spki: string; readonly pss?: true; readonly deviations: readonly string[] }
  | { readonly kind: "identity"; readonly key: EcPublicKey | OtherPublicKey; readonly deviations: readonly string[] }
  | Exclude<PublicKeyReading, { readonly kind: "key" }>;

const hexDigits = textThat("hexadecimal digits", (digits) => /^[0-9a-f]+$/.test(digits));
const hex: Codec<bigint> = converted(
  hexDigits,
  (value) => value.toString(16),
  (digits) => BigInt(`0x${digits}`),
);

const identity = { keyId: text, modulusId: text, spkiSha256: text, md5Fingerprint: text };

const namelessKey = tagged<"type", EcPublicKey | OtherPublicKey>("type", {
  EC: objectForm<EcPublicKey>({
    type: only("EC"),
    curve: text,
    bits: count,
    x: hex,
    y: hex,
    explicitParameters: flag,
    validPoint: unset(flag),
    ...identity,
  }),
  other: objectForm<OtherPublicKey>({ type: only("other"), algorithm: text, bits: count, ...identity }),
});

const written = tagged<"kind", Written>("kind", {
  key: objectForm<Extract<Written, { kind: "key" }>>({
    kind: only("key"),
    spki: text,
    pss: optional(only(true)),
    deviations: listForm(text),
  }),
  identity: objectForm<Extract<Written, { kind: "identity" }>>({
    kind: only("identity"),
    key: namelessKey,
    deviations: listForm(text),
  }),
  "private-key": objectForm<Extract<Written, { kind: "private-key" }>>({ kind: only("private-key") }),
  unreadable: objectForm<Extract<Written, { kind: "unreadable" }>>({
    kind: only("unreadable"),
    reason: text,
    container: optional(text),
  }),
});

/** A reading of a public key; the key itself is canonical SubjectPublicKeyInfo, base64. */
export const publicKeyReading = named<PublicKeyReading>("publicKey", converted(written, toWritten, fromWritten));

function toWritten(reading: PublicKeyReading, path: string): Written {
  if (reading.kind !== "key") return reading;
  const { key, deviations } = reading;
  const spki = canonicalSpki(key);
  if (spki !== undefined) {
    const pss = key.type === "RSA" && key.pss ? ({ pss: true } as const) : {};
    return { kind: "key", spki: spki.toString("base64"), ...pss, deviations };
  }
  if (key.type === "EC" || key.type === "other") return { kind: "identity", key, deviations };
  throw new TypeError(`${path} must have a SubjectPublicKeyInfo, as every key of type ${key.type} has`);
}

function fromWritten(value: Written, path: string): PublicKeyReading {
  if (value.kind === "identity") return { kind: "key", key: value.key, deviations: value.deviations };
  if (value.kind !== "key") return value;
  const reading = readPublicKey(`-----BEGIN PUBLIC KEY-----\n${value.spki}\n-----END PUBLIC KEY-----\n`);
  if (reading.kind !== "key") throw new TypeError(`${path}.spki must be a SubjectPublicKeyInfo in base64`);
  const key: PublicKey = value.pss === true && reading.key.type === "RSA" ? { ...reading.key, pss: true } : reading.key;
  return { kind: "key", key, deviations: value.deviations };
}
