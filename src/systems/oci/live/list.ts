import { HttpError, type HttpErrorKind } from "../../../http/http-error.ts";
import { singlePage } from "../../../http/paging.ts";
import { mapInOrder } from "../../../http/in-order.ts";
import type { SourceItem } from "../../../model/source.ts";
import type { Unknown } from "../../../model/unknown.ts";
import type { View } from "../../../model/view.ts";
import { type Administrators, readAdministrators } from "./administrators.ts";
import { type ClassicUser, readRegion, readUser } from "./classic.ts";
import { type Directory, type DirectoryUser, readDirectory } from "./directory.ts";
import { classicItems, classicUrl, type Listing, paging, branchOf, readItems } from "./listing.ts";
import { gapAt, liveKey, type Place } from "./live-key.ts";
import { liveOwner } from "./live-owner.ts";
import { identityEndpoint } from "./realms.ts";
import { listUserKeys } from "./user-keys.ts";

/**
 * Lists a tenancy whole, or says what is missing: the identity domains first, then every user of the classic interface with their keys, each
 * joined with what its domain shows, then the users that only a domain shows.
 * @param realm its second-level domain, when the listing may move to the tenancy's home region
 */
export async function* listTenancy(given: Listing, realm: string | undefined): AsyncGenerator<SourceItem> {
  const { source, tenancy, problems } = given;
  yield {
    kind: "account",
    account: { system: "oci", source, id: tenancy, maxKeyExpirySeconds: undefined, allowsKeysWithoutExpiry: undefined },
  };
  let listing = given;
  try {
    listing = await atHome(given, realm);
  } catch (error) {
    const reason = problems.add(`tenancy ${tenancy}`, error);
    yield* problems.drain();
    if (isHopeless(error)) {
      yield gapItem(placeOf(given), reason);
      return;
    }
  }
  const administrators = await readAdministrators(listing);
  const directory = await readDirectory(listing, administrators);
  yield* problems.drain();

  const missing = yield* listUsers(listing, administrators, directory);
  for (const inDomain of directory.users.values())
    yield* directoryItems(listing, administrators, directory, inDomain, missing);
  for (const [domain, reason] of directory.missingKeys) yield gapItem({ ...placeOf(listing), domain }, reason);
  const whole = missing ?? directory.missingDomains;
  if (whole !== undefined) yield gapItem(placeOf(listing), whole);
}

/** The home region has the newest data; other regions follow it. */
async function atHome(listing: Listing, realm: string | undefined): Promise<Listing> {
  const url = classicUrl(listing, `tenancies/${listing.tenancy}/regionSubscriptions`);
  let home = listing;
  for await (const region of readItems(url, singlePage(listing.client, url, paging), readRegion)) {
    if (region.isHome && realm !== undefined) home = { ...listing, endpoint: identityEndpoint(region.name, realm) };
  }
  return home;
}

/** The first call tells whether there is a service that knows the caller; without, all others would fail one by one. */
function isHopeless(error: unknown): boolean {
  return error instanceof HttpError && (error.status === 401 || unreachable.has(error.kind));
}

const unreachable = new Set<HttpErrorKind>(["network", "proxy", "timeout", "refused"]);

/** Every user of the classic interface. Takes those that it meets out of the directory. */
async function* listUsers(
  listing: Listing,
  administrators: Administrators,
  directory: Directory,
): AsyncGenerator<SourceItem, Unknown | undefined> {
  const { environment, problems, tenancy } = listing;
  const users = eachOnce(listing, classicItems(listing, "users", { compartmentId: tenancy, limit: "1000" }, readUser));
  try {
    for await (const items of mapInOrder(users, 2 * environment.concurrency, (user) =>
      userItems(listing, administrators, directory, user),
    )) {
      yield* items;
    }
    return undefined;
  } catch (error) {
    const reason = problems.add(`the users of tenancy ${tenancy}`, error);
    yield* problems.drain();
    return reason;
  }
}

/** Each user once: one who is created or deleted meanwhile moves the others from page to page. */
async function* eachOnce({ environment }: Listing, users: AsyncIterable<ClassicUser>): AsyncGenerator<ClassicUser> {
  const seen = new Set<string>();
  for await (const user of users) {
    if (seen.has(user.id)) continue;
    seen.add(user.id);
    environment.progress?.({ counter: "users", add: 1 });
    yield user;
  }
}

async function userItems(
  whole: Listing,
  administrators: Administrators,
  directory: Directory,
  user: ClassicUser,
): Promise<readonly SourceItem[]> {
  const listing = branchOf(whole);
  const inDomain = directory.users.get(user.id);
  directory.users.delete(user.id);
  const listed = await listUserKeys(listing, user);
  listing.environment.progress?.({ counter: "usersDone", add: 1 });
  if (listed === "gone") return listing.problems.drain();
  const place: Place = { ...placeOf(listing), domain: inDomain?.domain, user };
  const rest = new Map(inDomain?.keys.map((key) => [key.fingerprint, key]));
  const views: View[] = [];
  for (const key of listed.items) {
    views.push(liveKey(place, key, rest.get(key.fingerprint)));
    rest.delete(key.fingerprint);
  }
  for (const key of rest.values()) views.push(liveKey(place, undefined, key, listed.missing));
  listing.environment.progress?.({ counter: "keys", add: views.length });
  const wholeInDomain = inDomain !== undefined && !directory.missingKeys.has(inDomain.domain);
  return [
    ...listing.problems.drain(),
    { kind: "owner", owner: liveOwner(listing, administrators, directory, user, inDomain) },
    ...views.map((view) => viewItem(view)),
    ...(listed.missing === undefined || wholeInDomain ? [] : [gapItem(place, listed.missing)]),
  ];
}

/** A user that only an identity domain shows. */
function* directoryItems(
  listing: Listing,
  administrators: Administrators,
  directory: Directory,
  inDomain: DirectoryUser,
  missing: Unknown | undefined,
): Iterable<SourceItem> {
  yield { kind: "owner", owner: liveOwner(listing, administrators, directory, undefined, inDomain) };
  const { ocid, id, name } = inDomain;
  const user = ocid === undefined ? ({ id, name, idWithin: "realm" } as const) : { id: ocid, name };
  listing.environment.progress?.({ counter: "keys", add: inDomain.keys.length });
  for (const key of inDomain.keys)
    yield viewItem(liveKey({ ...placeOf(listing), domain: inDomain.domain, user }, undefined, key, missing));
}

function placeOf({ source, tenancy }: Listing): Place {
  return { source, tenancy, domain: undefined, user: undefined };
}

function viewItem(view: View): SourceItem {
  return { kind: "view", view };
}

function gapItem(place: Place, reason: Unknown): SourceItem {
  return { kind: "gap", gap: gapAt(place, reason) };
}
