import type { PublicKeyReading } from "./public-key.ts";
import type { Maybe } from "./unknown.ts";

/** How a key pair is to be generated, or was. */
export interface KeySpec {
  readonly type: Maybe<"RSA" | "EC" | "Ed25519">;
  /** Modulus bits; RSA only. */
  readonly bits: Maybe<number>;
  /** `P-224`, `P-256`, `P-384`, `P-521`; EC only. */
  readonly curve: Maybe<string>;
}

/** A key pair, of which only the public half is ever read. */
export interface KeyPair {
  readonly kind: "key-pair";
  /** The public half; unset for a system that never shows it. */
  readonly publicKey: Maybe<PublicKeyReading>;
  readonly spec: Maybe<KeySpec>;
  /** The fingerprint that the system recorded, as it writes it. */
  readonly fingerprint: Maybe<string>;
}

/** A secret that the system and the caller both hold; nothing of it is ever read or kept. */
export interface SharedSecret {
  readonly kind: "shared-secret";
}

/** What a caller proves its identity with. */
export type Credential = KeyPair | SharedSecret;

export const sharedSecret: SharedSecret = { kind: "shared-secret" };

/** A key pair; what is left out is unset. */
export function keyPair(known: Partial<Omit<KeyPair, "kind">>): KeyPair {
  return { kind: "key-pair", publicKey: undefined, spec: undefined, fingerprint: undefined, ...known };
}

interface Holder {
  readonly credential: Credential;
}

/** The public half; unset for a shared secret. */
export function publicKeyOf({ credential }: Holder): Maybe<PublicKeyReading> {
  return credential.kind === "key-pair" ? credential.publicKey : undefined;
}

/** The specification of the key pair; unset for a shared secret. */
export function keySpecOf({ credential }: Holder): Maybe<KeySpec> {
  return credential.kind === "key-pair" ? credential.spec : undefined;
}

/** The recorded fingerprint; unset for a shared secret. */
export function fingerprintOf({ credential }: Holder): Maybe<string> {
  return credential.kind === "key-pair" ? credential.fingerprint : undefined;
}
