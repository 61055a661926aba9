import type { Instant } from "../../../model/instant.ts";
import type { Owner } from "../../../model/owner.ts";
import { isUnknown, type Maybe, unknown } from "../../../model/unknown.ts";
import { type Administrators, classicAdmin, strongest, unless } from "./administrators.ts";
import type { ClassicUser } from "./classic.ts";
import type { Directory, DirectoryUser } from "./directory.ts";
import type { Listing } from "./listing.ts";

const notInListing = unknown("the listing of users does not tell it");

/** One user, from what the classic interface and the user's identity domain show. */
export function liveOwner(
  listing: Listing,
  administrators: Administrators,
  directory: Directory,
  classic: ClassicUser | undefined,
  inDomain: DirectoryUser | undefined,
): Owner {
  const id = classic?.id ?? inDomain?.ocid;
  // Whoever is not in the directory may be in a domain that could not be read.
  const missing = inDomain === undefined ? directory.missingUsers : inDomain.notListed;
  const admin = strongest([
    classicAdmin(administrators, id ?? ""),
    inDomain?.byDomain ?? unless(directory.missingUsers),
  ]);
  return {
    system: "oci",
    kind: "user",
    source: listing.source,
    id,
    realmId: inDomain?.id ?? missing,
    name: classic?.name ?? inDomain?.name,
    account: listing.tenancy,
    realm: inDomain?.domain.url ?? missing,
    active:
      both(classic?.lifecycleState === undefined ? undefined : classic.lifecycleState === "ACTIVE", inDomain?.active) ??
      missing ??
      notInListing,
    ...admin,
    canUseApiKeys: classic?.canUseApiKeys ?? inDomain?.canUseApiKeys ?? missing ?? notInListing,
    canUseConsole: inDomain?.canUseConsole ?? classic?.canUseConsole ?? missing ?? notInListing,
    timeLastLogin: latest(classic?.lastLogin, inDomain === undefined ? missing : inDomain.lastLogin),
  };
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === undefined ? b : a && b !== false;
}

function latest(a: Maybe<Instant>, b: Maybe<Instant>): Maybe<Instant> {
  if (a === undefined || isUnknown(a)) return b ?? a;
  return b === undefined || isUnknown(b) ? a : Math.max(a, b);
}
