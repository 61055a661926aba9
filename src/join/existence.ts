import type { Instant } from "../model/instant.ts";
import type { PlanInfo } from "../model/refactoring.ts";
import { known, type Maybe, unknown } from "../model/unknown.ts";
import type { Existence, View } from "../model/view.ts";
import type { Group } from "./groups.ts";
import { isOfExisting } from "./names.ts";
import { isDeclaration, managedBy } from "./roots.ts";

/** What an account's listing says of what it does not show. */
export interface ListedAccount {
  /** Whether nothing of it is missing. */
  readonly whole: boolean;
  /** When it was made. */
  readonly time: Instant | undefined;
}

/** What is known of documents and listings. */
interface Seen {
  readonly isSuperseded: (document: string) => boolean;
  /** Whether a listing of its account shows the key ({@link foundIn}). */
  readonly found: Maybe<boolean>;
  readonly plans: readonly PlanInfo[];
}

/** Whether the key is there, or will be. @param views the newest first */
export function existenceOf(views: readonly View[], { isSuperseded, found, plans }: Seen): Existence {
  const isListed = views.some(({ origin }) => origin.kind === "live");
  const isOld = ({ origin }: View): boolean => origin.kind === "terraform" && isSuperseded(origin.root);
  const there = views.filter((view) => isOfExisting(view));
  if (there.length === 0) return views.some(({ existence }) => existence === "planned") ? "planned" : "declared";
  if (found === false) return "absent";
  const current = there.filter((view) => !isOld(view));
  // What only an applied plan or a former state shows, and nothing newer of its root module, is gone.
  if (current.length === 0) return "absent";
  if (current.some(({ existence }) => existence === "removed")) return "removed";
  if (isListed) return isDeletedSince(current, plans) ? "absent" : "exists";
  return current.some(({ existence }) => existence === "absent") ? "absent" : "exists";
}

/** Whether a plan found the key gone that an older listing still shows. */
function isDeletedSince(views: readonly View[], plans: readonly PlanInfo[]): boolean {
  const listed = Math.max(
    ...views.flatMap(({ origin, listedAt = Number.POSITIVE_INFINITY }) => (origin.kind === "live" ? [listedAt] : [])),
  );
  return views.some(({ origin, existence }) => {
    if (existence !== "absent" || origin.kind !== "terraform") return false;
    const time = plans.find(({ uri }) => uri === origin.root)?.time;
    return time !== undefined && time > listed;
  });
}

/** Whether a listing of its account shows the key: unset where none was made, or it is older than what shows the key. */
export function foundIn(
  { views }: Group,
  listings: ReadonlyMap<string, ListedAccount>,
  plans: readonly PlanInfo[],
): Maybe<boolean> {
  const managed = views.filter((view) => managedBy(view) !== undefined && !isDeclaration(view));
  if (views.some(({ origin }) => origin.kind === "live")) return managed.length === 0 ? undefined : true;
  if (listings.size === 0 || !views.some(isOfExisting) || managed.length === 0) return undefined;
  const [view] = managed;
  const account = managed.map((other) => known(other.account)).find((told) => told !== undefined);
  if (view === undefined || account === undefined) return unknown("which account it belongs to is not known");
  const listing = listings.get(`${view.system} ${account}`);
  if (listing === undefined) return undefined;
  if (!listing.whole) return unknown("its account could not be listed whole");
  const times = managed.flatMap(({ origin, moment, timeCreated }) => {
    const time =
      moment === "current"
        ? plans.find(({ uri }) => origin.kind === "terraform" && uri === origin.root)?.time
        : undefined;
    return [time, known(timeCreated)].filter((instant) => instant !== undefined);
  });
  const isOlder = listing.time !== undefined && times.some((time) => time > (listing.time ?? 0));
  return isOlder ? undefined : false;
}
