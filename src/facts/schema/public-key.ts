import type { FactGroupSchema } from "../../model/fact-type.ts";

const tested = "Unset when there is no public key, or it is not RSA.";
const unfinished = "Unknown when the work for one key was used up before.";
const extended = `${tested} Tested from \`--tier extended\` on, unless the key is broken already. ${unfinished}`;
const deep = `${tested} Tested with \`--tier deep\`, unless the key is broken already. ${unfinished}`;

/** `publicKey.*`: what the public half is, and what the tests of its strength say. All but the kind and its policy are unset when the system shows no public key. */
export const publicKeyFacts = {
  type: {
    type: "string",
    doc: "RSA, EC, Ed25519, Ed448, X25519, X448 or other. Known from the key, else from the key specification.",
  },
  bits: { type: "int", doc: "Bit length of the modulus, or of the curve's field; 0 where it is not known." },
  curve: { type: "string", doc: "P-256, P-384, ...; `explicit` for explicit parameters; EC only." },
  algorithm: { type: "string", doc: "The type, or for `other` the name of the algorithm: DSA, SM2, ML-DSA-44, ..." },
  strengthBits: {
    type: "int",
    doc: "Comparable security strength in bits, without quantum computers: 112 for RSA-2048, 128 for RSA-3072 and P-256.",
  },
  sha256: { type: "string", doc: "SHA-256 of the key's canonical SubjectPublicKeyInfo: the fingerprint to show." },
  readable: {
    type: "bool",
    doc: "Whether a public key could be read from the text. Unset without a text, and for a private key.",
  },
  unreadableReason: { type: "string", doc: "Why no public key could be read; unset when one was." },
  container: {
    type: "string",
    doc: "What stands there instead: `a certificate`, `a JSON Web Key`, ...; unset for a key in PEM.",
  },
  deviations: { type: "list<string>", doc: "How the text or its DER departs from the canonical form, each a clause." },
  exponent: { type: "string", doc: "RSA exponent in decimal, or `of N bits` beyond 32 bits." },
  exponentBits: { type: "int", doc: "Bit length of the RSA exponent." },
  exponentInvalid: { type: "bool", doc: `Whether the exponent is below 3, even, or not below the modulus. ${tested}` },
  pss: { type: "bool", doc: `Whether its algorithm identifier is id-RSASSA-PSS. ${tested}` },
  acceptedByNist: {
    type: "bool",
    doc: "Whether NIST (SP 800-57, SP 800-131A) accepts type and size at the time of the run.",
  },
  acceptedByBsi: { type: "bool", doc: "Whether BSI TR-02102-1 accepts type and size at the time of the run." },
  acceptedByCnsa1: { type: "bool", doc: "Whether CNSA 1.0 accepts type and size." },
  acceptedByCnsa2: { type: "bool", doc: "Whether CNSA 2.0 accepts type and size at the time of the run." },
  nistDaysLeft: {
    type: "double",
    doc: "Days until NIST no longer accepts type and size; unset without an end, or when it is past.",
  },
  bsiDaysLeft: {
    type: "double",
    doc: "Days until BSI no longer accepts type and size; unset without an end, or when it is past.",
  },
  cnsa2DaysLeft: {
    type: "double",
    doc: "Days until CNSA 2.0 no longer accepts type and size; unset without an end, or when it is past.",
  },
  knownSample: {
    type: "string",
    doc: "The document that prints this key with its private half: `RFC 9500`; empty when none is known.",
  },
  knownCompromised: {
    type: "string",
    doc: "The list of compromised keys that has it, or its broken generator; empty when none has. Unset when no list was given.",
  },
  compromised: {
    type: "string",
    doc: "As `knownCompromised`, but unknown when no list was given: for policies that require one.",
  },
  smallFactor: {
    type: "bool",
    doc: `Whether a small prime divides the modulus: up to 65537; up to 2^20 in the extended tier, 2^24 in the deep one. ${tested}`,
  },
  notComposite: {
    type: "bool",
    doc: `Whether the modulus is 0, 1, a perfect power or, from \`--tier extended\` on, a prime. ${tested}`,
  },
  roca: { type: "bool", doc: `Whether Infineon's RSALib made it (CVE-2017-15361). ${tested}` },
  rocaVariant: {
    type: "bool",
    doc: `Whether the modulus is a square modulo each of 48 primes, as a generator like ROCA's makes it. ${tested}`,
  },
  fermat: {
    type: "bool",
    doc: `Whether Fermat's method factors the modulus: its primes are too near each other. ${tested}`,
  },
  smallPrivateExponent: {
    type: "bool",
    doc: `Whether a small private exponent is found from the public one. ${tested}`,
  },
  continuedFraction: {
    type: "string",
    doc: `Whether the modulus was \`factored\` as both primes repeat a pattern, is \`suspected\` for being near a small fraction of a power of two, or \`none\`. ${tested}`,
  },
  bitBias: {
    type: "string",
    doc: `Where far too few or too many bits are set: \`both halves\`, \`upper half\` or \`none\`. ${tested}`,
  },
  repeatedBytes: { type: "bool", doc: `Whether the modulus has sixteen equal bytes in a row. ${tested}` },
  sharedFactors: { type: "int", doc: `How many other keys of the run share a prime above 65537 with it. ${tested}` },
  knownPrime: {
    type: "bool",
    doc: `Whether one of its primes is known to be shared by keys on the internet (badkeys' list, for 2048 and 4096 bits). ${tested}`,
  },
  sharedSubprimes: {
    type: "int",
    doc: "How many other keys of the run have a large prime factor of n - 1 in common with it. Unset when there is no public key, or it is not RSA. Looked for with `--tier deep`.",
  },
  nearDifference: {
    type: "bool",
    doc: `Whether the primes differ by about a power of two that a misread standard suggests. ${extended}`,
  },
  nearRatio: {
    type: "bool",
    doc: `Whether a multiple of one prime is near a multiple of the other, for small multipliers. ${extended}`,
  },
  smoothPrime: { type: "bool", doc: `Whether Pollard's p - 1 factors the modulus. ${extended}` },
  equalEnds: { type: "bool", doc: `Whether the primes agree in their upper and lower bits. ${deep}` },
  lowWeight: {
    type: "string",
    doc: `Whether primes with few bits set were \`factored\`, are \`suspected\`, or \`none\`. ${deep}`,
  },
  bitPattern: { type: "bool", doc: `Whether a prime repeats a pattern of bits. ${deep}` },
  permutedBitPattern: { type: "bool", doc: `Whether a prime repeats a pattern whose words were swapped. ${deep}` },
  smoothSuccessor: { type: "bool", doc: `Whether Williams's p + 1 factors the modulus. ${deep}` },
  curveFactor: { type: "bool", doc: `Whether elliptic curves find a factor, of up to about 45 bits. ${deep}` },
  unseeded: { type: "bool", doc: `Whether a prime comes from an early number of a generator without a seed. ${deep}` },
  explicitParameters: {
    type: "bool",
    doc: "Whether the curve is given by explicit parameters (CVE-2020-0601); EC only.",
  },
  tinyPrivateKey: {
    type: "bool",
    doc: "Whether the private key of a curve is tiny: at most 2^10 from 0 or from the order, 2^32 in the deep tier; for Ed25519 and Ed448 a seed of one repeated byte or a number below 16. Unset for other keys.",
  },
  validPoint: { type: "bool", doc: "Whether the key is a valid point of its curve; unset where that is not tested." },
} as const satisfies FactGroupSchema;
