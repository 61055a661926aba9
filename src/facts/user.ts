import type { ApiKey } from "../model/api-key.ts";
import type { Instant } from "../model/instant.ts";
import { isUnknown, type Maybe, mapKnown, unknown } from "../model/unknown.ts";
import type { Account, User } from "../model/user.ts";
import type { FactGroup } from "./facts.ts";
import { lazyGroup } from "./lazy-group.ts";
import { daysBetween } from "./time.ts";

interface UserSubject {
  readonly key: ApiKey;
  readonly user: User | undefined;
  readonly asOf: Instant;
}

/** `user.*` of a key's owner; what is not met in any source is unknown. */
export const userFactsOf: (subject: UserSubject) => FactGroup<"user"> = lazyGroup<"user", UserSubject>({
  id: ({ key, user }) => user?.id ?? key.user,
  name: ({ key, user }) => key.userName ?? user?.name,
  active: (subject) => ofUser(subject, (user) => user.active),
  admin: (subject) => ofUser(subject, (user) => user.admin),
  adminBy: (subject) => ofUser(subject, (user) => user.adminBy),
  canUseApiKeys: (subject) => ofUser(subject, (user) => user.canUseApiKeys),
  canUseConsole: (subject) => ofUser(subject, (user) => user.canUseConsole),
  daysSinceLogin: (subject) =>
    ofUser(subject, (user) => mapKnown(user.timeLastLogin, (login) => daysBetween(login, subject.asOf))),
});

function ofUser<T>({ key, user }: UserSubject, read: (user: User) => Maybe<T>): Maybe<T> {
  if (user !== undefined) return read(user);
  return unknown(
    isUnknown(key.user)
      ? `whose key it is is not known: ${key.user.reason}`
      : "no source of this run tells of its user",
  );
}

interface AccountSubject {
  readonly key: ApiKey;
  readonly account: Account | undefined;
}

const noAccount = unknown("no live source of this run tells of its account");

/** `account.*` of a key's tenancy or account. */
export const accountFactsOf: (subject: AccountSubject) => FactGroup<"account"> = lazyGroup<"account", AccountSubject>({
  id: ({ key, account }) => account?.id ?? key.tenancy,
  maxKeyExpiryDays: ({ account }) =>
    account === undefined
      ? noAccount
      : mapKnown(account.maxKeyExpirySeconds, (seconds) => daysBetween(0, seconds * 1000)),
  allowsKeysWithoutExpiry: ({ account }) => (account === undefined ? noAccount : account.allowsKeysWithoutExpiry),
});
