import type { ApiKey, GeneratedKey } from "../../model/api-key.ts";
import { compareLocations, compareText, type Location } from "../../model/location.ts";
import type { Notification } from "../../model/notification.ts";
import type { Account, User } from "../../model/user.ts";
import { headerForm, type InventoryHeader, inventoryVersion, lineForms } from "./line-forms.ts";

/** What the writer is told of the run. */
export type InventoryMeta = Pick<InventoryHeader, "tool" | "asOf" | "sources" | "terraform" | "shard">;

/** All that a later judgement needs. */
export interface InventoryContents {
  readonly accounts: Iterable<Account>;
  readonly users: Iterable<User>;
  readonly keys: Iterable<ApiKey>;
  readonly generatedKeys: Iterable<GeneratedKey>;
  readonly notifications: Iterable<Notification>;
}

/**
 * Writes keys, with all that a later judgement needs, as NDJSON: the interchange between shards. Nothing secret is in it: of a key only the
 * public half, of private key material only the place.
 * @yields lines with their line break, in an order that does not depend on the order given.
 */
export function* inventoryLines(contents: InventoryContents, meta: InventoryMeta): Iterable<string> {
  yield line(headerForm.encode({ keylint: "inventory", version: inventoryVersion, ...meta }));
  const accounts = yield* lines(contents.accounts, (account) => ({ account: lineForms.account.encode(account) }));
  const users = yield* lines(contents.users, (user) => ({ user: lineForms.user.encode(user) }));
  const keys = yield* lines(contents.keys, (key) => ({ key: lineForms.key.encode(key) }), byLocation);
  const generatedKeys = yield* lines(
    contents.generatedKeys,
    (generatedKey) => ({ generatedKey: lineForms.generatedKey.encode(generatedKey) }),
    byLocation,
  );
  const notifications = yield* lines(contents.notifications, (notification) => ({
    notification: lineForms.notification.encode(notification),
  }));
  yield line({ end: lineForms.end.encode({ accounts, users, keys, generatedKeys, notifications }) });
}

/**
 * Yields the items by `compare`, and what that leaves equal by their lines: whatever order they came in, one order goes out.
 * @returns how many there are
 */
function* lines<T>(
  items: Iterable<T>,
  form: (item: T) => unknown,
  compare: (a: T, b: T) => number = () => 0,
): Generator<string, number> {
  const lineOf = (item: T): string => line(form(item));
  const ordered = [...items].sort((a, b) => compare(a, b) || compareText(lineOf(a), lineOf(b)));
  for (const item of ordered) yield lineOf(item);
  return ordered.length;
}

interface Located {
  readonly location: Location;
}

function byLocation(a: Located, b: Located): number {
  return compareLocations(a.location, b.location);
}

function line(json: unknown): string {
  return `${JSON.stringify(json)}\n`;
}
