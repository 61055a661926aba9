import type { FactGroupSchema } from "../../model/fact-type.ts";

/** `key.*` that every key has: what its sources say of it, and what follows from it and its neighbours. Attributes of key types come beside them. */
export const keyFacts = {
  system: { type: "string", doc: "The system that the key belongs to, by its short name." },
  type: { type: "string", doc: "What kind of key it is: the system's name, a slash, and the kind." },
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
  id: { type: "string", doc: "The id that the system gives it." },
  account: { type: "string", doc: "Id of the customer's account in the system: a tenancy, an account, a project." },
  credential: {
    type: "string",
    doc: "`key-pair`: the caller signs, and the system has the public half. `shared-secret`: both have the secret.",
  },
  fingerprint: { type: "string", doc: "The fingerprint that the system recorded; unset where it records none." },
  active: { type: "bool", doc: "Whether a call that is authenticated with it can be accepted now." },
  specType: {
    type: "string",
    doc: "Type that the key specification asks for: RSA, EC, Ed25519. Unset without a specification.",
  },
  specBits: { type: "int", doc: "Modulus bits that the key specification asks for." },
  specCurve: { type: "string", doc: "Curve that the key specification asks for: P-224, P-256, P-384, P-521." },
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
  lastUsed: {
    type: "string",
    doc: "Last use, RFC 3339 in UTC; unset when never used, unknown where the system does not tell it.",
  },
  daysSinceUse: {
    type: "double",
    doc: "Time since last use, else since creation, in days of 24 hours; unknown where the system does not tell it.",
  },
  everUsed: { type: "bool", doc: "Whether it was ever used; unknown where the system does not tell it." },
  ownerKeyCount: {
    type: "int",
    doc: "How many keys of this type its owner will have after the plan, this one included.",
  },
  ownerKeyOrdinal: { type: "int", doc: "This key's place among them, 1 for the newest." },
  ownerKeyLimit: {
    type: "int",
    doc: "How many keys of this type the service allows each owner; unset where it has no limit.",
  },
  ownerKeyPeak: {
    type: "int",
    doc: "The most keys of this type that its owner has at any moment while the plan is applied.",
  },
  ownerActiveKeyCount: { type: "int", doc: "How many active keys of this type its owner will have after the plan." },
  ownerActiveKeyOrdinal: {
    type: "int",
    doc: "This key's place among the active ones, 1 for the newest; 0 when it is not active.",
  },
  duplicates: { type: "int", doc: "How many other keys have the same mathematics." },
  duplicateOwners: { type: "int", doc: "How many other owners have a key with the same mathematics." },
  modulusTwins: { type: "int", doc: "How many other keys have the same modulus with another exponent." },
  fingerprintCollisions: {
    type: "int",
    doc: "How many other keys have the same MD5 fingerprint with other mathematics.",
  },
  fingerprintComputed: { type: "string", doc: "MD5 fingerprint computed from the public key: `aa:bb:...`." },
  fingerprintMatches: { type: "bool", doc: "Whether the recorded fingerprint is that of the public key." },
  replaces: { type: "bool", doc: "Whether it takes the place of a key that the plan destroys." },
  replacesSameKey: { type: "bool", doc: "Whether it has the same mathematics as the key that it replaces." },
  secretPasted: {
    type: "bool",
    doc: "Whether secret material stands where a source shows it: in the public key's attribute, or in one of its own.",
  },
  secretIn: { type: "list<string>", doc: "Attributes that hold secret material." },
  secretInState: {
    type: "bool",
    doc: "Whether the secret is in Terraform's state: in an attribute, or made by `tls_private_key`.",
  },
  secretPending: {
    type: "bool",
    doc: "Whether the secret comes into Terraform's state only when the key is made: no state that is given holds it.",
  },
  lastActiveKeyOfOwner: {
    type: "bool",
    doc: "For a key that the plan destroys: whether its owner has no other active key until the plan has created one.",
  },
  declared: {
    type: "bool",
    doc: "For a live key: whether a Terraform source of this run declares it. Unset when no Terraform source is in the run.",
  },
  found: {
    type: "bool",
    doc: "For a key in state: whether the live listing of its account shows it. Unset when that account is not in the run.",
  },
} as const satisfies FactGroupSchema;
