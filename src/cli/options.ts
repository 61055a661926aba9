import type { Options } from "yargs";
import { UsageError } from "../errors.ts";
import { type Instant, parseInstant } from "../model/instant.ts";
import { type Severity, severities } from "../model/rule.ts";

const text: Options = { type: "string", requiresArg: true };
/** Repeatable, one value each: `--report text --report sarif=out.sarif`. */
const texts: Options = { type: "string", array: true, nargs: 1 };

/** Options of every command that reads sources. */
export const readOptions = {
  config: {
    ...text,
    describe: "Settings, exceptions and targets",
    defaultDescription: "keylint.yaml, where there is one",
  },
  "as-of": { ...text, describe: "Moment that ages are measured at, RFC 3339", defaultDescription: "now" },
  "var-file": { ...texts, describe: "Terraform variables for configuration, as for terraform plan" },
  shard: { ...text, describe: "Read only share I of N of the targets in the configuration file: I/N" },
  concurrency: {
    type: "number",
    requiresArg: true,
    describe: "Calls under way at once, for each live source",
    default: 20,
  },
  quiet: { type: "boolean", describe: "No progress, and no report that was not asked for", default: false },
} as const satisfies Record<string, Options>;

/** Options of the commands that judge. */
export const judgeOptions = {
  rules: { ...texts, describe: "Folder of rules beside the shipped ones" },
  report: { ...texts, describe: "FORMAT, or FORMAT=FILE", defaultDescription: "text" },
  "fail-on": {
    ...text,
    choices: [...severities, "never"],
    describe: "Least severity that fails the run",
    defaultDescription: "low",
  },
  baseline: { ...text, describe: "Earlier SARIF report: results are new, unchanged, updated or absent against it" },
  "new-only": { type: "boolean", describe: "Fail, and report, only what the baseline did not have", default: false },
  tier: {
    ...text,
    choices: ["standard", "extended", "deep"],
    describe: "How hard public keys are tested",
    defaultDescription: "standard",
  },
  blocklist: {
    ...text,
    describe: "badkeys' blocklist.dat: known compromised keys",
    defaultDescription: "lists.blocklist of the configuration",
  },
  category: { ...text, describe: "Code scanning category of the SARIF report" },
  "allow-incomplete": {
    type: "boolean",
    describe: "Write results to SARIF although something could not be read",
    default: false,
  },
} as const satisfies Record<string, Options>;

/** Values as the command line gives them. */
export interface GivenOptions {
  readonly config: string | undefined;
  readonly asOf: string | undefined;
  readonly varFile: readonly string[];
  readonly shard: string | undefined;
  readonly concurrency: number;
  readonly quiet: boolean;
  readonly rules: readonly string[];
  readonly report: readonly string[];
  readonly failOn: string | undefined;
  readonly baseline: string | undefined;
  readonly newOnly: boolean;
  readonly tier: string | undefined;
  readonly blocklist: string | undefined;
  readonly category: string | undefined;
  readonly allowIncomplete: boolean;
}

/** @throws {UsageError} when the text is not a moment */
export function instantOption(given: string | undefined, now: Instant): Instant {
  if (given === undefined) return now;
  try {
    const instant = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(given) ? `${given}T00:00:00Z` : given);
    if (instant !== undefined) return instant;
  } catch {
    // told below, with the form that is wanted
  }
  throw new UsageError(`--as-of ${given}: not a moment in RFC 3339, such as 2026-11-01T00:00:00Z`);
}

/** @throws {UsageError} for a word that is no severity */
export function thresholdOption(given: string): Severity | "never" {
  const found = [...severities, "never" as const].find((name) => name === given);
  if (found === undefined) throw new UsageError(`--fail-on ${given}: give one of ${severities.join(", ")}, never`);
  return found;
}

/** @throws {UsageError} for a word that is no tier */
export function tierOption(given: string): "standard" | "extended" | "deep" {
  if (given === "standard" || given === "extended" || given === "deep") return given;
  throw new UsageError(`--tier ${given}: give standard, extended or deep`);
}

/** One `--report`: a format, and the file it goes to; without a file it goes to standard output. */
export interface ReportRequest {
  readonly format: string;
  readonly file: string | undefined;
}

/** @throws {UsageError} when two reports would share standard output or a file */
export function reportOptions(given: readonly string[], quiet: boolean): readonly ReportRequest[] {
  const requests = (given.length === 0 && !quiet ? ["text"] : given).map((request) => {
    const [format = "", ...file] = request.split("=");
    return { format, file: file.length === 0 ? undefined : file.join("=") };
  });
  const places = requests.map(({ file }) => file ?? "standard output");
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined) throw new UsageError(`--report: two reports go to ${twice}; give each its own FORMAT=FILE`);
  return requests;
}
