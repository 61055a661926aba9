import type { System } from "../system.ts";
import { classicKeyTypes } from "./classic-key.ts";
import { provider } from "./provider.ts";
import { domainKeyTypes } from "./domain-key.ts";
import { entitlementTypes, defaultGrants } from "./group.ts";
import { apiKeyType } from "./key-type.ts";
import { userTypes } from "./user.ts";

/** Oracle Cloud Infrastructure: API keys of the classic Identity service and of identity domains. */
export const oci: System = {
  id: "oci",
  title: "Oracle Cloud",
  keyTypes: [apiKeyType],
  terraformTypes: [...classicKeyTypes, ...domainKeyTypes, ...userTypes, ...entitlementTypes],
  defaultGrants,
  providers: [provider],
  // An OCID has at most 255 characters.
  publicIds: /ocid1\.[\w.-]{1,249}/,
  live: {
    argument: "PROFILE",
    meaning: "a profile of ~/.oci/config",
    unnamedTarget: (profile) => (profile === "" ? {} : { profile }),
    open: async (name, target, environment) => (await import("./live/source.ts")).ociSource(name, target, environment),
  },
};
