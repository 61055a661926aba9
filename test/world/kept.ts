import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Demands, demandsOf } from "./demands.ts";
import type { Event } from "./model.ts";
import { writeViews } from "./scanning.ts";
import type { Shrunk } from "./shrink.ts";
import type { ViewName } from "./views.ts";

/** The end of a shrunk world, kept as a fixture: its files, and in `world.json` what must be said of them. */
export interface KeptWorld {
  /** What went wrong when it was found. */
  readonly found: string;
  readonly events: readonly Event[];
  readonly views: readonly ViewName[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly demands: Demands;
}

/** Writes a fixture. */
export function keep(folder: string, { events, scene, found }: Shrunk): void {
  mkdirSync(folder, { recursive: true });
  writeViews(folder, scene, found.views);
  const kept: KeptWorld = {
    found: `${found.kind}: ${found.detail}`,
    events,
    views: found.views,
    now: scene.world.now,
    demands: demandsOf(scene, new Set(found.views)),
  };
  writeFileSync(join(folder, "world.json"), `${JSON.stringify(kept, undefined, 1)}\n`);
}

export function readKept(folder: string): KeptWorld {
  return JSON.parse(readFileSync(join(folder, "world.json"), "utf8"));
}
