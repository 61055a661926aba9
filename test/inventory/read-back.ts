import { readInventory } from "../../src/inventory/read.ts";
import type { InventoryContents, InventoryMeta } from "../../src/inventory/write.ts";
import type { SourceItem } from "../../src/model/source.ts";

export const meta: InventoryMeta = { tool: "0.1.0", asOf: Date.UTC(2026, 10, 21), sources: ["oci:a", "intersight:b"] };

export const nothing: InventoryContents = {
  accounts: [],
  owners: [],
  views: [],
  gaps: [],
  generatedKeys: [],
  notifications: [],
};

async function* bytes(parts: Iterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? Buffer.from(part) : part;
}

/** Everything that reading an inventory yields. */
export async function readBack(parts: Iterable<string | Uint8Array>): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of readInventory(bytes(parts), "shard.ndjson", "shard.ndjson")) items.push(item);
  return items;
}

/** Items sorted into what the writer takes. */
export function contentsOf(items: readonly SourceItem[]): InventoryContents {
  return {
    accounts: items.flatMap((item) => (item.kind === "account" ? [item.account] : [])),
    owners: items.flatMap((item) => (item.kind === "owner" ? [item.owner] : [])),
    views: items.flatMap((item) => (item.kind === "view" ? [item.view] : [])),
    gaps: items.flatMap((item) => (item.kind === "gap" ? [item.gap] : [])),
    generatedKeys: items.flatMap((item) => (item.kind === "generatedKey" ? [item.generatedKey] : [])),
    notifications: items.flatMap((item) => (item.kind === "notification" ? [item.notification] : [])),
  };
}
