/**
 * The identity of a public key is its mathematics: (n, e) for RSA, curve and point for EC, the 32 bytes for Ed25519.
 * Two pastes of one key differ in bytes and agree in these.
 */
export interface KeyIdentity {
  /** SHA-256, lower hex, over type and mathematics: equal exactly for equal keys. */
  readonly keyId: string;
  /** SHA-256 of the minimal big-endian modulus, lower hex (RSA), or of the x coordinate (EC), or of the raw key; the form that badkeys' lists use. */
  readonly modulusId: string;
  /** SHA-256 of the canonical SubjectPublicKeyInfo, lower hex: the fingerprint to show. */
  readonly spkiSha256: string;
  /** MD5 of the canonical SubjectPublicKeyInfo as `aa:bb:...`: only to match the records of systems that use it. */
  readonly md5Fingerprint: string;
}

/** An RSA key; also one that is invalid in its numbers, so that the rules can say so. */
export interface RsaPublicKey extends KeyIdentity {
  readonly type: "RSA";
  /** n */
  readonly modulus: bigint;
  /** e */
  readonly exponent: bigint;
  /** Bit length of the modulus. */
  readonly bits: number;
  /** Set when the algorithm identifier is id-RSASSA-PSS rather than rsaEncryption. */
  readonly pss: boolean;
}

/** A key on a Weierstrass curve. */
export interface EcPublicKey extends KeyIdentity {
  readonly type: "EC";
  /** `P-256`, `P-384`, `secp256k1`, ... or the dotted object identifier of a curve without a name here. */
  readonly curve: string;
  /** Bit length of the field; 0 when the curve is not known here. */
  readonly bits: number;
  readonly x: bigint;
  readonly y: bigint;
  /** The curve was given by explicit parameters (the CVE-2020-0601 pattern). */
  readonly explicitParameters: boolean;
  /** Whether the point satisfies the curve's equation and is not the point at infinity; undefined when the curve is not known here. */
  readonly validPoint: boolean | undefined;
}

/** Ed25519, Ed448, X25519 or X448. */
export interface EdwardsPublicKey extends KeyIdentity {
  readonly type: "Ed25519" | "Ed448" | "X25519" | "X448";
  readonly bits: number;
  /** Lower hex of the raw key. */
  readonly raw: string;
  /** Whether the point is canonical, on the curve and not of small order; undefined where it is not tested. */
  readonly validPoint: boolean | undefined;
}

/** A well-formed SubjectPublicKeyInfo of another algorithm: DSA, DH, SM2, GOST, ML-DSA, ... */
export interface OtherPublicKey extends KeyIdentity {
  readonly type: "other";
  /** Name of the algorithm where known, else its dotted object identifier. */
  readonly algorithm: string;
  readonly bits: number;
}

export type PublicKey = RsaPublicKey | EcPublicKey | EdwardsPublicKey | OtherPublicKey;

/** One of the things that stand where a public key belongs. */
export type SingleReading =
  | { readonly kind: "key"; readonly key: PublicKey }
  | { readonly kind: "unreadable"; readonly reason: string };

/** What was found where a public key belongs. A private key is told by its place alone: it is neither parsed, hashed nor kept. */
export type PublicKeyReading =
  | {
      readonly kind: "key";
      readonly key: PublicKey;
      /** Deviations from the canonical encoding that were read through, each a clause: "PKCS#1 under the label PUBLIC KEY". */
      readonly deviations: readonly string[];
      /** Set when the key was taken out of a container of another kind: "a certificate", "an OpenSSH public key". */
      readonly container?: string;
      /** What else stands in the same text: other keys, and what could not be read. A system may take any of them. */
      readonly others?: readonly SingleReading[];
    }
  | { readonly kind: "private-key" }
  | {
      readonly kind: "unreadable";
      /** A clause that never quotes the text: "truncated DER", "a certificate, not a public key". */
      readonly reason: string;
      /** Set when it is a container of another kind: certificate, CSR, OpenSSH line, JWK. */
      readonly container?: string;
    };
