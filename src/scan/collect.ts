import { SourceError } from "../errors.ts";
import type { ApiKey, GeneratedKey } from "../model/api-key.ts";
import { compareText } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import type { InventoryShard, Source, SourceItem } from "../model/source.ts";
import type { Account, User } from "../model/user.ts";
import { itemsOfResource } from "../systems/registry.ts";
import { shardNotifications } from "./shards.ts";

/** Everything that the sources of a run gave, before anything is joined or judged. */
export interface Collected {
  /** The sources, in the order given; those that an inventory was written from stand in its place. */
  readonly sources: string[];
  readonly keys: ApiKey[];
  readonly users: User[];
  readonly accounts: Account[];
  readonly generatedKeys: GeneratedKey[];
  readonly notifications: Notification[];
  /** The sources that Terraform was met in. */
  readonly terraform: string[];
  /** The shares that inventories hold. */
  readonly shards: InventoryShard[];
}

/**
 * Reads every source to its end, one after the other: the order of what they give is the same in every run. Nothing that is wrong with one source
 * stops the others.
 */
export async function collect(sources: readonly Source[]): Promise<Collected> {
  const collected: Collected = {
    sources: [],
    keys: [],
    users: [],
    accounts: [],
    generatedKeys: [],
    notifications: [],
    terraform: [],
    shards: [],
  };
  for (const source of sources) {
    let isInventory = false;
    try {
      for await (const item of source.read()) {
        isInventory ||= item.kind === "inventory";
        keep(item, collected);
      }
    } catch (error) {
      // A source reports what is wrong with it by itself; what still gets here is told as it is, and never as a pass.
      collected.notifications.push({
        level: "error",
        id: "source-failed",
        source: source.name,
        message: failure(source.name, error),
      });
    }
    if (!isInventory || hasOwn(source.name, collected)) collected.sources.push(source.name);
  }
  collected.notifications.push(...shardNotifications(collected.shards));
  const given = new Set(sources.map(({ name }) => name));
  const fromInventories = collected.sources.some((name) => !given.has(name));
  return inOrder(fromInventories ? { ...collected, sources: collected.sources.toSorted(compareText) } : collected);
}

/** Keys, and what is told, stand in the order of the sources, however these were dealt to shards. */
function inOrder(collected: Collected): Collected {
  const places = new Map(collected.sources.map((source, index) => [source, index]));
  const placeOf = ({ source = "" }: Pick<Notification, "source">): number => places.get(source) ?? places.size;
  const keys = collected.keys.toSorted((a, b) => placeOf(a) - placeOf(b));
  const notifications = collected.notifications.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || compareText(a.id, b.id) || compareText(a.message, b.message),
  );
  return { ...collected, keys, notifications };
}

/** Whether a source that an inventory was in gave something of its own beside it. */
function hasOwn(name: string, { keys, notifications, terraform }: Collected): boolean {
  return [...keys, ...notifications].some(({ source }) => source === name) || terraform.includes(name);
}

function keep(item: SourceItem, collected: Collected): void {
  switch (item.kind) {
    case "resource":
      for (const inner of itemsOfResource(item.resource)) keep(inner, collected);
      return;
    case "inventory":
      collected.sources.push(...item.sources.filter((name) => !collected.sources.includes(name)));
      if (item.shard !== undefined) collected.shards.push(item.shard);
      return;
    case "terraform":
      if (!collected.terraform.includes(item.source)) collected.terraform.push(item.source);
      return;
    case "key":
      collected.keys.push(item.key);
      if (item.key.origin.kind === "terraform") keep({ kind: "terraform", source: item.key.source }, collected);
      return;
    case "user":
      collected.users.push(item.user);
      return;
    case "account":
      collected.accounts.push(item.account);
      return;
    case "generatedKey":
      collected.generatedKeys.push(item.generatedKey);
      return;
    case "notification":
      collected.notifications.push(item.notification);
      return;
  }
}

function failure(name: string, error: unknown): string {
  if (error instanceof SourceError) return error.message;
  const told = error instanceof Error ? error.message : String(error);
  return `${name} could not be read to its end: ${told}`;
}
