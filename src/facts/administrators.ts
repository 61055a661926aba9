import type { AccountGrant, Entitlement } from "../model/entitlement.ts";
import type { Subject } from "../model/gap.ts";
import { isUnknown, known, type Maybe, unknown } from "../model/unknown.ts";
import { systemOf } from "../systems/registry.ts";
import { type Identities, objectAt, type RootOf } from "./identity.ts";

/** That somebody administers their account, as memberships and grants in Terraform tell it. */
export interface NamedAdmin {
  /** Unknown where the grant has a condition. */
  readonly admin: Maybe<true>;
  readonly adminBy: string;
  /** Whether Terraform is still to make it so: nothing that exists contradicts it. */
  readonly ahead: boolean;
}

/** Who administers their account, of those whom Terraform's memberships and grants tell: it never tells who does not. */
export type NamedAdministrators = (subject: Subject) => readonly NamedAdmin[];

type Grants = Extract<Entitlement, { kind: "grants" }>;
type Group = Extract<Entitlement, { kind: "group" }>;
type Place = Pick<Entitlement, "account"> & { readonly root: string | undefined };

/** Indexes groups, memberships and grants once. */
export function administratorsOf(
  entitlements: readonly Entitlement[],
  { ownerIdentity }: Pick<Identities, "ownerIdentity">,
  rootOf: RootOf,
): NamedAdministrators {
  const grants = entitlements.filter((entitlement) => entitlement.kind === "grants");
  const groups = groupsById(
    entitlements.filter((entitlement) => entitlement.kind === "group"),
    rootOf,
  );
  const isSameAccount = (a: Place, b: Place): boolean => {
    const [one, other] = [known(a.account), known(b.account)];
    if (one !== undefined && other !== undefined) return one === other;
    return a.root !== undefined && b.root !== undefined && rootOf(a.root) === rootOf(b.root);
  };
  const members = new Map<string, NamedAdmin[]>();
  for (const [id, records] of groups) {
    const granted = [...grantsTo(id, records, grants, isSameAccount)];
    if (granted.length === 0) continue;
    for (const record of records) {
      for (const member of record.members) {
        const { system, account, root, address } = record;
        // A realm's id is taken for the account's id of the same owner where a key tells both.
        const owner = { kind: "user", id: member, name: undefined, idWithin: "realm" } as const;
        const identity = ownerIdentity({ system, account, owner, terraform: { root, address } });
        if (identity === undefined) continue;
        const told = granted.map(({ grant, ahead }) => toldBy(grant, ahead || isAhead(record)));
        members.set(identity, [...(members.get(identity) ?? []), ...told]);
      }
    }
  }
  const everyone = grants.flatMap((record) =>
    (known(record.grants) ?? [])
      .filter((grant) => grant.groupId === undefined && grant.groupName === undefined)
      .map((grant) => ({ record, told: toldBy(grant, isAhead(record)) })),
  );
  return (subject) => {
    const identity = ownerIdentity(subject);
    const place = {
      account: subject.account,
      root: "terraform" in subject ? subject.terraform?.root : undefined,
    };
    return [
      ...everyone
        .filter(({ record }) => record.system === subject.system && isSameAccount(record, place))
        .map(({ told }) => told),
      ...((identity === undefined ? undefined : members.get(identity)) ?? []),
    ];
  };
}

interface Granted {
  readonly grant: AccountGrant;
  readonly ahead: boolean;
}

function* grantsTo(
  id: string,
  records: readonly Group[],
  grants: readonly Grants[],
  isSameAccount: (a: Place, b: Place) => boolean,
): Iterable<Granted> {
  const [{ system } = { system: "" }] = records;
  const isNamed = (record: Group, { groupName }: AccountGrant): boolean =>
    groupName !== undefined &&
    record.realm === undefined &&
    known(record.name)?.toLowerCase() === groupName.toLowerCase();
  for (const grant of systemOf(system).defaultGrants ?? [])
    if (records.some((record) => isNamed(record, grant))) yield { grant, ahead: false };
  for (const given of grants) {
    if (given.system !== system) continue;
    for (const grant of known(given.grants) ?? []) {
      const isMeant =
        `${system} ${grant.groupId ?? ""}` === id ||
        records.some((record) => isNamed(record, grant) && isSameAccount(record, given));
      if (isMeant) yield { grant, ahead: isAhead(given) };
    }
  }
}

function toldBy({ by, conditional }: AccountGrant, ahead: boolean): NamedAdmin {
  return { admin: conditional ? unknown(`${by}, but only under a condition`) : true, adminBy: by, ahead };
}

function isAhead({ moment }: Entitlement): boolean {
  return moment === "planned" || moment === "declared";
}

/** All records of each group: by the id that the account knows it by, else by its address. A membership names its group by id, or refers to it. */
function groupsById(groups: readonly Group[], rootOf: RootOf): ReadonlyMap<string, readonly Group[]> {
  const byAddress = new Map<string, Group>();
  for (const group of groups) {
    const name = `${rootOf(group.root)} ${group.address}`;
    if (known(byAddress.get(name)?.id) === undefined) byAddress.set(name, group);
  }
  const idOf = ({ system, root, address, id }: Group): string => {
    const own = known(id);
    if (own !== undefined) return `${system} ${own}`;
    const reference = isUnknown(id) ? id.reference : undefined;
    const place = `${rootOf(root)} ${address}`;
    const meant =
      reference === undefined ? byAddress.get(place) : objectAt(byAddress, reference, { root, address }, rootOf);
    const meantId = known(meant?.id);
    if (meant === undefined) return `${rootOf(root)} ${reference?.address ?? address}`;
    return meantId === undefined ? `${rootOf(meant.root)} ${meant.address}` : `${system} ${meantId}`;
  };
  const found = new Map<string, Group[]>();
  for (const group of groups) {
    const id = idOf(group);
    const records = found.get(id);
    if (records === undefined) found.set(id, [group]);
    else records.push(group);
  }
  return found;
}
