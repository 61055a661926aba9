import type { Instant } from "./instant.ts";
import type { Location } from "./location.ts";
import type { Maybe } from "./unknown.ts";
import type { Moment } from "./moment.ts";

/** Who holds a key: a person's or program's user, an account made for programs, a machine. */
export type OwnerKind = "user" | "service-account" | "machine";

/** What a key says of its owner. */
export interface KeyOwner {
  readonly kind: OwnerKind;
  readonly id: Maybe<string>;
  readonly name: Maybe<string>;
  /** The id by which its realm knows the same owner, where a view tells both. */
  readonly realmId?: string;
  /**
   * Set where the id is not one that the whole system knows. `realm`: only the realm knows it, and the account may know the same owner by another
   * one. `account`: a name, which another account may give to somebody else.
   */
  readonly idWithin?: "realm" | "account";
}

/** The owner of keys in one system, from Terraform or a live listing. */
export interface Owner {
  readonly system: string;
  readonly kind: OwnerKind;
  /** The source it was read from, as the user gave it. */
  readonly source: string;
  /** Folder of the root module or path of the document that declares it; absent for a listed owner. */
  readonly root?: string;
  /** When what it says is, or was, true; absent for a listed owner. */
  readonly moment?: Moment;
  /** When it was listed, for one that an inventory holds; one that is listed now has none. */
  readonly listedAt?: Instant;
  /** Address of the Terraform object that declares it; absent for a listed owner. */
  readonly address?: string;
  /** The id by which the account knows it. */
  readonly id: Maybe<string>;
  /** Set where the id is a name, which another account may give to somebody else. */
  readonly idWithin?: "account";
  /** The id by which its realm knows it, where that is another one. */
  readonly realmId: Maybe<string>;
  readonly name: Maybe<string>;
  readonly account: Maybe<string>;
  readonly realm: Maybe<string>;
  /** Whether it may act at all. */
  readonly active: Maybe<boolean>;
  /** Whether it administers the account. */
  readonly admin: Maybe<boolean>;
  /** How: the group and the grant, e.g. "group Administrators: manage all-resources in tenancy". */
  readonly adminBy?: string;
  /** Whether it may use API keys. */
  readonly canUseApiKeys: Maybe<boolean>;
  /** Last login to a console. */
  readonly timeLastLogin: Maybe<Instant>;
  /** Whether it can log in to a console at all (a person), as opposed to a user that only programs use. */
  readonly canUseConsole: Maybe<boolean>;
  readonly location?: Location;
}

/** What an account prescribes for its keys. */
export interface Account {
  readonly system: string;
  readonly source: string;
  /** When it was listed; absent for what this run lists itself. */
  readonly listedAt?: Instant;
  readonly id: Maybe<string>;
  /** Longest life of a key that the account allows, in seconds. */
  readonly maxKeyExpirySeconds: Maybe<number>;
  /** Whether the account allows keys that never expire. */
  readonly allowsKeysWithoutExpiry: Maybe<boolean>;
}
