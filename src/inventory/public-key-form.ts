import { readPublicKey } from "../keys/read.ts";
import { canonicalSpki } from "../keys/spki.ts";
import type { EcPublicKey, OtherPublicKey, PublicKey, PublicKeyReading, SingleReading } from "../model/public-key.ts";
import { type Codec, converted, count, flag, named, only, optional, text, textThat, unset } from "./codec.ts";
import { listForm, objectForm, tagged } from "./structures.ts";

/** A key as an inventory holds it: by canonical SubjectPublicKeyInfo in base64 where that says it whole, else by its numbers. */
type WrittenKey =
  | { readonly kind: "key"; readonly spki: string; readonly pss?: true; readonly deviations: readonly string[] }
  | { readonly kind: "identity"; readonly key: EcPublicKey | OtherPublicKey; readonly deviations: readonly string[] };
type Unread = Exclude<PublicKeyReading, { readonly kind: "key" }>;

/** What stands beside a key in its text. */
interface Beside {
  readonly container?: string;
  readonly others?: readonly (WrittenKey | Unread)[];
}
/** What an inventory holds of the public half. */
type Written = (WrittenKey & Beside) | Unread;

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

const keyFields = { kind: only("key"), spki: text, pss: optional(only(true)), deviations: listForm(text) };
const identityFields = { kind: only("identity"), key: namelessKey, deviations: listForm(text) };
const unreadForms = {
  "private-key": objectForm<Extract<Unread, { kind: "private-key" }>>({ kind: only("private-key") }),
  unreadable: objectForm<Extract<Unread, { kind: "unreadable" }>>({
    kind: only("unreadable"),
    reason: text,
    container: optional(text),
  }),
};

const other = tagged<"kind", WrittenKey | Unread>("kind", {
  key: objectForm<Extract<WrittenKey, { kind: "key" }>>(keyFields),
  identity: objectForm<Extract<WrittenKey, { kind: "identity" }>>(identityFields),
  ...unreadForms,
});
const beside = { container: optional(text), others: optional(listForm(other)) };
const written = tagged<"kind", Written>("kind", {
  key: objectForm<Extract<Written, { kind: "key" }>>({ ...keyFields, ...beside }),
  identity: objectForm<Extract<Written, { kind: "identity" }>>({ ...identityFields, ...beside }),
  ...unreadForms,
});

/** A reading of a public key; the key itself is canonical SubjectPublicKeyInfo, base64. */
export const publicKeyReading = named<PublicKeyReading>("publicKey", converted(written, toWritten, fromWritten));

function toWritten(reading: PublicKeyReading, path: string): Written {
  if (reading.kind !== "key") return reading;
  const { key, deviations, container, others } = reading;
  return {
    ...keyToWritten(key, deviations, path),
    ...(container === undefined ? {} : { container }),
    ...(others === undefined
      ? {}
      : { others: others.map((single) => (single.kind === "key" ? keyToWritten(single.key, [], path) : single)) }),
  };
}

function keyToWritten(key: PublicKey, deviations: readonly string[], path: string): WrittenKey {
  const spki = canonicalSpki(key);
  if (spki !== undefined) {
    const pss = key.type === "RSA" && key.pss ? ({ pss: true } as const) : {};
    return { kind: "key", spki: spki.toString("base64"), ...pss, deviations };
  }
  if (key.type === "EC" || key.type === "other") return { kind: "identity", key, deviations };
  throw new TypeError(`${path} must have a SubjectPublicKeyInfo, as every key of type ${key.type} has`);
}

function fromWritten(value: Written, path: string): PublicKeyReading {
  if (value.kind !== "key" && value.kind !== "identity") return value;
  const { container, others } = value;
  return {
    kind: "key",
    key: keyFromWritten(value, path),
    deviations: value.deviations,
    ...(container === undefined ? {} : { container }),
    ...(others === undefined
      ? {}
      : { others: others.map((single, index) => otherFrom(single, `${path}.others[${index}]`)) }),
  };
}

function otherFrom(value: WrittenKey | Unread, path: string): SingleReading {
  if (value.kind === "key" || value.kind === "identity") return { kind: "key", key: keyFromWritten(value, path) };
  if (value.kind === "unreadable") return { kind: "unreadable", reason: value.reason };
  throw new TypeError(`${path} must not be a private key`);
}

function keyFromWritten(value: WrittenKey, path: string): PublicKey {
  if (value.kind === "identity") return value.key;
  const reading = readPublicKey(`-----BEGIN PUBLIC KEY-----\n${value.spki}\n-----END PUBLIC KEY-----\n`);
  if (reading.kind !== "key") throw new TypeError(`${path}.spki must be a SubjectPublicKeyInfo in base64`);
  return value.pss === true && reading.key.type === "RSA" ? { ...reading.key, pss: true } : reading.key;
}
