import { loadConfig } from "../engine/config.ts";
import { UsageError } from "../errors.ts";
import { type ScanOptions, scan } from "../scan.ts";
import { checkoutOf } from "./checkout.ts";
import { environmentOf } from "./environment.ts";
import { exitStatus } from "./exit-status.ts";
import type { Machine } from "./machine.ts";
import { type GivenOptions, instantOption, reportOptions, thresholdOption, tierOption } from "./options.ts";
import { progressLine } from "./progress.ts";
import { demandFormats, writeReports } from "./reports.ts";

/** `keylint scan` and `keylint merge`. @returns the exit status */
export async function scanCommand(sources: readonly string[], given: GivenOptions, machine: Machine): Promise<number> {
  const requests = reportOptions(given.report, given.quiet);
  demandFormats(requests);
  const { options, failOn, category } = await scanOptionsOf(sources, given, machine);
  const progress = progressLine(machine, given.quiet);
  const run = await scan(options, environmentOf(machine, given.concurrency, progress.watch));
  await progress.clear();
  const status = exitStatus(run, failOn, given.newOnly);
  const checkout = checkoutOf(machine.env);
  const settings = {
    newOnly: given.newOnly,
    allowIncomplete: given.allowIncomplete,
    exitStatus: status,
    ...(category === undefined ? {} : { category }),
    ...(checkout === undefined ? {} : { checkout }),
  };
  await writeReports(run, requests, settings, machine);
  return status;
}

/** What is asked for by command line and configuration together; the command line wins. */
export interface ResolvedOptions {
  readonly options: ScanOptions;
  readonly failOn: ReturnType<typeof thresholdOption>;
  readonly category: string | undefined;
}

/** @throws {UsageError | import("../errors.ts").ConfigError} for what does not fit together */
export async function scanOptionsOf(
  sources: readonly string[],
  given: GivenOptions,
  machine: Machine,
): Promise<ResolvedOptions> {
  const { readFile } = environmentOf(machine, given.concurrency);
  const config = await loadConfig(given.config, readFile);
  const wanted = sources.length > 0 ? sources : (config.sources ?? []);
  if (wanted.length === 0 && (config.targets ?? []).length === 0) {
    throw new UsageError(
      "nothing to read: name a source, such as `keylint scan infra/`, or list sources or targets in keylint.yaml",
    );
  }
  if (wanted.includes("")) throw new UsageError("a source is empty: give its path, or . for the working folder");
  if (given.newOnly && given.baseline === undefined) throw new UsageError("--new-only needs --baseline");
  return {
    options: {
      sources: wanted,
      // Targets are read when no source is named, or when a share of them is asked for.
      targets: sources.length === 0 || given.shard !== undefined ? (config.targets ?? []) : [],
      ...optional("shard", given.shard),
      ruleDirectories: [...(config.ruleFolders ?? []), ...given.rules],
      config,
      asOf: instantOption(given.asOf, machine.clock()),
      tier: tierOption(given.tier ?? config.tier ?? "standard"),
      varFiles: [...(config.varFiles ?? []), ...given.varFile],
      ...optional("blocklist", given.blocklist ?? config.lists?.blocklist),
      ...optional("baseline", given.baseline),
    },
    failOn: thresholdOption(given.failOn ?? config.failOn ?? "low"),
    category: given.category ?? config.category,
  };
}

/** A property that is there only when it has a value. */
function optional<N extends "blocklist" | "baseline" | "shard">(
  name: N,
  value: string | undefined,
): Partial<Record<N, string>> {
  const properties: Partial<Record<N, string>> = {};
  if (value !== undefined) properties[name] = value;
  return properties;
}
