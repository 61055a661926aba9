import { SourceError } from "../errors.ts";
import type { Entitlement } from "../model/entitlement.ts";
import type { Gap } from "../model/gap.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import { compareText } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import type { ProviderSecret } from "../model/provider-secret.ts";
import type { Account, Owner } from "../model/owner.ts";
import type { Move, PlanInfo, StateInfo } from "../model/refactoring.ts";
import type { Source, SourceItem } from "../model/source.ts";
import type { View } from "../model/view.ts";
import type { ResourceReader } from "../systems/terraform-reader.ts";
import { byAge, contradictions, emptyContents, type SourceContents } from "./source-contents.ts";
import { shardNotifications } from "./shards.ts";

/** Everything that the sources of a run gave, before anything is joined or judged. */
export interface Collected {
  /** The sources, in the order given; those that an inventory was written from stand in its place. */
  readonly sources: readonly string[];
  readonly views: readonly View[];
  readonly plans: readonly PlanInfo[];
  readonly states: readonly StateInfo[];
  readonly moves: readonly Move[];
  readonly gaps: readonly Gap[];
  readonly providerSecrets: readonly ProviderSecret[];
  readonly owners: readonly Owner[];
  readonly entitlements: readonly Entitlement[];
  readonly accounts: readonly Account[];
  readonly generatedKeys: readonly GeneratedKey[];
  readonly notifications: readonly Notification[];
  /** The sources that Terraform was found in. */
  readonly terraform: readonly string[];
}

/**
 * Reads every source to its end, one after the other: the order of what they give is the same in every run. Nothing that is wrong with one source
 * stops the others.
 */
export async function collect(sources: readonly Source[], resources: ResourceReader): Promise<Collected> {
  const contents: SourceContents[] = [];
  const named = new Set<string>();
  const terraform = new Set<string>();
  const shared: Shared = { terraform, resources };
  for (const source of sources) {
    const own = emptyContents();
    const ofSource = [own];
    let current = own;
    try {
      for await (const item of source.read()) {
        if (item.kind === "inventory") ofSource.push((current = emptyContents(item)));
        keep(item, current, shared);
      }
    } catch (error) {
      // A source reports what is wrong with it by itself; what still gets here is told as it is, and never as a pass.
      current.notifications.push({
        level: "error",
        id: "source-failed",
        source: source.name,
        message: failure(source.name, error),
      });
    }
    for (const { inventory } of ofSource) for (const name of inventory?.sources ?? []) named.add(name);
    if (ofSource.length === 1 || terraform.has(source.name) || ofSource.some((each) => holds(each, source.name)))
      named.add(source.name);
    contents.push(...ofSource);
  }
  const given = new Set(sources.map(({ name }) => name));
  const fromInventories = [...named].some((name) => !given.has(name));
  const shards = contents.flatMap(({ inventory }) => inventory?.shard ?? []);
  return inOrder(
    contents,
    fromInventories ? [...named].sort(compareText) : [...named],
    [...terraform],
    [...contradictions(contents), ...shardNotifications(shards)],
  );
}

/**
 * Everything stands in the order of the sources, however these were dealt to shards. Of several inventories that tell of one thing the newest one
 * counts: its keys come first, because the first record of a key is kept; its owners come last, because an index keeps the last.
 */
function inOrder(
  contents: readonly SourceContents[],
  sources: readonly string[],
  terraform: readonly string[],
  notifications: readonly Notification[],
): Collected {
  const places = new Map(sources.map((source, index) => [source, index]));
  const placeOf = ({ source = "" }: Pick<Notification, "source">): number => places.get(source) ?? places.size;
  const bySource = (a: Pick<Notification, "source">, b: Pick<Notification, "source">): number =>
    placeOf(a) - placeOf(b);
  const oldestFirst = contents.toSorted(byAge);
  const newestFirst = contents.toSorted((a, b) => byAge(b, a));
  return {
    sources,
    views: newestFirst.flatMap(({ views }) => views).sort(bySource),
    plans: newestFirst.flatMap(({ plans }) => plans).sort(bySource),
    states: newestFirst.flatMap(({ states }) => states).sort(bySource),
    moves: newestFirst.flatMap(({ moves }) => moves).sort(bySource),
    gaps: newestFirst.flatMap(({ gaps }) => gaps).sort(bySource),
    providerSecrets: newestFirst.flatMap(({ providerSecrets }) => providerSecrets).sort(bySource),
    owners: oldestFirst.flatMap(({ owners }) => owners).sort(bySource),
    entitlements: oldestFirst.flatMap(({ entitlements }) => entitlements).sort(bySource),
    accounts: oldestFirst.flatMap(({ accounts }) => accounts).sort(bySource),
    generatedKeys: oldestFirst.flatMap(({ generatedKeys }) => generatedKeys).sort(bySource),
    notifications: [...oldestFirst.flatMap((each) => each.notifications), ...notifications].sort(
      (a, b) => bySource(a, b) || compareText(a.id, b.id) || compareText(a.message, b.message),
    ),
    terraform,
  };
}

/** Whether a source that an inventory was in gave something of its own beside it. */
function holds({ views, gaps, providerSecrets, notifications }: SourceContents, name: string): boolean {
  return [...views, ...gaps, ...providerSecrets, ...notifications].some(({ source }) => source === name);
}

/** What the items of all sources have in common. */
interface Shared {
  /** The sources that are Terraform. */
  readonly terraform: Set<string>;
  readonly resources: ResourceReader;
}

function keep(item: SourceItem, into: SourceContents, shared: Shared): void {
  switch (item.kind) {
    case "inventory":
      return;
    case "resource":
      for (const inner of shared.resources.itemsOf(item.resource)) keep(inner, into, shared);
      return;
    case "provider":
      for (const inner of shared.resources.secretsOf(item.provider)) keep(inner, into, shared);
      return;
    case "providerSecret":
      into.providerSecrets.push(item.providerSecret);
      return;
    case "terraform":
      shared.terraform.add(item.source);
      return;
    case "view":
      into.views.push(item.view);
      if (item.view.origin.kind === "terraform") shared.terraform.add(item.view.source);
      return;
    case "plan":
      into.plans.push(item.plan);
      shared.terraform.add(item.plan.source);
      return;
    case "state":
      into.states.push(item.state);
      shared.terraform.add(item.state.source);
      return;
    case "move":
      into.moves.push(item.move);
      return;
    case "gap":
      into.gaps.push(item.gap);
      return;
    case "owner":
      into.owners.push(item.owner);
      return;
    case "entitlement":
      into.entitlements.push(item.entitlement);
      return;
    case "account":
      into.accounts.push(item.account);
      return;
    case "generatedKey":
      into.generatedKeys.push(item.generatedKey);
      return;
    case "notification":
      into.notifications.push(item.notification);
      return;
  }
}

function failure(name: string, error: unknown): string {
  if (error instanceof SourceError) return error.message;
  return `${name} could not be read to its end: ${error instanceof Error ? error.message : String(error)}`;
}
