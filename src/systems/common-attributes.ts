import type { FactDefinition } from "../model/fact-type.ts";

// Attributes that key types of several systems have: one name has one meaning.

export const service = {
  type: "string",
  doc: "The service that keeps the key, in its system's words: `identity` (classic) or `identity-domain`, `iam`.",
} as const satisfies FactDefinition;

export const purpose = {
  type: "string",
  doc: "What the key is for, as whoever made it wrote: its purpose or its description.",
} as const satisfies FactDefinition;

export const neverExpires = {
  type: "bool",
  doc: "Whether it is made never to expire.",
} as const satisfies FactDefinition;
