import type { Owner } from "../model/owner.ts";
import { isUnknown, known, type Maybe } from "../model/unknown.ts";

/**
 * Gives every record of an owner what all records of it tell together: known beats unknown, and newer beats older. Records meet by the system's
 * ids, else by the address in their root module.
 */
export function joinOwners(
  owners: readonly Owner[],
  rootOf: (root: string) => string,
  isSuperseded: (document: string) => boolean,
): readonly Owner[] {
  const groups: Owner[][] = [];
  const groupOf = new Map<string, Owner[]>();
  const sorted = owners.toSorted((a, b) => rank(a, isSuperseded) - rank(b, isSuperseded));
  for (const owner of sorted) {
    const names = namesOf(owner, rootOf);
    const before = names.map((name) => groupOf.get(name)).find((found) => found !== undefined);
    const group = before ?? [];
    if (before === undefined) groups.push(group);
    group.push(owner);
    for (const name of names) if (!groupOf.has(name)) groupOf.set(name, group);
  }
  return groups.flatMap((group) => (group.length === 1 ? group : group.map((owner) => joinedOwner(owner, group))));
}

/** The newest first: a listing, a plan, a state, configuration. */
function rank({ root, moment }: Owner, isSuperseded: (document: string) => boolean): number {
  if (root === undefined || moment === undefined) return 0;
  if (isSuperseded(root)) return 4;
  return moment === "declared" ? 5 : moment === "recorded" ? 3 : moment === "current" ? 1 : 2;
}

function namesOf(
  { system, id, realmId, root, address, account, idWithin }: Owner,
  rootOf: (root: string) => string,
): readonly string[] {
  const place = idWithin === "account" ? known(account) : "";
  const ids = place === undefined ? [] : [known(id), known(realmId)].filter((own) => own !== undefined);
  const byAddress = root === undefined || address === undefined ? [] : [`${system} at ${rootOf(root)} ${address}`];
  return [...ids.map((own) => `${system} ${place} ${own}`), ...byAddress];
}

/** Whether the plan changes it, and to what: else what is there tells. */
function isActive(group: readonly Owner[]): boolean | undefined {
  for (const { root, address, moment, active } of group) {
    if (moment !== "planned") continue;
    const before = group.find(
      (other) => other.moment === "current" && other.root === root && other.address === address,
    );
    const planned = known(active);
    if (before !== undefined && planned !== undefined && planned !== known(before.active)) return planned;
  }
  return undefined;
}

function joinedOwner(owner: Owner, group: readonly Owner[]): Owner {
  const first = <T>(member: (record: Owner) => Maybe<T>): Maybe<T> => {
    const values = group.map(member);
    return values.find((value) => value !== undefined && !isUnknown(value)) ?? values.find(isUnknown);
  };
  const admin =
    group.find((record) => known(record.admin) === true) ?? group.find((record) => !isUnknown(record.admin));
  return {
    ...owner,
    id: first(({ id }) => id),
    realmId: first(({ realmId }) => realmId),
    name: first(({ name }) => name),
    account: first(({ account }) => account),
    realm: first(({ realm }) => realm),
    active: isActive(group) ?? first(({ active }) => active),
    admin: admin?.admin ?? owner.admin,
    ...(admin?.adminBy === undefined ? {} : { adminBy: admin.adminBy }),
    canUseApiKeys: first(({ canUseApiKeys }) => canUseApiKeys),
    // Unset says that there was none: the newest that knows it tells.
    timeLastLogin: (group.find((record) => !isUnknown(record.timeLastLogin)) ?? owner).timeLastLogin,
    canUseConsole: first(({ canUseConsole }) => canUseConsole),
  };
}
