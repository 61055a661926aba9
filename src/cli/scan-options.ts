import { loadConfig } from "../engine/config.ts";
import { UsageError } from "../errors.ts";
import type { GivenOptions } from "../options.ts";
import { optionValues } from "../options/values.ts";
import type { Environment } from "../scan/environment.ts";
import type { ScanOptions } from "../scan/options.ts";

/**
 * What is asked for by the user and keylint.yaml together; the user wins.
 * @throws {UsageError | import("../errors.ts").ConfigError} for what does not fit together
 */
export async function scanOptionsOf(
  given: GivenOptions,
  { readFile, clock }: Pick<Environment, "readFile" | "clock">,
): Promise<ScanOptions> {
  const settings = await loadConfig(typeof given.config === "string" ? given.config : undefined, readFile);
  const values = optionValues(given, settings.options ?? {}, clock());
  const names = Array.isArray(given.sources) && given.sources.length > 0;
  const { targets = [] } = settings;
  if (values.sources.length === 0 && targets.length === 0) {
    throw new UsageError(
      "nothing to read: name a source, such as `keylint scan infra/`, or list sources or targets in keylint.yaml",
    );
  }
  if (values.sources.includes(""))
    throw new UsageError("a source is empty: give its path, or . for the working folder");
  return {
    ...values,
    // Targets are read when no source is named, or when a share of them is asked for.
    targets: !names || values.shard !== undefined ? targets : [],
    settings,
  };
}
