import type { Notification } from "../model/notification.ts";
import type { InventoryShard } from "../model/source.ts";

/** How much of a long list a message names. */
const mostNamed = 5;

/** The shards of one count, by the list of targets that they are shares of; those of older inventories do not tell. */
type Lists = Map<string | undefined, Set<number>>;

/**
 * Shards that were written apart are judged together: one that is not given must not look like one that holds nothing, and a target that two lists
 * hold may be in no share of either that is given.
 */
export function shardNotifications(shards: readonly InventoryShard[]): readonly Notification[] {
  const counts = new Map<number, Lists>();
  for (const { count, index, targets } of shards) {
    const lists: Lists = counts.get(count) ?? new Map();
    counts.set(count, lists.set(targets, (lists.get(targets) ?? new Set()).add(index)));
  }
  return [...counts].sort(([a], [b]) => a - b).flatMap(([count, lists]) => notificationOf(count, lists) ?? []);
}

function notificationOf(count: number, lists: Lists): Notification | undefined {
  const ofUnknownList = lists.get(undefined) ?? new Set();
  const byList = [...lists].flatMap(([targets, given]) => (targets === undefined ? [] : [given]));
  const shardings = (byList.length === 0 ? [new Set<number>()] : byList).map(
    (given) => new Set([...given, ...ofUnknownList]),
  );
  if (shardings.every((given) => given.size === count)) return undefined;
  const names = (indexes: Iterable<number>, total: number): string =>
    some(
      [...indexes].map((index) => `${index}/${count}`),
      total,
    );
  const [given, ...others] = shardings;
  if (given !== undefined && others.length === 0) {
    const missing = names(firstMissing(given, count), count - given.size);
    const message = `of ${count} shards ${missing} are missing: give the inventories of all, written with --shard`;
    return { level: "error", id: "shard-missing", message };
  }
  const each = byList
    .map((given) =>
      names(
        [...given].sort((a, b) => a - b),
        given.size,
      ),
    )
    .sort();
  const message = `the shards ${some(each, each.length, "; ")} were written from different lists of targets, so that a target may be in none of them: write all ${count} again from one keylint.yaml`;
  return { level: "error", id: "shard-targets-differ", message };
}

function firstMissing(given: ReadonlySet<number>, count: number): readonly number[] {
  const missing: number[] = [];
  for (let index = 1; index <= count && missing.length < mostNamed; index++) if (!given.has(index)) missing.push(index);
  return missing;
}

/** The first few of so many names. */
function some(names: readonly string[], total: number, separator = ", "): string {
  const named = names.slice(0, mostNamed);
  return named.join(separator) + (total > named.length ? ` and ${total - named.length} more` : "");
}
