import type { System } from "../system.ts";
import { serviceAccountKeyType } from "./key-type.ts";
import { serviceAccountTypes } from "./service-account.ts";
import { serviceAccountKeyTypes } from "./service-account-key.ts";

/** Google Cloud: keys of service accounts, read from Terraform. */
export const google: System = {
  id: "google",
  title: "Google Cloud",
  keyTypes: [serviceAccountKeyType],
  terraformTypes: [...serviceAccountKeyTypes, ...serviceAccountTypes],
  providers: [
    {
      names: ["google", "google-beta"],
      keyType: serviceAccountKeyType.id,
      secretArguments: { credentials: "private-key", access_token: /\S/ },
      read: () => ({ owner: { kind: "service-account", id: undefined, name: undefined } }),
    },
  ],
  // A key's name has its 40 hexadecimal digits; a project's has at most 30 characters beside a domain, an account's 30.
  publicIds: /projects\/[a-z0-9.:-]{1,95}\/serviceAccounts\/[a-z0-9@.-]{1,160}(?:\/keys\/[0-9a-f]{40})?/,
};
