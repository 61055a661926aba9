import type { FactGroupSchema } from "./fact-type.ts";

/** `user.*`: the owner of the key. */
export const userFacts = {
  id: { type: "string", doc: "User OCID, SCIM id or Moid." },
  name: { type: "string", doc: "User name." },
  active: { type: "bool", doc: "Whether the user may act at all." },
  admin: {
    type: "bool",
    doc: "Whether the user administers the tenancy: by a policy that grants `manage all-resources in tenancy` to a group of theirs, or by an administrator role.",
  },
  adminBy: { type: "string", doc: "The group and the grant that make the user an administrator." },
  canUseApiKeys: { type: "bool", doc: "The user's capability to use API keys." },
  canUseConsole: { type: "bool", doc: "Whether the user can log in to the console." },
  daysSinceLogin: {
    type: "double",
    doc: "Time since the last console login in days of 24 hours; unset when there was none.",
  },
} as const satisfies FactGroupSchema;

/** `account.*`: what the tenancy or account prescribes. */
export const accountFacts = {
  id: { type: "string", doc: "Tenancy OCID or account Moid." },
  maxKeyExpiryDays: {
    type: "double",
    doc: "Longest life of an API key that the account allows, in days. Intersight only.",
  },
  allowsKeysWithoutExpiry: { type: "bool", doc: "Whether the account allows keys that never expire. Intersight only." },
} as const satisfies FactGroupSchema;
