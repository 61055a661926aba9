import { neverExpires, purpose, service } from "../common-attributes.ts";
import type { KeyType } from "../system.ts";

/** An `iam.ApiKey` of a user. */
export const apiKeyType = {
  id: "intersight/api-key",
  title: "Intersight API key",
  attributes: {
    service,
    purpose,
    adminStatus: { type: "string", doc: "What its administrator asks for: enable or disable." },
    operStatus: { type: "string", doc: "Its state in operation: enabled, disabled or expired." },
    hashAlgorithm: { type: "string", doc: "Hash of its signatures: SHA256, SHA384, SHA512, SHA512_224, SHA512_256." },
    signingAlgorithm: {
      type: "string",
      doc: "Scheme of its signatures: RSASSA-PKCS1-v1_5, RSASSA-PSS, Ed25519, Ecdsa, EcdsaP1363Format.",
    },
    neverExpires,
    lastUsedIp: { type: "string", doc: "Address that the last call came from; refreshed about once a day." },
    permission: { type: "string", doc: "Moid of the permission that it was made with." },
    permissionResources: {
      type: "list<string>",
      doc: "What that permission is for, each as OBJECTTYPE/MOID, or as its selector.",
    },
    switchedFromAccount: { type: "string", doc: "The account that the session which made it was switched from." },
  },
  fixedAttributes: ["hashAlgorithm", "signingAlgorithm", "neverExpires"],
  keysPerOwner: 3,
  unavailable: { publicKey: true },
  remedies: {
    terraform:
      "Declare a second `intersight_iam_api_key`, switch every caller to it, then remove the old one. Take the new private key out of the state: creation writes it there, and the next refresh empties it.",
    console: "Open **Settings, API Keys**. Generate a new key, switch every caller to it, then delete the old one.",
    commandLine:
      "Add a key with `New-IntersightIamApiKey` of the PowerShell module, switch every caller to it, then delete the old one with `Remove-IntersightIamApiKey -Moid MOID`.",
  },
} as const satisfies KeyType;
