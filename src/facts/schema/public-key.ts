import type { FactGroupSchema } from "./fact-type.ts";

/** `publicKey.*`: what the public half is, and what the tests of its strength say. All are unset when the system shows no public key. */
export const publicKeyFacts = {
  type: {
    type: "string",
    doc: "RSA, EC, Ed25519, Ed448, X25519, X448 or other. Known from the key, else from the key specification.",
  },
  bits: { type: "int", doc: "Bit length of the modulus, or of the curve's field." },
  curve: { type: "string", doc: "P-256, P-384, ...; EC only." },
} as const satisfies FactGroupSchema;
