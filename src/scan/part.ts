import { createHash, type Hash } from "node:crypto";
import type { Codec } from "../inventory/codec.ts";
import { lineForms, view as viewForm } from "../inventory/line-forms.ts";
import type { Gap } from "../model/gap.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import { formatInstant } from "../model/instant.ts";
import { compareText } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import type { ProviderSecret } from "../model/provider-secret.ts";
import type { Account, Owner } from "../model/owner.ts";
import type { Move, PlanInfo, StateInfo } from "../model/refactoring.ts";
import type { InventoryItem } from "../model/source.ts";
import type { View } from "../model/view.ts";

/** What one source gave, or one inventory of those that a file holds. */
export interface Part {
  /** Its header; absent for what was read from a source itself. */
  readonly inventory?: InventoryItem;
  readonly views: View[];
  readonly plans: PlanInfo[];
  readonly states: StateInfo[];
  readonly moves: Move[];
  readonly gaps: Gap[];
  readonly providerSecrets: ProviderSecret[];
  readonly owners: Owner[];
  readonly accounts: Account[];
  readonly generatedKeys: GeneratedKey[];
  readonly notifications: Notification[];
}

export function newPart(inventory?: InventoryItem): Part {
  const empty: Part = {
    views: [],
    plans: [],
    states: [],
    moves: [],
    gaps: [],
    providerSecrets: [],
    owners: [],
    accounts: [],
    generatedKeys: [],
    notifications: [],
  };
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
  const add = <T extends Pick<Notification, "source">>(name: string, form: Codec<T>, items: readonly T[]): void => {
    for (const item of items) hashes.get(item.source ?? "")?.update(`${JSON.stringify(form.encode(item, name))}\n`);
  };
  add("key", viewForm, part.views);
  add("plan", lineForms.plan, part.plans);
  add("state", lineForms.state, part.states);
  add("move", lineForms.move, part.moves);
  add("gap", lineForms.gap, part.gaps);
  add("providerSecret", lineForms.providerSecret, part.providerSecrets);
  add("owner", lineForms.owner, part.owners);
  add("account", lineForms.account, part.accounts);
  add("generatedKey", lineForms.generatedKey, part.generatedKeys);
  add("notification", lineForms.notification, part.notifications);
  return new Map([...hashes].map(([source, hash]) => [source, hash.digest("hex")]));
}
