import { type Identities, identitiesOf } from "../facts/identity.ts";
import type { FactSources } from "../facts/derive.ts";
import type { ListedAccount } from "../join/existence.ts";
import { joinViews } from "../join/join.ts";
import { defaultEntitlements } from "../join/entitlements.ts";
import type { OwnerIds } from "../join/names.ts";
import { keyOfView } from "../model/api-key.ts";
import { type Gap, locationOf, type Subject } from "../model/gap.ts";
import { distinctSecrets } from "../join/provider-secrets.ts";
import type { ProviderSecret } from "../model/provider-secret.ts";
import { nameOf } from "../model/key-name.ts";
import { compareLocations, compareText } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import { known, type Maybe, unknown } from "../model/unknown.ts";
import { isLiveName } from "../targets/target.ts";
import type { Collected } from "./collect.ts";

export interface Joined
  extends Pick<
    FactSources,
    | "keys"
    | "gaps"
    | "owners"
    | "entitlements"
    | "generatedKeys"
    | "rootOf"
    | "accountIds"
    | "maybeSameOf"
    | "declaredOf"
    | "foundOf"
  > {
  readonly notifications: readonly Notification[];
  readonly providerSecrets: readonly ProviderSecret[];
}

/** Makes one key of the several views of it, and puts all in the order of reports: by place, then by name. */
export function join(collected: Collected): Joined {
  const { keys, ...joined } = joinViews({
    views: collected.views,
    plans: collected.plans,
    states: collected.states,
    moves: collected.moves,
    listings: listingsIn(collected),
    undeclared: undeclaredIn(collected),
    owners: collected.owners,
    generatedKeys: collected.generatedKeys,
    ownerIds: (owners, rootOf, accountIds) =>
      ownerIdsIn(identitiesOf(owners, collected.generatedKeys, rootOf, accountIds), accountIds),
  });
  return {
    ...joined,
    entitlements: defaultEntitlements(collected.entitlements, joined.rootOf, joined.isSuperseded),
    keys: keys.toSorted((a, b) => inReportOrder(a, b) || compareText(a.existence, b.existence)),
    providerSecrets: distinctSecrets(collected.providerSecrets, joined.rootOf),
    gaps: distinct(collected.gaps).toSorted(inReportOrder),
  };
}

/** The order of reports: by place, then by name. */
export function inReportOrder(a: Subject, b: Subject): number {
  return compareLocations(locationOf(a), locationOf(b)) || compareText(nameOf(a), nameOf(b));
}

/** An inventory may be given twice. */
function distinct(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [JSON.stringify([gap.type, gap.source, gap.location.uri]), gap])).values()];
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

/** An owner may have two ids, the account's and the realm's: the realm's alone says whose key it is only where a source of the run shows the owner. */
function ownerIdsIn({ ownerOf }: Identities, accountIds: ReadonlyMap<string, string>): OwnerIds {
  return (view) => {
    const owner = ownerOf(keyOfView(view));
    const own = owner !== undefined || view.owner.idWithin === undefined ? known(view.owner.id) : undefined;
    const ids = [
      known(owner?.id),
      known(owner?.realmId),
      own,
      view.owner.realmId,
      accountIds.get(`${view.system} ${known(view.owner.id) ?? ""}`),
    ];
    return [...new Set(ids.filter((id) => id !== undefined))];
  };
}

/** Each account that a live source listed, whether the listing is whole, and when it was made. */
function listingsIn({ accounts, notifications }: Collected): ReadonlyMap<string, ListedAccount> {
  const errors = notifications.filter(({ level }) => level === "error");
  const broken = new Set(errors.map(({ source }) => source));
  // A damaged inventory may have lost keys of any listing.
  const lost = errors.some(({ id }) => id.startsWith("inventory-"));
  return new Map(
    accounts.flatMap((account) => {
      const id = known(account.id);
      const listing = { whole: !lost && !broken.has(account.source), time: account.listedAt };
      return id === undefined ? [] : [[`${account.system} ${id}`, listing]];
    }),
  );
}
