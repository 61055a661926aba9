import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import type { Result } from "../../src/model/result.ts";
import type { Run } from "../../src/model/run.ts";
import { scan } from "../../src/scan.ts";
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
  readonly path: string;
  scan(sources: readonly string[]): Promise<Scanned>;
  close(): void;
}

export function openFolder(scene: Scene): Folder {
  const path = mkdtempSync(join(tmpdir(), "keylint-world-"));
  writeViews(path, scene, scene.files.keys());
  const environment = environmentAt(path);
  return {
    path,
    scan: async (sources) => {
      const run = await scan(
        {
          sources,
          targets: [],
          ruleDirectories: [],
          config: { rules: settings, exceptions: [] },
          asOf: scene.world.now,
          tier: "standard",
          varFiles: [],
        },
        environment,
      );
      return { run, results: [...run.results()] };
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
