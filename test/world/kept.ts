import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Demands, demandsOf } from "./demands.ts";
import type { Event, Listing } from "./model.ts";
import { adoptPairs, pairOf } from "./pairs.ts";
import { writeViews } from "./scanning.ts";
import type { Shrunk } from "./shrink.ts";
import { sourceOf, type ViewName } from "./views.ts";
import { inventory } from "./write-listing.ts";

/** The end of a shrunk world, kept as a fixture: its files, and in `world.json` what must be said of them. */
export interface KeptWorld {
  /** What went wrong when it was found. */
  readonly found: string;
  readonly events: readonly Event[];
  readonly views: readonly ViewName[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly demands: Demands;
  /** What is listed: the inventory is written of it when it is scanned, in whatever format there is then. */
  readonly listing?: Listing;
  /** Public keys of the listing, by the name of the pair. */
  readonly pairs?: Readonly<Record<string, string>>;
}

/** Writes a fixture. */
export function keep(folder: string, { events, scene, found }: Shrunk): void {
  mkdirSync(folder, { recursive: true });
  const { views } = found;
  writeViews(
    folder,
    scene,
    views.filter((view) => view !== "listing"),
  );
  const { listing, world } = scene;
  const pairs = listing.keys
    .filter(({ service }) => service !== "intersight")
    .map(({ pair }) => [pair, pairOf(pair).pem]);
  const kept: KeptWorld = {
    found: `${found.kind}: ${found.detail}`,
    events,
    views,
    now: world.now,
    demands: demandsOf(scene, new Set(views)),
    ...(views.includes("listing") ? { listing, pairs: Object.fromEntries(pairs) } : {}),
  };
  writeFileSync(join(folder, "world.json"), `${JSON.stringify(kept, undefined, 1)}\n`);
}

/** Opens a copy of a fixture with all of its views, calls `use` with its folder, and removes the copy. */
export async function withKept(
  fixture: string,
  use: (kept: KeptWorld, folder: string) => Promise<void>,
): Promise<void> {
  const kept: KeptWorld = JSON.parse(readFileSync(join(fixture, "world.json"), "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "keylint-kept-"));
  try {
    cpSync(fixture, folder, { recursive: true });
    if (kept.listing !== undefined) {
      adoptPairs(kept.pairs ?? {});
      writeFileSync(join(folder, sourceOf.listing), inventory(kept.listing));
    }
    await use(kept, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
