import { resolve } from "node:path";
import type { ScanInput } from "../generated/scan-input.ts";
import { environmentOf } from "./cli/environment.ts";
import { exitStatus } from "./cli/exit-status.ts";
import { host } from "./cli/machine.ts";
import { fileText, reportSettings } from "./cli/reports.ts";
import { scanOptionsOf } from "./cli/scan-options.ts";
import { UsageError } from "./errors.ts";
import type { Run } from "./model/run.ts";
import { isOptionName } from "./options/option-error.ts";
import { isReportFormat, type ReportFormat, reporters } from "./reporters/registry.ts";
import type { Environment } from "./scan/environment.ts";
import type { ScanOptions } from "./scan/options.ts";
import { scanSources } from "./scan.ts";

export type { ScanInput } from "../generated/scan-input.ts";
export { ConfigError, RuleError, UsageError } from "./errors.ts";
export type { ApiKey } from "./model/api-key.ts";
export { type Gap, isKey, type Subject } from "./model/gap.ts";
export { nameOf } from "./model/key-name.ts";
export type { Location } from "./model/location.ts";
export type { Notification } from "./model/notification.ts";
export type { Result, ResultKind, Suppression } from "./model/result.ts";
export type { Rule, Severity } from "./model/rule.ts";
export type { Coverage, Run, Summary } from "./model/run.ts";
export { isUnknown, type Maybe, type Unknown } from "./model/unknown.ts";
export type { ReportFormat } from "./reporters/registry.ts";
export { version } from "./version.ts";

/** What a scan takes from the machine; what is left out is that of this process. */
export interface ScanSurroundings {
  /** Where relative paths start. */
  readonly cwd?: string;
  /** Environment variables: `TF_VAR_*`, the settings of live systems, `HTTPS_PROXY`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The home folder, where the settings of live systems are looked for. */
  readonly home?: string;
  /** What the source `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** The moment that ages are measured at, where `asOf` does not say; and the clock of live calls. Milliseconds since 1970 in UTC. */
  readonly clock?: () => number;
}

/** A run, with what it says to whoever called it. */
export interface FinishedRun extends Run {
  /**
   * What `keylint scan` would leave with. 0: nothing failed, and all was read. 1: a result at or above `failOn`. 3: something could not be read
   * whole, so that nobody knows.
   */
  readonly exitStatus: 0 | 1 | 3;
  /** The report as one text. `report("sarif")` is what code scanning takes. */
  readonly report: (format: ReportFormat) => Promise<string>;
  /** The report piece by piece, for runs whose report is larger than a text can be. */
  readonly reportPieces: (format: ReportFormat) => Promise<Iterable<string>>;
}

/**
 * Reads every source and judges every key in it by every rule, as `keylint scan` does.
 *
 * ```js
 * const run = await scan({ sources: ["infra"], failOn: "high" });
 * for (const { kind, suppression, rule, subject, message } of run.results())
 *   if (kind === "fail" && suppression === undefined) console.log(rule.id, nameOf(subject), message);
 * process.exitCode = run.exitStatus;
 * ```
 *
 * What can't be read does not throw: the rest is judged, `run.complete` is false, and `run.notifications` say what is missing.
 * @throws {UsageError} for options that do not fit together or have wrong values
 * @throws {ConfigError} for a keylint.yaml that is wrong
 * @throws {RuleError} for rules that are wrong; each message lists everything at once
 */
export async function scan(input: ScanInput = {}, surroundings: ScanSurroundings = {}): Promise<FinishedRun> {
  const real = host();
  const machine = { ...real, ...surroundings, cwd: resolve(surroundings.cwd ?? real.cwd) };
  const options = await optionsOf(input, environmentOf(machine, 1));
  const run = await scanSources(options, environmentOf(machine, options.concurrency));
  const status = exitStatus(run, options);
  const reportPieces = async (format: ReportFormat): Promise<Iterable<string>> => {
    // A program without types may ask for anything.
    if (!isReportFormat(format))
      throw new UsageError(`there is no report ${String(format)}: give one of ${Object.keys(reporters).join(", ")}`);
    const reporter = await reporters[format]();
    return reporter(run, {
      ...reportSettings(options, status, machine.env),
      color: false,
      width: 100,
      readText: fileText(machine.cwd),
    });
  };
  const report = async (format: ReportFormat): Promise<string> => [...(await reportPieces(format))].join("");
  return { ...run, exitStatus: status, report, reportPieces };
}

/** What stands for the path of keylint.yaml where a program gives its content. */
const givenConfig = "config";

/** @throws {UsageError} naming every option that does not exist */
async function optionsOf(
  { sources, asOf, config, ...given }: ScanInput,
  environment: Environment,
): Promise<ScanOptions> {
  const strange = Object.keys(given).filter((name) => !isOptionName(name));
  if (strange.length > 0) throw new UsageError(`there is no option ${strange.join(", ")}`);
  const content = typeof config === "object" ? JSON.stringify(config, null, 2) : undefined;
  return scanOptionsOf(
    {
      ...given,
      sources: typeof sources === "string" ? [sources] : sources,
      asOf: asOf instanceof Date && !Number.isNaN(asOf.getTime()) ? asOf.toISOString() : asOf,
      config: content === undefined ? config : givenConfig,
    },
    content === undefined ? environment : { ...environment, readFile: () => Promise.resolve(content) },
  );
}
