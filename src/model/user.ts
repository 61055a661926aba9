import type { Instant } from "./instant.ts";
import type { Location } from "./location.ts";
import type { System } from "./api-key.ts";
import type { Maybe } from "./unknown.ts";

/** The owner of API keys in one system, from Terraform or a live listing. */
export interface User {
  readonly system: System;
  /** The source it was read from, as the user gave it. */
  readonly source: string;
  /** Folder of the root module or path of the document that declares it; absent for a live user. */
  readonly root?: string;
  /** Address of the Terraform object that declares it; absent for a live user. */
  readonly address?: string;
  /** User OCID, or Moid of the `iam.User`. */
  readonly id: Maybe<string>;
  /** The id that the identity domain gives the same user (SCIM `id`); OCI only. */
  readonly domainId: Maybe<string>;
  readonly name: Maybe<string>;
  /** Tenancy OCID or account Moid. */
  readonly tenancy: Maybe<string>;
  /** Identity domain URL; OCI only. */
  readonly domain: Maybe<string>;
  /** Whether the user may act at all: OCI `lifecycleState` ACTIVE, SCIM `active`, Intersight not locked. */
  readonly active: Maybe<boolean>;
  /** Whether the user administers the tenancy. */
  readonly admin: Maybe<boolean>;
  /** How: the group and the grant, e.g. "group Administrators: manage all-resources in tenancy". */
  readonly adminBy?: string;
  readonly canUseApiKeys: Maybe<boolean>;
  /** Last console login. */
  readonly timeLastLogin: Maybe<Instant>;
  /** Whether the user can log in to a console at all (a person), as opposed to a service user. */
  readonly canUseConsole: Maybe<boolean>;
  readonly location?: Location;
}

/** What a tenancy or account prescribes for its keys. */
export interface Account {
  readonly system: System;
  readonly source: string;
  /** Tenancy OCID or account Moid. */
  readonly id: Maybe<string>;
  /** Longest life of an API key that the account allows, in seconds (Intersight `iam.ResourceLimits.MaxApiKeyExpiry`). */
  readonly maxKeyExpirySeconds: Maybe<number>;
  /** Intersight `iam.ResourceLimits.AllowApiKeysWithoutExpiry`. */
  readonly allowsKeysWithoutExpiry: Maybe<boolean>;
}
