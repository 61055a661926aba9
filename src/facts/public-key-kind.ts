import { acceptance, type SizePolicy } from "../keys/strength/size-policy.ts";
import type { KeyKind } from "../keys/strength/strength-bits.ts";
import type { KeySpec } from "../model/credential.ts";
import type { Instant } from "../model/instant.ts";
import type { PublicKey, PublicKeyReading } from "../model/public-key.ts";
import { isUnknown, type Maybe, mapKnown, unknown } from "../model/unknown.ts";
import { daysBetween } from "./time.ts";

/** What stands where the public key belongs, and what the key is to be generated as. */
export interface KindSubject {
  readonly reading: Maybe<PublicKeyReading>;
  readonly spec: Maybe<KeySpec>;
  readonly asOf: Instant;
}

/** The key that was read; unknown, with the reason, when there is something that could not be. */
export function readKeyOf({ reading }: KindSubject): Maybe<PublicKey> {
  return mapKnown(reading, (read) => {
    if (read.kind === "key") return read.key;
    return unknown(
      read.kind === "private-key"
        ? "a private key stands in the place of the public key, and is not read"
        : `the public key could not be read: ${read.reason}`,
    );
  });
}

/** Every key of the text, the first one first; unknown where one could not be read. */
export function keysOf(subject: KindSubject): readonly Maybe<PublicKey>[] {
  const { reading } = subject;
  if (reading === undefined || isUnknown(reading) || reading.kind !== "key") return [readKeyOf(subject)];
  const others = (reading.others ?? []).map((other) =>
    other.kind === "key" ? other.key : unknown(`another key in the same text could not be read: ${other.reason}`),
  );
  return [reading.key, ...others];
}

/** What is said of one key, or of several by the one that is worst: a flaw first, then what is not known. */
export function worstOf<T>(values: readonly Maybe<T>[], isFlaw: (value: T) => boolean): Maybe<T> {
  const [first] = values;
  if (values.length === 1) return first;
  return (
    values.find((value) => value !== undefined && !isUnknown(value) && isFlaw(value)) ??
    values.find((value) => isUnknown(value)) ??
    values.find((value) => value !== undefined)
  );
}

export function fromKeyOrSpec<T>(
  subject: KindSubject,
  ofKey: (key: PublicKey) => Maybe<T>,
  ofSpec: (spec: KeySpec) => Maybe<T>,
): Maybe<T> {
  const { reading, spec } = subject;
  if (reading === undefined) return mapKnown(spec, ofSpec);
  // What a key is generated as is known before the key itself is.
  if (isUnknown(reading) && spec !== undefined && !isUnknown(spec)) {
    const specified = ofSpec(spec);
    return specified ?? reading;
  }
  return mapKnown(readKeyOf(subject), ofKey);
}

export function specBits(spec: KeySpec): Maybe<number> {
  if (spec.type === "Ed25519") return 255;
  if (spec.type !== "EC") return spec.bits;
  return mapKnown(spec.curve, (curve) => Number(/\d+$/.exec(curve)?.[0] ?? 0));
}

export function curveOf(key: PublicKey): string | undefined {
  return key.type === "EC" ? key.curve : undefined;
}

/** Type, size and curve together; unknown as soon as one that matters is. */
export function kindOf(subject: KindSubject): Maybe<KeyKind> {
  const fromSpec = (spec: KeySpec): Maybe<KeyKind> =>
    mapKnown(spec.type, (type) =>
      mapKnown(specBits(spec), (bits) => {
        if (type !== "EC") return { type, bits };
        return mapKnown(spec.curve, (curve) => ({ type, bits, curve }));
      }),
    );
  return fromKeyOrSpec(
    subject,
    (key) =>
      key.type === "EC" ? { type: key.type, bits: key.bits, curve: key.curve } : { type: key.type, bits: key.bits },
    fromSpec,
  );
}

export function accepted(subject: KindSubject, profile: SizePolicy): Maybe<boolean> {
  const isAccepted = (kind: KeyKind): boolean => acceptance(kind, profile, subject.asOf).accepted;
  const [first, ...others] = keysOf(subject);
  if (first === undefined || others.length === 0) return mapKnown(kindOf(subject), isAccepted);
  return worstOf(
    [first, ...others].map((key) => mapKnown(key, isAccepted)),
    (value) => !value,
  );
}

export function daysLeft(subject: KindSubject, profile: SizePolicy): Maybe<number> {
  return mapKnown(kindOf(subject), (kind) => {
    const { until } = acceptance(kind, profile, subject.asOf);
    return until === undefined ? undefined : daysBetween(subject.asOf, until);
  });
}
