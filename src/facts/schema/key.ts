import type { FactGroupSchema } from "./fact-type.ts";

/** `key.*`: what the source says of a key, and what follows from it and its neighbours. */
export const keyFacts = {
  system: { type: "string", doc: "`oci` or `intersight`." },
  service: {
    type: "string",
    doc: "`identity` (OCI classic), `identity-domain` (OCI identity domains) or `iam` (Intersight).",
  },
  live: { type: "bool", doc: "Whether a live system listed it; false for Terraform." },
  managed: {
    type: "bool",
    doc: "Whether Terraform manages it: a resource, not a data source or a live listing alone.",
  },
  document: { type: "string", doc: "`configuration`, `plan` or `state`; unset for a live key." },
  address: { type: "string", doc: "Terraform address, where Terraform knows the key." },
  action: {
    type: "string",
    doc: "What the plan does: `no-op`, `create`, `delete-create`, `create-delete`, ...; unset outside plans.",
  },
  existence: { type: "string", doc: "`exists`, `declared` (configuration alone), `planned` or `removed`." },
  id: { type: "string", doc: "OCI TENANCY/USER/FINGERPRINT, SCIM id, or Moid." },
  tenancy: { type: "string", doc: "Tenancy OCID or account Moid." },
  fingerprint: { type: "string", doc: "The fingerprint that OCI recorded." },
  lifecycleState: { type: "string", doc: "OCI classic: CREATING, ACTIVE, INACTIVE, DELETING, DELETED." },
  inactiveStatus: { type: "int", doc: "OCI classic: detail of INACTIVE." },
  adminStatus: { type: "string", doc: "Intersight: enable or disable." },
  operStatus: { type: "string", doc: "Intersight: enabled, disabled or expired." },
  active: { type: "bool", doc: "Whether a call signed with it can be accepted now." },
  hashAlgorithm: { type: "string", doc: "Intersight: SHA256, SHA384, SHA512, SHA512_224, SHA512_256." },
  signingAlgorithm: {
    type: "string",
    doc: "Intersight: RSASSA-PKCS1-v1_5, RSASSA-PSS, Ed25519, Ecdsa, EcdsaP1363Format.",
  },
  specType: {
    type: "string",
    doc: "Type that the key specification asks for: RSA, EC, Ed25519. Unset without a specification.",
  },
  specBits: { type: "int", doc: "Modulus bits that the key specification asks for." },
  specCurve: { type: "string", doc: "Curve that the key specification asks for: P-224, P-256, P-384, P-521." },
  purpose: { type: "string", doc: "Intersight purpose, or the description of an identity-domain key." },
  neverExpires: { type: "bool", doc: "Intersight: is_never_expiring." },
  created: { type: "string", doc: "Creation time, RFC 3339 in UTC." },
  age: { type: "string", doc: "Age as text: `412 days`, `90 days 1 second`." },
  ageDays: {
    type: "double",
    doc: "Exact time since creation in days of 24 hours; negative for a creation in the future; 0 for a key that the plan creates.",
  },
  expires: { type: "string", doc: "Expiry time, RFC 3339 in UTC; unset where there is none." },
  daysToExpiry: {
    type: "double",
    doc: "Exact time to expiry in days of 24 hours; negative once expired; unset without expiry.",
  },
  lifetimeDays: { type: "double", doc: "From start of validity to expiry, in days of 24 hours; unset without expiry." },
  lastUsed: { type: "string", doc: "Last use, RFC 3339 in UTC. Intersight only; unset when never used." },
  daysSinceUse: {
    type: "double",
    doc: "Time since last use, else since creation, in days of 24 hours. OCI does not tell it: unknown there.",
  },
  everUsed: { type: "bool", doc: "Whether it was ever used. OCI does not tell it: unknown there." },
  userKeyCount: { type: "int", doc: "How many keys this user will have after the plan, this one included." },
  userKeyOrdinal: { type: "int", doc: "This key's place among them, 1 for the newest." },
  userActiveKeyCount: { type: "int", doc: "How many active keys this user will have after the plan." },
  userActiveKeyOrdinal: {
    type: "int",
    doc: "This key's place among the active ones, 1 for the newest; 0 when it is not active.",
  },
  duplicates: { type: "int", doc: "How many other keys have the same mathematics." },
  duplicateUsers: { type: "int", doc: "How many other users have a key with the same mathematics." },
  modulusTwins: { type: "int", doc: "How many other keys have the same modulus with another exponent." },
  fingerprintCollisions: {
    type: "int",
    doc: "How many other keys have the same OCI fingerprint with other mathematics.",
  },
  fingerprintComputed: { type: "string", doc: "OCI fingerprint computed from the public key." },
  fingerprintMatches: { type: "bool", doc: "Whether the recorded fingerprint is that of the public key." },
  replaces: { type: "bool", doc: "Whether it takes the place of a key that the plan destroys." },
  replacesSameKey: { type: "bool", doc: "Whether it has the same mathematics as the key that it replaces." },
  privateKeyPasted: {
    type: "bool",
    doc: "Whether private key material stands where it must not: in the public key's attribute, or in `private_key`.",
  },
  privateKeyIn: { type: "list<string>", doc: "Attributes that hold private key material." },
  privateKeyInState: {
    type: "bool",
    doc: "Whether the private half is in Terraform's state: pasted, or made by `tls_private_key`.",
  },
  lastActiveKeyOfUser: {
    type: "bool",
    doc: "For a key that the plan destroys: whether the user has no other active key until the plan has created one.",
  },
  declared: {
    type: "bool",
    doc: "For a live key: whether a Terraform source of this run declares it. Unset when no Terraform source is in the run.",
  },
  found: {
    type: "bool",
    doc: "For a key in state: whether the live listing of its tenancy shows it. Unset when that tenancy is not in the run.",
  },
} as const satisfies FactGroupSchema;
