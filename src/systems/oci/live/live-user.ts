import type { Instant } from "../../../model/instant.ts";
import { isUnknown, type Maybe, unknown } from "../../../model/unknown.ts";
import type { User } from "../../../model/user.ts";
import { type Administrators, classicAdmin, strongest, unless } from "./administrators.ts";
import type { ClassicUser } from "./classic.ts";
import type { Directory, DirectoryUser } from "./directory.ts";
import type { Listing } from "./listing.ts";

const notTold = unknown("the listing of users does not tell it");

/** One user, from what the classic interface and the user's identity domain show. */
export function liveUser(
  listing: Listing,
  administrators: Administrators,
  directory: Directory,
  classic: ClassicUser | undefined,
  shown: DirectoryUser | undefined,
): User {
  const id = classic?.id ?? shown?.ocid ?? shown?.id ?? "";
  // Whoever is not in the directory may be in a domain that could not be read.
  const missing = shown === undefined ? directory.withoutUsers : shown.unlisted;
  const admin = strongest([classicAdmin(administrators, id), shown?.byDomain ?? unless(directory.withoutUsers)]);
  return {
    system: "oci",
    source: listing.source,
    id,
    domainId: shown?.id ?? missing,
    name: classic?.name ?? shown?.name,
    tenancy: listing.tenancy,
    domain: shown?.domain.url ?? missing,
    active:
      both(classic?.lifecycleState === undefined ? undefined : classic.lifecycleState === "ACTIVE", shown?.active) ??
      missing ??
      notTold,
    ...admin,
    canUseApiKeys: classic?.canUseApiKeys ?? shown?.canUseApiKeys ?? missing ?? notTold,
    canUseConsole: shown?.canUseConsole ?? classic?.canUseConsole ?? missing ?? notTold,
    timeLastLogin: latest(classic?.lastLogin, shown === undefined ? missing : shown.lastLogin),
  };
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === undefined ? b : a && b !== false;
}

function latest(a: Maybe<Instant>, b: Maybe<Instant>): Maybe<Instant> {
  if (a === undefined || isUnknown(a)) return b ?? a;
  return b === undefined || isUnknown(b) ? a : Math.max(a, b);
}
