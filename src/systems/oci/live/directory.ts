import { createRateLimit } from "../../../http/rate-limit.ts";
import { scimPages } from "../../../http/paging.ts";
import { type Unknown, unknown } from "../../../model/unknown.ts";
import { type Admin, type Administrators, domainAdmin } from "./administrators.ts";
import { readCompartment } from "./classic.ts";
import { classicItems, collectItems, eachBranch, type Listing, type ReadItem, readItems } from "./listing.ts";
import {
  type Domain,
  domainRate,
  type DomainKey,
  type DomainUser,
  keyAttributes,
  largestPage,
  readDomain,
  readDomainKey,
  readDomainUser,
  userAttributes,
} from "./scim.ts";

/** A user of an identity domain with their keys. */
export interface DirectoryUser extends Omit<DomainUser, "groups" | "roles"> {
  readonly domain: Domain;
  readonly byDomain: Admin;
  /** Set when the user was not listed, but only named by a key. */
  readonly notListed?: Unknown;
  readonly keys: DomainKey[];
}

/** What the identity domains of a tenancy show. */
export interface Directory {
  /** By OCID, and by SCIM id and domain for users without one. */
  readonly users: Map<string, DirectoryUser>;
  /** The domains whose keys could not all be listed. */
  readonly missingKeys: ReadonlyMap<Domain, Unknown>;
  /** Set when users are missing: whoever is not in the directory may still be in a domain. */
  readonly missingUsers: Unknown | undefined;
  /** Set when domains are missing. */
  readonly missingDomains: Unknown | undefined;
}

/** Lists the identity domains of every compartment, then the users and the keys of each. */
export async function readDirectory(listing: Listing, administrators: Administrators): Promise<Directory> {
  const { domains, missing } = await readDomains(listing);
  const users = new Map<string, DirectoryUser>();
  const missingKeys = new Map<Domain, Unknown>();
  let missingUsers = missing;
  for await (const contents of eachBranch(listing, domains, (branch, domain) =>
    readDomainContents(branch, domain, administrators),
  )) {
    for (const user of contents.users) users.set(user.ocid ?? `${contents.domain.id}/${user.id}`, user);
    if (contents.missingKeys !== undefined) missingKeys.set(contents.domain, contents.missingKeys);
    missingUsers ??= contents.missingUsers;
  }
  return { users, missingKeys, missingUsers, missingDomains: missing };
}

/** Domains can be in any compartment, and a compartment tells only its own. */
async function readDomains(
  listing: Listing,
): Promise<{ readonly domains: readonly Domain[]; readonly missing: Unknown | undefined }> {
  const { tenancy } = listing;
  const subtree = { compartmentId: tenancy, compartmentIdInSubtree: "true", accessLevel: "ANY", limit: "1000" };
  const compartments = await collectItems(
    listing,
    `the compartments of tenancy ${tenancy}`,
    classicItems(listing, "compartments", subtree, readCompartment),
  );
  // Deleted ones are listed for a while; whatever was in them is gone, and asking them may be refused.
  const all = [{ id: tenancy, name: "root" }, ...compartments.items.filter(({ deleted }) => !deleted)];
  const domains = new Map<string, Domain>();
  let { missing } = compartments;
  const listed = eachBranch(listing, all, (branch, { id, name }) => {
    const items = classicItems(branch, "domains", { compartmentId: id, limit: "1000" }, readDomain);
    return collectItems(branch, `the identity domains of compartment ${name} (${id})`, items);
  });
  for await (const found of listed) {
    for (const domain of found.items) domains.set(domain.id, domain);
    missing ??= found.missing;
  }
  return { domains: [...domains.values()], missing };
}

interface DomainContents {
  readonly domain: Domain;
  readonly users: Iterable<DirectoryUser>;
  readonly missingUsers: Unknown | undefined;
  readonly missingKeys: Unknown | undefined;
}

async function readDomainContents(
  listing: Listing,
  domain: Domain,
  administrators: Administrators,
): Promise<DomainContents> {
  const { client, environment } = listing;
  const rateLimit = createRateLimit(domainRate(domain.licenseType), environment);
  const resources = <T>(type: string, attributes: string, read: ReadItem<T>): AsyncIterable<T> => {
    const url = new URL(`/admin/v1/${type}`, domain.url);
    url.searchParams.set("attributes", attributes);
    // Without an order the pages of one listing need not fit together.
    url.searchParams.set("sortBy", "ocid");
    return readItems(url, scimPages(client, url, largestPage, { rateLimit }), read);
  };
  const users = new Map<string, DirectoryUser>();
  const listed = resources("Users", userAttributes, (item) => {
    const user = readDomainUser(item);
    if (user === undefined) return undefined;
    const { groups: _, roles: __, ...kept } = user;
    return { ...kept, domain, byDomain: domainAdmin(administrators, domain, user), keys: [] };
  });
  const found = await collectItems(listing, `the users of identity domain ${domain.name} (${domain.url})`, listed);
  const byOcid = new Map<string, DirectoryUser>();
  for (const user of found.items) {
    users.set(user.id, user);
    if (user.ocid !== undefined) byOcid.set(user.ocid, user);
  }
  const keys = await collectItems(
    listing,
    `the API keys of identity domain ${domain.name} (${domain.url})`,
    resources("ApiKeys", keyAttributes, readDomainKey),
  );
  // One who is created or deleted meanwhile moves the others from page to page: each is taken once.
  for (const key of new Map(keys.items.map((item) => [item.id, item])).values()) {
    const { id, ocid } = key.user;
    const known = users.get(id ?? "") ?? byOcid.get(ocid ?? "");
    const owner = known ?? ownerOf(key, domain, found.missing);
    if (known === undefined) {
      users.set(owner.id, owner);
      if (ocid !== undefined) byOcid.set(ocid, owner);
    }
    owner.keys.push(key);
  }
  return { domain, users: users.values(), missingUsers: found.missing, missingKeys: keys.missing };
}

/** Whoever a key names, though the listing of users does not show them. */
function ownerOf({ user }: DomainKey, domain: Domain, missing: Unknown | undefined): DirectoryUser {
  const id = user.id ?? user.ocid ?? "";
  const reason = missing ?? unknown("the identity domain shows a key of this user, but not the user");
  return {
    id,
    ocid: user.ocid,
    name: user.name ?? user.ocid ?? id,
    active: undefined,
    canUseApiKeys: undefined,
    canUseConsole: undefined,
    lastLogin: reason,
    domain,
    byDomain: { admin: reason },
    notListed: reason,
    keys: [],
  };
}
