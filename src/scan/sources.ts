import type { Source } from "../model/source.ts";
import type { ScanOptions } from "../scan.ts";
import { terraformTypes } from "../systems/registry.ts";
import { parseShard } from "../targets/shard.ts";
import { liveSource, liveSources } from "../targets/sources.ts";
import { type Target, targetsOf } from "../targets/target.ts";
import type { Environment } from "./environment.ts";

/** Largest configuration file that is read, in bytes: beyond it parsing takes seconds and gigabytes, and no real file is so large. */
const sizeLimit = 2 * 1024 * 1024;

/** What decides which sources a run reads, and how. */
export type SourceOptions = Pick<ScanOptions, "sources" | "targets" | "shard" | "varFiles" | "alone" | "config">;

/**
 * Opens every source and target of a run; nothing is read yet.
 * @throws {UsageError} for a share that is none, and a live source that no target has
 */
export async function openSources(
  options: Pick<ScanOptions, "sources" | "targets" | "shard" | "varFiles" | "config">,
  environment: Environment,
): Promise<readonly Source[]> {
  const named = await Promise.all(options.sources.map((name) => openSource(name, options, environment)));
  if (options.targets.length === 0) return named;
  const [{ liveSources }, { parseShard }] = await Promise.all([
    import("../targets/sources.ts"),
    import("../targets/shard.ts"),
  ]);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  return [...named, ...liveSources(options.targets, shard, environment)];
}

/** `oci:NAME`, `intersight:NAME`, `-` for standard input, else a path. */
async function openSource(
  name: string,
  options: Pick<ScanOptions, "varFiles" | "config">,
  environment: Environment,
): Promise<Source> {
  if (/^(oci|intersight):/.test(name)) {
    const { liveSource } = await import("../targets/sources.ts");
    return liveSource(name, options.config.targets ?? [], environment);
  }
  const [{ terraformSource }, { readInventory }] = await Promise.all([
    import("../terraform/source.ts"),
    import("../systems/inventory/read.ts"),
  ]);
  return terraformSource(name, {
    cwd: environment.cwd,
    wantedTypes: terraformTypes,
    varFiles: options.varFiles,
    sizeLimit,
    stdin: environment.stdin,
    onInventory: (lines, uri) => readInventory(lines, uri, name),
  });
}
