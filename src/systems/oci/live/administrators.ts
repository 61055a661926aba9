import type { Owner } from "../../../model/owner.ts";
import { type Maybe, type Unknown, unknown } from "../../../model/unknown.ts";
import { readMembership, readNamed, readPolicy } from "./classic.ts";
import { classicItems, collectItems, type CollectedItems, eachBranch, type Listing, type ReadItem } from "./listing.ts";
import { type AdminGrant, adminGrants, defaultGrant, describeGrant, grantNames } from "../policy.ts";
import type { Domain, DomainUser } from "./scim.ts";

/** Whether somebody administers the tenancy, and by what. */
export type Admin = Pick<Owner, "admin" | "adminBy">;

/** Who administers the tenancy, as far as policies, groups and memberships could be read. */
export interface Administrators {
  readonly grants: readonly AdminGrant[];
  /** By user OCID: the members of the default domain's groups that are granted everything. */
  readonly members: ReadonlyMap<string, Admin>;
  /** Set when a part could not be read: nobody else can then be said not to be one. */
  readonly missing: Unknown | undefined;
}

/** Reads the policies of the root compartment (no other may grant over the tenancy), and the members of the groups that they name. */
export async function readAdministrators(listing: Listing): Promise<Administrators> {
  const { tenancy } = listing;
  const ofTenancy = { compartmentId: tenancy, limit: "1000" };
  const all = <T>(operation: string, read: ReadItem<T>): Promise<CollectedItems<T>> =>
    collectItems(listing, `the ${operation} of tenancy ${tenancy}`, classicItems(listing, operation, ofTenancy, read));
  const policies = await all("policies", readPolicy);
  const groups = await all("groups", readNamed);
  const grants = [defaultGrant, ...adminGrants(policies.items.flat())];
  const granted = groups.items.flatMap((group) => {
    const admin = strongest(
      grants
        .filter((grant) => isOcid(grant, group.id) || grantNames(grant, undefined, group.name))
        .map((grant) => adminBy(grant, `group ${group.name}`)),
    );
    return admin.admin === false ? [] : [{ group, admin }];
  });
  const members = new Map<string, Admin>();
  let missing = policies.missing ?? groups.missing;
  const memberships = eachBranch(listing, granted, async (branch, { group, admin }) => {
    const items = classicItems(branch, "userGroupMemberships", { ...ofTenancy, groupId: group.id }, readMembership);
    return { admin, users: await collectItems(branch, `the members of group ${group.name}`, items) };
  });
  for await (const { admin, users } of memberships) {
    for (const user of users.items) members.set(user, strongest([admin, members.get(user) ?? notAdmin]));
    missing ??= users.missing;
  }
  return { grants, members, missing };
}

/** What the default domain's groups and the grants to everybody make of a user. */
export function classicAdmin({ grants, members, missing }: Administrators, user: string): Admin {
  const everyone = grants.filter((grant) => grant.to === "everyone").map((grant) => adminBy(grant, "any-user"));
  return strongest([...everyone, members.get(user) ?? notAdmin, unless(missing)]);
}

/** What a domain's groups and roles make of one of its users. The administrators of the default domain can make themselves the tenancy's. */
export function domainAdmin({ grants }: Administrators, domain: Domain, user: DomainUser): Admin {
  const name = domain.isDefault ? undefined : domain.name;
  const byGroup = user.groups.flatMap((group) =>
    grants
      .filter((grant) => isOcid(grant, group.ocid) || (group.name !== undefined && grantNames(grant, name, group.name)))
      .map((grant) => adminBy(grant, `group ${group.name ?? group.ocid}`)),
  );
  const byRole: readonly Admin[] =
    domain.isDefault && user.roles.includes("Identity Domain Administrator")
      ? [{ admin: true, adminBy: "role Identity Domain Administrator of the default domain" }]
      : [];
  return strongest([...byGroup, ...byRole]);
}

/** Of several answers: yes before not known before no. */
export function strongest(answers: readonly Admin[]): Admin {
  return answers.find(({ admin }) => admin === true) ?? answers.find(({ admin }) => admin !== false) ?? notAdmin;
}

/** Whether nobody else is one can't be said when something is missing. */
export function unless(missing: Unknown | undefined): Admin {
  return missing === undefined ? notAdmin : { admin: missing };
}

const notAdmin: Admin = { admin: false };

function isOcid(grant: AdminGrant, ocid: string | undefined): boolean {
  return typeof grant.to !== "string" && "ocid" in grant.to && grant.to.ocid === ocid;
}

function adminBy(grant: AdminGrant, to: string): Admin {
  const description = describeGrant(to);
  const admin: Maybe<boolean> = grant.conditional ? unknown(`${description}, but only under a condition`) : true;
  return { admin, adminBy: description };
}
