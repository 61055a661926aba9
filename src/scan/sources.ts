import type { Source } from "../model/source.ts";
import { terraformTypes } from "../systems/registry.ts";
import { parseShard } from "../targets/shard.ts";
import { liveSource, liveSources } from "../targets/sources.ts";
import { isLiveName, type Target, targetsOf } from "../targets/target.ts";
import type { Environment } from "./environment.ts";
import type { SourceOptions } from "./options.ts";

/** Largest configuration file that is read, in bytes: beyond it parsing takes seconds and gigabytes, and no real file is so large. */
const sizeLimit = 2 * 1024 * 1024;

/** Opens every source and target of a run; nothing is read yet. */
export async function openSources(options: SourceOptions, environment: Environment): Promise<readonly Source[]> {
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const targets = targetsOf(options.config.targets ?? []);
  const named = options.sources.map((name) => openSource(name, targets, options, environment));
  return [...(await Promise.all(named)), ...liveSources(targetsOf(options.targets), shard, environment)];
}

/** `oci:PROFILE`, `intersight:PROFILE`, `-` for standard input, else a path. */
async function openSource(
  name: string,
  targets: readonly Target[],
  { varFiles, alone = false }: SourceOptions,
  environment: Environment,
): Promise<Source> {
  if (isLiveName(name)) return liveSource(name, targets, environment);
  const [{ terraformSource }, { readInventory }] = await Promise.all([
    import("../terraform/source.ts"),
    import("../systems/inventory/read.ts"),
  ]);
  return terraformSource(name, {
    cwd: environment.cwd,
    wantedTypes: terraformTypes,
    varFiles,
    alone,
    sizeLimit,
    stdin: environment.stdin,
    onInventory: (lines, uri) => readInventory(lines, uri, name),
  });
}
