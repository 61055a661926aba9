import type { KeyType } from "../../../src/systems/system.ts";

/** A token that a program sends with each of its calls. */
export const toyKeyType = {
  id: "toy/api-key",
  title: "Toybox API key",
  attributes: { mayWrite: { type: "bool", doc: "Whether a caller with the key may change anything." } },
  fixedAttributes: ["mayWrite"],
  keysPerOwner: 1,
  unavailable: { publicKey: true },
  remedies: {
    terraform: "Declare a second `toy_api_key`, switch every caller to it, then remove the old one.",
    console: "Open **Keys**, add a key, switch every caller to it, then delete the old one.",
    commandLine: "Add a key with `toy keys add`, switch every caller to it, then run `toy keys delete ID`.",
  },
} as const satisfies KeyType;
