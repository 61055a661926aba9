import { unknown } from "../../model/unknown.ts";
import { purpose, service } from "../common-attributes.ts";
import type { KeyType } from "../system.ts";

const lastUse = {
  reason: "Oracle Cloud does not tell when an API key was last used",
  advice: "The audit log does: search Logging for the key's fingerprint, in every region.",
};

/** An API key of a user, as the classic Identity service and the identity domains keep it. */
export const apiKeyType = {
  id: "oci/api-key",
  title: "Oracle Cloud API key",
  attributes: {
    service,
    purpose,
    lifecycleState: {
      type: "string",
      doc: "State in the classic Identity service: CREATING, ACTIVE, INACTIVE, DELETING, DELETED; unset in an identity domain.",
    },
    inactiveStatus: {
      type: "int",
      doc: "Detail of INACTIVE in the classic Identity service, as bits without a published meaning.",
    },
  },
  fixedAttributes: [],
  keysPerOwner: 3,
  unavailable: { timeLastUsed: lastUse },
  remedies: {
    terraform:
      "Give `key_value` (in an identity domain: `key`) a new public key. With `create_before_destroy = true` the new key is there before the old one goes.",
    console:
      "Open **Identity & Security, Domains**, the domain, **Users**, the user, **API keys**. Add a new key, switch every caller to it, then delete the old one.",
    commandLine:
      "Add a key with `oci iam user api-key upload --user-id USER --key-file PUBLIC.pem`, switch every caller to it, then delete the old one with `oci iam user api-key delete --user-id USER --fingerprint FINGERPRINT`.",
  },
} as const satisfies KeyType;

/** The last use of any such key. */
export const lastUseUnknown = unknown(lastUse.reason);
