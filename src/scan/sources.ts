import type { Source } from "../model/source.ts";
import type { ScanOptions } from "../scan.ts";
import { terraformTypes } from "../systems/registry.ts";
import type { Environment } from "./environment.ts";

/** Largest configuration file that is read, in bytes: beyond it parsing takes seconds and gigabytes, and no real file is so large. */
const sizeLimit = 2 * 1024 * 1024;

/** Opens every source and target of a run; nothing is read yet. */
export async function openSources(
  options: Pick<ScanOptions, "sources" | "targets" | "shard" | "varFiles" | "alone">,
  environment: Environment,
): Promise<readonly Source[]> {
  return Promise.all(options.sources.map((name) => openSource(name, options, environment)));
}

/** `oci:PROFILE`, `intersight:PROFILE`, `-` for standard input, else a path. */
async function openSource(
  name: string,
  { varFiles, alone = false }: Pick<ScanOptions, "varFiles" | "alone">,
  environment: Environment,
): Promise<Source> {
  const live = /^(oci|intersight):(.*)$/s.exec(name);
  if (live !== null) return liveSource(name, live[1] ?? "", live[2] ?? "", environment);
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

/** A tenancy of `~/.oci/config`, or the Intersight account that the environment names. */
async function liveSource(name: string, system: string, profile: string, environment: Environment): Promise<Source> {
  if (system === "oci") {
    const { ociSource } = await import("../systems/oci/live/source.ts");
    return ociSource(name, profile === "" ? {} : { profile }, environment);
  }
  const { intersightSource } = await import("../systems/intersight/live/list.ts");
  return intersightSource(name, {}, environment);
}
