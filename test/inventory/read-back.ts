import type { KeyLine } from "../../src/inventory/line-forms.ts";
import { parseLine } from "../../src/inventory/parse-line.ts";
import { readInventory } from "../../src/inventory/read.ts";
import type { InventoryContents, InventoryMeta } from "../../src/inventory/write.ts";
import type { ApiKey } from "../../src/model/api-key.ts";
import type { SourceItem } from "../../src/model/source.ts";
import type { View } from "../../src/model/view.ts";

export const meta: InventoryMeta = { tool: "0.1.0", asOf: Date.UTC(2026, 10, 21), sources: ["oci:a", "intersight:b"] };

export const nothing: InventoryContents = {
  accounts: [],
  owners: [],
  plans: [],
  states: [],
  moves: [],
  entitlements: [],
  keys: [],
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

/** The views among the items. */
export function viewsIn(items: readonly SourceItem[]): readonly View[] {
  return items.flatMap((item) => (item.kind === "view" ? [item.view] : []));
}

/** The lines of an inventory, each read by itself: what one line shows of a key stays together. */
export function contentsOf(lines: Iterable<string>): Required<InventoryContents> {
  const byLine = [...lines].map(parseLine).flatMap((line) => (line.kind === "item" ? [line.items] : []));
  const items = byLine.flat();
  const keys: readonly KeyLine[] = byLine.map((ofLine) => ({ views: viewsIn(ofLine) }));
  return {
    accounts: items.flatMap((item) => (item.kind === "account" ? [item.account] : [])),
    owners: items.flatMap((item) => (item.kind === "owner" ? [item.owner] : [])),
    plans: items.flatMap((item) => (item.kind === "plan" ? [item.plan] : [])),
    states: items.flatMap((item) => (item.kind === "state" ? [item.state] : [])),
    entitlements: items.flatMap((item) => (item.kind === "entitlement" ? [item.entitlement] : [])),
    moves: items.flatMap((item) => (item.kind === "move" ? [item.move] : [])),
    keys: keys.filter(({ views }) => views.length > 0),
    gaps: items.flatMap((item) => (item.kind === "gap" ? [item.gap] : [])),
    providerSecrets: items.flatMap((item) => (item.kind === "providerSecret" ? [item.providerSecret] : [])),
    generatedKeys: items.flatMap((item) => (item.kind === "generatedKey" ? [item.generatedKey] : [])),
    notifications: items.flatMap((item) => (item.kind === "notification" ? [item.notification] : [])),
  };
}

/** Keys as they can be compared: a document finds the places of attributes when they are asked for, an inventory has them in a map. */
export function comparable(keys: readonly ApiKey[]): readonly ApiKey[] {
  const found = (view: View): View => ({ ...view, places: new Map(view.places) });
  return keys.map((key) => {
    const [first, ...others] = key.views;
    return { ...key, views: [found(first), ...others.map(found)] };
  });
}
