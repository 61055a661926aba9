import { joinDocuments } from "../join/documents.ts";
import { joinLive } from "../join/live.ts";
import type { UserNames } from "../join/match.ts";
import { joinSightings } from "../join/sightings.ts";
import { identitiesOf } from "../facts/identity.ts";
import type { Ground } from "../facts/derive.ts";
import type { ApiKey } from "../model/api-key.ts";
import type { Notification } from "../model/notification.ts";
import { isLiveName } from "../targets/target.ts";
import { compareLocations, compareText } from "../model/location.ts";
import { known, type Maybe, unknown } from "../model/unknown.ts";
import { nameOf } from "./judge.ts";
import type { Collected } from "./collect.ts";

export interface Joined extends Pick<Ground, "keys" | "declaredOf" | "foundOf"> {
  readonly notifications: readonly Notification[];
}

/** Makes one key of the several views of it, and puts all in the order of reports: by place, then by name. */
export function join(collected: Collected): Joined {
  const { keys, notifications } = joinDocuments(joinSightings(collected.keys));
  const live = joinLive(keys, {
    listed: listedTenancies(collected),
    undeclared: undeclaredIn(collected),
    userNames: userNamesIn(collected),
  });
  return {
    keys: live.keys.toSorted(inReportOrder),
    declaredOf: live.declaredOf,
    foundOf: live.foundOf,
    notifications,
  };
}

function inReportOrder(a: ApiKey, b: ApiKey): number {
  return (
    compareLocations(a.location, b.location) ||
    compareText(nameOf(a), nameOf(b)) ||
    compareText(a.existence, b.existence)
  );
}

/** What is said of a live key that no Terraform object matches: nothing where the run has no Terraform, that it is undeclared where all of it was read. */
function undeclaredIn({ terraform, notifications }: Collected): Maybe<false> {
  if (terraform.length === 0) return undefined;
  const unread = notifications.find(mayHideKeys);
  if (unread === undefined) return false;
  const place = unread.location?.uri ?? unread.source;
  const why = unread.id === moduleNotFetched ? "calls a module that was not fetched" : "could not be read whole";
  return unknown(`${place} may declare it: it ${why}`);
}

const moduleNotFetched = "module-not-fetched";

function mayHideKeys({ level, id, source }: Notification): boolean {
  return source !== undefined && !isLiveName(source) && (level === "error" || id === moduleNotFetched);
}

/** A user of Oracle Cloud has two names: the OCID, and the SCIM id of the identity domain, which says whose it is only where the run has met the user. */
function userNamesIn({ users, generatedKeys }: Collected): UserNames {
  const { userOf } = identitiesOf(users, generatedKeys);
  return (key) => {
    const met = userOf(key);
    const own = known(key.user);
    const isOwnName = met !== undefined || key.system !== "oci" || own?.startsWith("ocid1.") === true;
    const names = [known(met?.id), known(met?.domainId), isOwnName ? own : undefined];
    return [...new Set(names.filter((name) => name !== undefined))];
  };
}

/** Each tenancy or account that a live source listed, and whether the listing is whole. */
function listedTenancies({ accounts, notifications }: Collected): ReadonlyMap<string, boolean> {
  const errors = notifications.filter(({ level }) => level === "error");
  const broken = new Set(errors.map(({ source }) => source));
  // A damaged inventory may have lost keys of any listing.
  const lost = errors.some(({ id }) => id.startsWith("inventory-"));
  return new Map(
    accounts.flatMap((account) => {
      const id = known(account.id);
      return id === undefined ? [] : [[`${account.system} ${id}`, !lost && !broken.has(account.source)]];
    }),
  );
}
