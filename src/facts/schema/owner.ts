import type { FactGroupSchema } from "../../model/fact-type.ts";

/** `owner.*`: who holds the key. */
export const ownerFacts = {
  kind: { type: "string", doc: "`user`, `service-account` or `machine`." },
  id: { type: "string", doc: "The id that the system gives the owner." },
  name: { type: "string", doc: "The owner's name." },
  described: {
    type: "bool",
    doc: "Whether a source of the run describes the owner: a live listing, or Terraform's resource or data source of it.",
  },
  active: { type: "bool", doc: "Whether the owner may act at all." },
  admin: { type: "bool", doc: "Whether the owner administers the account." },
  adminBy: {
    type: "string",
    doc: "The group and the grant that make the owner an administrator, perhaps under a condition; unset when no source tells of one.",
  },
  canUseApiKeys: { type: "bool", doc: "Whether the owner may use API keys." },
  canUseConsole: { type: "bool", doc: "Whether the owner can log in to the console." },
  daysSinceLogin: {
    type: "double",
    doc: "Time since the last console login in days of 24 hours; unset when there was none.",
  },
} as const satisfies FactGroupSchema;

/** `account.*`: what the account prescribes. */
export const accountFacts = {
  id: { type: "string", doc: "Id of the customer's account in the system." },
  maxKeyExpiryDays: { type: "double", doc: "Longest life of an API key that the account allows, in days." },
  allowsKeysWithoutExpiry: { type: "bool", doc: "Whether the account allows keys that never expire." },
} as const satisfies FactGroupSchema;
