import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import { inventoryLines } from "../../src/inventory/write.ts";
import type { Instant } from "../../src/model/instant.ts";
import type { Result } from "../../src/model/result.ts";
import type { Run } from "../../src/model/run.ts";
import { optionValues } from "../../src/options/values.ts";
import { readSources, scanSources, type ScanOptions } from "../../src/scan.ts";
import { isJudged } from "./rules.ts";
import { join as joinKeys } from "../../src/scan/join.ts";
import { environmentAt } from "../scan-files.ts";
import { type Scene, sourceOf, type ViewName } from "./views.ts";

/** What the world does not judge need not be asked. */
const others = readdirSync(new URL("../../rules", import.meta.url))
  .map((name) => name.replace(/\.yaml$/, ""))
  .filter((name) => !isJudged(name));
const settings = { ...defaultSettings, rules: Object.fromEntries(others.map((id) => [id, { enabled: false }])) };

/** One scan, its results kept. */
export interface Scanned {
  readonly run: Run;
  readonly results: readonly Result[];
}

/** A folder with every view of a scene, to be scanned in any choice and order. */
export interface Folder {
  scan(sources: readonly string[]): Promise<Scanned>;
  /** Scans a folder in which these views lie together. */
  scanTogether(views: readonly ViewName[]): Promise<Scanned>;
  /** Scans what `keylint inventory` writes of each group of sources. */
  merge(groups: readonly (readonly string[])[]): Promise<Scanned>;
  close(): void;
}

export function openFolder(scene: Scene): Folder {
  const path = mkdtempSync(join(tmpdir(), "keylint-world-"));
  writeViews(path, scene, scene.files.keys());
  const { now } = scene.world;
  return {
    scan: (sources) => scanAt(path, sources, now),
    scanTogether: async (views) => {
      const folder = mkdtempSync(join(path, "together-"));
      writeViews(folder, scene, views, true);
      return scanAt(folder, ["."], now);
    },
    merge: async (groups) => {
      const names = groups.map(async (sources, at) => {
        const collected = await readSources(optionsOf(sources, now), environmentAt(path));
        const { terraform } = collected;
        const meta = {
          tool: "0.1.0",
          asOf: now,
          sources: collected.sources,
          ...(terraform.length === 0 ? {} : { terraform }),
        };
        const name = `part-${at}.ndjson`;
        writeFileSync(
          join(path, name),
          [...inventoryLines({ ...collected, keys: joinKeys(collected).keys }, meta)].join(""),
        );
        return name;
      });
      return scanAt(path, await Promise.all(names), now);
    },
    close: () => rmSync(path, { recursive: true, force: true }),
  };
}

function optionsOf(sources: readonly string[], now: Instant): ScanOptions {
  return { ...optionValues({ sources }, {}, now), targets: [], settings: { rules: settings, exceptions: [] } };
}

/** Scans sources of a folder by the rules that the world judges. */
export async function scanAt(folder: string, sources: readonly string[], now: Instant): Promise<Scanned> {
  const run = await scanSources(optionsOf(sources, now), environmentAt(folder));
  return { run, results: [...run.results()] };
}

/** Writes views to a folder: the configuration as a folder of its own, or, `together`, all in one as they lie after work. */
export function writeViews(path: string, scene: Scene, views: Iterable<ViewName>, together = false): void {
  for (const view of views) {
    const name = view === "configuration" ? (together ? "main.tf" : "config/main.tf") : sourceOf[view];
    if (view === "configuration" && !together) mkdirSync(join(path, "config"), { recursive: true });
    writeFileSync(join(path, name), scene.files.get(view) ?? "");
  }
}
