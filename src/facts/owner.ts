import type { Subject } from "../model/gap.ts";
import type { Instant } from "../model/instant.ts";
import type { Account, Owner } from "../model/owner.ts";
import { isUnknown, known, type Maybe, mapKnown, unknown } from "../model/unknown.ts";
import type { NamedAdministrators } from "./administrators.ts";
import type { FactGroup } from "./facts.ts";
import { lazyGroup } from "./lazy-group.ts";
import { daysBetween } from "./time.ts";

interface OwnerSubject {
  /** The key or gap whose owner it is. */
  readonly of: Subject;
  readonly owner: Owner | undefined;
  readonly administrators: NamedAdministrators;
  readonly asOf: Instant;
}

/** `owner.*` of a key or a gap; what no source describes is unknown. */
export const ownerFactsOf: (subject: OwnerSubject) => FactGroup<"owner"> = lazyGroup<"owner", OwnerSubject>({
  kind: ({ of }) => of.owner.kind,
  id: ({ of, owner }) => owner?.id ?? of.owner.id,
  name: ({ of, owner }) => of.owner.name ?? owner?.name,
  described: ({ owner }) => owner !== undefined,
  active: (subject) => ofOwner(subject, (owner) => owner.active),
  admin: (subject) => administrationOf(subject).admin,
  adminBy: (subject) => administrationOf(subject).adminBy,
  canUseApiKeys: (subject) => ofOwner(subject, (owner) => owner.canUseApiKeys),
  canUseConsole: (subject) => ofOwner(subject, (owner) => owner.canUseConsole),
  daysSinceLogin: (subject) =>
    ofOwner(subject, (owner) => mapKnown(owner.timeLastLogin, (login) => daysBetween(login, subject.asOf))),
});

/** What a listing knows stands, unless Terraform is to change it; else what Terraform tells. */
function administrationOf(subject: OwnerSubject): { readonly admin: Maybe<boolean>; readonly adminBy?: string } {
  const { of, owner, administrators } = subject;
  const listed = known(owner?.admin);
  if (listed !== true) {
    const told = administrators(of).filter(({ ahead }) => ahead || listed === undefined);
    const strongest = told.find(({ admin }) => admin === true) ?? told[0];
    if (strongest !== undefined) return strongest;
  }
  const adminBy = owner?.adminBy;
  return { admin: ofOwner(subject, (described) => described.admin), ...(adminBy === undefined ? {} : { adminBy }) };
}

function ofOwner<T>({ of, owner }: OwnerSubject, read: (owner: Owner) => Maybe<T>): Maybe<T> {
  if (owner !== undefined) return read(owner);
  const { id } = of.owner;
  return unknown(
    isUnknown(id) ? `whose key it is is not known: ${id.reason}` : "no source of this run tells of its user",
  );
}

interface AccountSubject {
  /** The key or gap whose account it is. */
  readonly of: Subject;
  readonly account: Account | undefined;
}

const noAccount = unknown("no live source of this run tells of its account");

/** `account.*` of a key or a gap. */
export const accountFactsOf: (subject: AccountSubject) => FactGroup<"account"> = lazyGroup<"account", AccountSubject>({
  id: ({ of, account }) => account?.id ?? of.account,
  maxKeyExpiryDays: ({ account }) =>
    account === undefined
      ? noAccount
      : mapKnown(account.maxKeyExpirySeconds, (seconds) => daysBetween(0, seconds * 1000)),
  allowsKeysWithoutExpiry: ({ account }) => (account === undefined ? noAccount : account.allowsKeysWithoutExpiry),
});
