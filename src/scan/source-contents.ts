import { createHash, type Hash } from "node:crypto";
import type { Codec } from "../inventory/codec.ts";
import { lineForms, view as viewForm } from "../inventory/line-forms.ts";
import type { Entitlement } from "../model/entitlement.ts";
import type { Gap } from "../model/gap.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import { formatInstant, type Instant } from "../model/instant.ts";
import { compareText } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import type { ProviderSecret } from "../model/provider-secret.ts";
import type { Account, Owner } from "../model/owner.ts";
import type { Move, PlanInfo, StateInfo } from "../model/refactoring.ts";
import type { InventoryItem } from "../model/source.ts";
import type { View } from "../model/view.ts";

/** What one source gave, or one inventory of those that a file holds. */
export interface SourceContents {
  /** Its header; absent for what was read from a source itself. */
  readonly inventory?: InventoryItem;
  readonly views: View[];
  readonly plans: PlanInfo[];
  readonly states: StateInfo[];
  readonly moves: Move[];
  readonly gaps: Gap[];
  readonly providerSecrets: ProviderSecret[];
  readonly owners: Owner[];
  readonly entitlements: Entitlement[];
  readonly accounts: Account[];
  readonly generatedKeys: GeneratedKey[];
  readonly notifications: Notification[];
}

export function emptyContents(inventory?: InventoryItem): SourceContents {
  const empty: SourceContents = {
    views: [],
    plans: [],
    states: [],
    moves: [],
    gaps: [],
    providerSecrets: [],
    owners: [],
    entitlements: [],
    accounts: [],
    generatedKeys: [],
    notifications: [],
  };
  return inventory === undefined ? empty : { ...empty, inventory };
}

/**
 * Orders contents from the oldest to the newest, so that the newest can have the last word on what several say. What was read from a source itself
 * is the newest. Inventories of one moment have an order that their content decides, not the command line.
 */
export function byAge(a: SourceContents, b: SourceContents): number {
  if (a.inventory === undefined || b.inventory === undefined)
    return Number(a.inventory === undefined) - Number(b.inventory === undefined);
  return (
    a.inventory.asOf - b.inventory.asOf ||
    compareText(JSON.stringify(a.inventory), JSON.stringify(b.inventory)) ||
    // Only inventories of one moment and the same sources come here.
    compareText(contentOf(a), contentOf(b))
  );
}

function contentOf(contents: SourceContents): string {
  return JSON.stringify([...digestsOf(contents, new Set(contents.inventory?.sources))]);
}

/** Warns of sources that several inventories hold and tell different things of. */
export function contradictions(all: readonly SourceContents[]): readonly Notification[] {
  const holders = new Map<string, InventoryItem[]>();
  for (const { inventory } of all)
    for (const source of new Set(inventory?.sources))
      if (inventory !== undefined) holders.set(source, [...(holders.get(source) ?? []), inventory]);
  const shared = new Set([...holders].flatMap(([source, { length }]) => (length > 1 ? [source] : [])));
  if (shared.size === 0) return [];
  const digests = new Map<string, Set<string>>();
  for (const contents of all) {
    if (contents.inventory === undefined) continue;
    for (const [source, digest] of digestsOf(contents, shared))
      digests.set(source, (digests.get(source) ?? new Set()).add(digest));
  }
  return [...shared].flatMap((source) => {
    if ((digests.get(source)?.size ?? 0) < 2) return [];
    const times = (holders.get(source) ?? []).map(({ asOf }) => asOf).sort((a, b) => a - b);
    const message = `${source} is in ${times.length} inventories that tell different things of it, of ${times.map(formatInstant).join(", ")}: where they contradict each other the newest one counts. Give one inventory of each source`;
    return [{ level: "warning", id: "source-in-two-inventories", source, message }];
  });
}

/** A digest of all that an inventory tells of each of these sources that it names. */
function digestsOf(
  { inventory, ...contents }: SourceContents,
  sources: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const hashes = new Map<string, Hash>();
  for (const source of inventory?.sources ?? []) if (sources.has(source)) hashes.set(source, createHash("sha256"));
  const add = <T extends Pick<Notification, "source">>(name: string, form: Codec<T>, items: readonly T[]): void => {
    for (const item of items) hashes.get(item.source ?? "")?.update(`${JSON.stringify(form.encode(item, name))}\n`);
  };
  add("key", viewForm, contents.views.map(untimed));
  add("plan", lineForms.plan, contents.plans);
  add("state", lineForms.state, contents.states);
  add("move", lineForms.move, contents.moves);
  add("gap", lineForms.gap, contents.gaps);
  add("providerSecret", lineForms.providerSecret, contents.providerSecrets);
  add("owner", lineForms.owner, contents.owners.map(untimed));
  add("entitlement", lineForms.entitlement, contents.entitlements);
  add("account", lineForms.account, contents.accounts.map(untimed));
  add("generatedKey", lineForms.generatedKey, contents.generatedKeys);
  add("notification", lineForms.notification, contents.notifications);
  return new Map([...hashes].map(([source, hash]) => [source, hash.digest("hex")]));
}

/** What is shown, without when it was listed: two listings that show the same do not contradict each other. */
function untimed<T extends { readonly listedAt?: Instant }>(item: T): Omit<T, "listedAt"> {
  const { listedAt: _, ...shown } = item;
  return shown;
}
