import type { Moment } from "./moment.ts";
import type { Maybe } from "./unknown.ts";

/** A group of users, or some of its members: a membership names the group by id alone. */
export interface UserGroup {
  readonly kind: "group";
  /** The id by which the account knows it. */
  readonly id: Maybe<string>;
  readonly name: Maybe<string>;
  /** The part of the account that keeps it, where that is not the account's own directory: grants by name do not mean it. */
  readonly realm: Maybe<string>;
  readonly account: Maybe<string>;
  /** Ids of owners, the account's or the realm's; none is unset. */
  readonly members: readonly Maybe<string>[];
}

/** That somebody may do everything in the account. */
export interface AccountGrant {
  /** The group by its id, or by its name in the account's own directory; every user of the account where there is neither. */
  readonly groupId?: string;
  readonly groupName?: string;
  /** In words, as `adminBy` of an owner. */
  readonly by: string;
  /** Whether it holds depends on the request. */
  readonly conditional: boolean;
}

/** Whom a policy grants everything; most policies grant that to nobody. */
export interface AccountGrants {
  readonly kind: "grants";
  readonly account: Maybe<string>;
  readonly grants: Maybe<readonly AccountGrant[]>;
}

/** What one Terraform object says of who administers an account. */
export type ReadEntitlement = UserGroup | AccountGrants;

/** The same, with where and when Terraform says so. */
export type Entitlement = ReadEntitlement & {
  readonly system: string;
  /** The source, as the user gave it. */
  readonly source: string;
  /** Folder of the root module, or path of the document. */
  readonly root: string;
  readonly address: string;
  readonly moment: Moment;
  /** The plan destroys it, or it is gone already. */
  readonly removed?: true;
};
