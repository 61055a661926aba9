import { readPublicKey } from "../../keys/read.ts";
import { canonicalSpki } from "../../keys/spki.ts";
import type {
  EcPublicKey,
  OtherPublicKey,
  PublicKey,
  PublicKeyReading,
  SingleReading,
} from "../../model/public-key.ts";
import { type Codec, converted, count, flag, list, object, only, optional, tagged, text, unset } from "./codec.ts";

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

const hex: Codec<bigint> = converted(
  text,
  (value) => value.toString(16),
  (digits, path) => {
    if (/^[0-9a-f]+$/.test(digits)) return BigInt(`0x${digits}`);
    throw new TypeError(`${path} must be hexadecimal digits`);
  },
);

const identity = { keyId: text, modulusId: text, spkiSha256: text, ociFingerprint: text };

const namelessKey = tagged<"type", EcPublicKey | OtherPublicKey>("type", {
  EC: object<EcPublicKey>({
    type: only("EC"),
    curve: text,
    bits: count,
    x: hex,
    y: hex,
    explicitParameters: flag,
    validPoint: unset(flag),
    ...identity,
  }),
  other: object<OtherPublicKey>({ type: only("other"), algorithm: text, bits: count, ...identity }),
});

const keyFields = { kind: only("key"), spki: text, pss: optional(only(true)), deviations: list(text) };
const identityFields = { kind: only("identity"), key: namelessKey, deviations: list(text) };
const unreadForms = {
  "private-key": object<Extract<Unread, { kind: "private-key" }>>({ kind: only("private-key") }),
  unreadable: object<Extract<Unread, { kind: "unreadable" }>>({
    kind: only("unreadable"),
    reason: text,
    container: optional(text),
  }),
};

const other = tagged<"kind", WrittenKey | Unread>("kind", {
  key: object<Extract<WrittenKey, { kind: "key" }>>(keyFields),
  identity: object<Extract<WrittenKey, { kind: "identity" }>>(identityFields),
  ...unreadForms,
});
const beside = { container: optional(text), others: optional(list(other)) };
const written = tagged<"kind", Written>("kind", {
  key: object<Extract<Written, { kind: "key" }>>({ ...keyFields, ...beside }),
  identity: object<Extract<Written, { kind: "identity" }>>({ ...identityFields, ...beside }),
  ...unreadForms,
});

/** A reading of a public key; the key itself is canonical SubjectPublicKeyInfo, base64. */
export const publicKeyReading: Codec<PublicKeyReading> = converted(written, toWritten, fromWritten);

function toWritten(reading: PublicKeyReading): Written {
  if (reading.kind !== "key") return reading;
  const { key, deviations, container, others } = reading;
  return {
    ...keyToWritten(key, deviations),
    ...(container === undefined ? {} : { container }),
    ...(others === undefined
      ? {}
      : { others: others.map((single) => (single.kind === "key" ? keyToWritten(single.key, []) : single)) }),
  };
}

function keyToWritten(key: PublicKey, deviations: readonly string[]): WrittenKey {
  const spki = canonicalSpki(key);
  if (spki !== undefined) {
    const pss = key.type === "RSA" && key.pss ? ({ pss: true } as const) : {};
    return { kind: "key", spki: spki.toString("base64"), ...pss, deviations };
  }
  if (key.type === "EC" || key.type === "other") return { kind: "identity", key, deviations };
  throw new TypeError(`a key of type ${key.type} without SubjectPublicKeyInfo`);
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
