import type { Instant } from "../model/instant.ts";
import type { SourceItem } from "../model/source.ts";
import { type InventoryEnd, lineForms } from "./line-forms.ts";
import { parseLine } from "./parse-line.ts";
import { textLines } from "./text-lines.ts";

/**
 * Reads an inventory, plain or gzip, or several one after the other. What it yields is what was written: keys keep the source they were read
 * from, and a listing that was incomplete stays so. A line that can't be read, or an end that does not come, is a notification of
 * level `error`; the other lines are still read.
 * @param chunks The bytes as they come.
 * @param uri The file, for the places of notifications.
 * @param source The source, as the user gave it, for notifications.
 */
export async function* readInventory(
  chunks: AsyncIterable<Uint8Array>,
  uri: string,
  source: string,
): AsyncIterable<SourceItem> {
  const failed = (id: string, message: string, line?: number): SourceItem => {
    const region = { startLine: line ?? 0, startColumn: 1, endLine: (line ?? 0) + 1, endColumn: 1 };
    const location = line === undefined ? { uri } : { uri, region };
    return { kind: "notification", notification: { level: "error", id, message, source, location } };
  };
  const truncated = (line?: number): SourceItem =>
    failed("inventory-truncated", `${uri} is not whole: write it again with "keylint inventory"`, line);
  let line = 0;
  let started = false;
  let open: Tally | undefined;
  let asOf: Instant | undefined;
  try {
    for await (const text of textLines(chunks)) {
      line++;
      if (text.trim() === "") continue;
      started = true;
      const parsed = parseLine(text);
      if (parsed.kind === "other-version") {
        yield failed("inventory-version", `${uri} was written by a newer keylint: update keylint to read it`, line);
        return;
      }
      if (parsed.kind === "header") {
        if (open !== undefined) yield truncated(line);
        open = newTally();
        const { sources, shard, terraform = [] } = parsed.header;
        ({ asOf } = parsed.header);
        yield { kind: "inventory", asOf, sources, ...(shard === undefined ? {} : { shard }) };
        for (const name of terraform) yield { kind: "terraform", source: name };
        continue;
      }
      if (open === undefined) {
        yield failed("inventory-unreadable", `${uri} has no inventory header before line ${line}`, line);
        open = newTally();
      }
      if (parsed.kind === "item") {
        open.read[parsed.counted]++;
        for (const item of parsed.items) yield listedAt(item, asOf);
      } else if (parsed.kind === "unreadable") {
        open.unreadable++;
        yield failed("inventory-line", `${uri} line ${line} can't be read: ${parsed.reason}`, line);
      } else {
        if (!agrees(open, parsed.end)) yield truncated(line);
        open = undefined;
      }
    }
    if (open !== undefined) yield truncated(line);
    else if (!started) yield failed("inventory-unreadable", `${uri} is empty: an inventory has at least two lines`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield failed("inventory-truncated", `${uri} can't be read to its end: ${reason}`);
  }
}

/** What an inventory lists is as old as the listing: as the inventory itself, unless that says otherwise. */
function listedAt(item: SourceItem, asOf: Instant | undefined): SourceItem {
  if (asOf === undefined) return item;
  if (item.kind === "account") return { ...item, account: { listedAt: asOf, ...item.account } };
  if (item.kind === "owner" && item.owner.root === undefined)
    return { ...item, owner: { listedAt: asOf, ...item.owner } };
  if (item.kind === "view" && item.view.origin.kind === "live")
    return { ...item, view: { listedAt: asOf, ...item.view } };
  return item;
}

interface Tally {
  readonly read: Record<keyof InventoryEnd, number>;
  unreadable: number;
}

function newTally(): Tally {
  return {
    read: {
      accounts: 0,
      owners: 0,
      entitlements: 0,
      plans: 0,
      states: 0,
      moves: 0,
      keys: 0,
      gaps: 0,
      providerSecrets: 0,
      generatedKeys: 0,
      notifications: 0,
    },
    unreadable: 0,
  };
}

/** A line that could not be read was reported already, and of which kind it is nobody knows: then only the sum can be compared. */
function agrees({ read, unreadable }: Tally, end: InventoryEnd): boolean {
  if (unreadable > 0) return sum(read) + unreadable === sum(end);
  const written = ({ providerSecrets, ...counts }: InventoryEnd): string =>
    JSON.stringify(lineForms.end.encode({ ...counts, providerSecrets: providerSecrets || undefined }, "end"));
  return written(read) === written(end);
}

function sum(counts: InventoryEnd): number {
  return Object.values<number | undefined>({ ...counts }).reduce<number>((total, count = 0) => total + count, 0);
}
