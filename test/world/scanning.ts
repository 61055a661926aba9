import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import { inventoryLines } from "../../src/inventory/write.ts";
import type { Result } from "../../src/model/result.ts";
import type { Run } from "../../src/model/run.ts";
import { optionValues } from "../../src/options/values.ts";
import { readSources, scanSources, type ScanOptions } from "../../src/scan.ts";
import { join as joinKeys } from "../../src/scan/join.ts";
import { environmentAt } from "../scan-files.ts";
import { type Scene, sourceOf, type ViewName } from "./views.ts";

/** The rules whose verdicts are compared with the world. */
export const judged = [
  "key-age",
  "inactive-key",
  "inactive-user-key",
  "key-count-limit",
  "single-active-key",
  "duplicate-key",
  "private-key-in-terraform",
  "replacement-without-overlap",
  "rotation-same-key",
  "missing-key",
  "unmanaged-key",
  "rsa-key-size",
] as const;

const others = readdirSync(new URL("../../rules", import.meta.url))
  .map((name) => name.replace(/\.yaml$/, ""))
  .filter((name) => !judged.some((id) => id === name) && name !== "key-platform-mismatch");
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
  const optionsOf = (sources: readonly string[]): ScanOptions => ({
    ...optionValues({ sources }, {}, scene.world.now),
    targets: [],
    settings: { rules: settings, exceptions: [] },
  });
  const scanIn = async (cwd: string, sources: readonly string[]): Promise<Scanned> => {
    const run = await scanSources(optionsOf(sources), environmentAt(cwd));
    return { run, results: [...run.results()] };
  };
  return {
    scan: (sources) => scanIn(path, sources),
    scanTogether: async (views) => {
      const folder = mkdtempSync(join(path, "together-"));
      writeViews(folder, scene, views, true);
      return scanIn(folder, ["."]);
    },
    merge: async (groups) => {
      const names = groups.map(async (sources, at) => {
        const collected = await readSources(optionsOf(sources), environmentAt(path));
        const { terraform } = collected;
        const meta = { tool: "0.1.0", asOf: scene.world.now, sources: collected.sources, ...(terraform.length === 0 ? {} : { terraform }) };
        const name = `part-${at}.ndjson`;
        writeFileSync(join(path, name), [...inventoryLines({ ...collected, keys: joinKeys(collected).keys }, meta)].join(""));
        return name;
      });
      return scanIn(path, await Promise.all(names));
    },
    close: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Writes views to a folder: the configuration as a folder of its own, or, `together`, all in one as they lie after work. */
export function writeViews(path: string, scene: Scene, views: Iterable<ViewName>, together = false): void {
  for (const view of views) {
    const name = view === "configuration" ? (together ? "main.tf" : "config/main.tf") : sourceOf[view];
    if (view === "configuration" && !together) mkdirSync(join(path, "config"), { recursive: true });
    writeFileSync(join(path, name), scene.files.get(view) ?? "");
  }
}
