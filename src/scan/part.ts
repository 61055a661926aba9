import { createHash, type Hash } from "node:crypto";
import type { ApiKey, GeneratedKey } from "../model/api-key.ts";
import { formatInstant } from "../model/instant.ts";
import { compareText } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import type { InventoryItem } from "../model/source.ts";
import type { Account, User } from "../model/user.ts";
import { lineForms } from "../systems/inventory/line-forms.ts";

/** What one source gave, or one inventory of those that a file holds. */
export interface Part {
  /** Its header; absent for what was read from a source itself. */
  readonly inventory?: InventoryItem;
  readonly keys: ApiKey[];
  readonly users: User[];
  readonly accounts: Account[];
  readonly generatedKeys: GeneratedKey[];
  readonly notifications: Notification[];
}

export function newPart(inventory?: InventoryItem): Part {
  const empty: Part = { keys: [], users: [], accounts: [], generatedKeys: [], notifications: [] };
  return inventory === undefined ? empty : { ...empty, inventory };
}

/**
 * Orders parts from the oldest to the newest, so that the newest can have the last word on what several tell. What was read from a source itself
 * is the newest. Inventories of one moment have an order that their content decides, not the command line.
 */
export function byAge(a: Part, b: Part): number {
  if (a.inventory === undefined || b.inventory === undefined)
    return Number(a.inventory === undefined) - Number(b.inventory === undefined);
  return (
    a.inventory.asOf - b.inventory.asOf ||
    compareText(JSON.stringify(a.inventory), JSON.stringify(b.inventory)) ||
    // Only inventories of one moment and the same sources come here.
    compareText(contentOf(a), contentOf(b))
  );
}

function contentOf(part: Part): string {
  return JSON.stringify([...digestsOf(part, new Set(part.inventory?.sources))]);
}

/** Warns of sources that several inventories hold and tell different things of. */
export function contradictions(parts: readonly Part[]): readonly Notification[] {
  const holders = new Map<string, InventoryItem[]>();
  for (const { inventory } of parts)
    for (const source of new Set(inventory?.sources))
      if (inventory !== undefined) holders.set(source, [...(holders.get(source) ?? []), inventory]);
  const shared = new Set([...holders].flatMap(([source, { length }]) => (length > 1 ? [source] : [])));
  if (shared.size === 0) return [];
  const contents = new Map<string, Set<string>>();
  for (const part of parts) {
    if (part.inventory === undefined) continue;
    for (const [source, digest] of digestsOf(part, shared))
      contents.set(source, (contents.get(source) ?? new Set()).add(digest));
  }
  return [...shared].flatMap((source) => {
    if ((contents.get(source)?.size ?? 0) < 2) return [];
    const times = (holders.get(source) ?? []).map(({ asOf }) => asOf).sort((a, b) => a - b);
    const message = `${source} is in ${times.length} inventories that tell different things of it, of ${times.map(formatInstant).join(", ")}: where they contradict each other the newest one counts. Give one inventory of each source`;
    return [{ level: "warning", id: "source-in-two-inventories", source, message }];
  });
}

/** A digest of all that an inventory tells of each of these sources that it names. */
function digestsOf({ inventory, ...part }: Part, sources: ReadonlySet<string>): ReadonlyMap<string, string> {
  const hashes = new Map<string, Hash>();
  for (const source of inventory?.sources ?? []) if (sources.has(source)) hashes.set(source, createHash("sha256"));
  const add = (source: string | undefined, encode: () => unknown): void => {
    hashes.get(source ?? "")?.update(`${JSON.stringify(encode())}\n`);
  };
  for (const key of part.keys) add(key.source, () => lineForms.key.encode(key));
  for (const user of part.users) add(user.source, () => lineForms.user.encode(user));
  for (const account of part.accounts) add(account.source, () => lineForms.account.encode(account));
  for (const pair of part.generatedKeys) add(pair.source, () => lineForms.generatedKey.encode(pair));
  for (const told of part.notifications) add(told.source, () => lineForms.notification.encode(told));
  return new Map([...hashes].map(([source, hash]) => [source, hash.digest("hex")]));
}
