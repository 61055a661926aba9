import { severities } from "./model/rule.ts";
import type { Command, Option, OptionTable, OptionValue } from "./options/option.ts";

const reading: readonly Command[] = ["scan", "inventory", "merge"];
const judging: readonly Command[] = ["scan", "merge"];

/**
 * Every option of a scan, once. The command line with its help, what keylint.yaml and the Action take, their schema, action.yml, docs/options.md
 * and the library's options are made from it. After a change: `node scripts/option-files.mjs`.
 */
export const options = {
  sources: {
    type: "text",
    repeatable: "replaces",
    holds: "source",
    meaning: "Folder of Terraform, plan or state JSON, raw state, inventory, - for standard input, {live}",
    commandLine: { name: "source", commands: reading, positional: true },
    file: { at: "sources", meaning: "what `keylint scan` reads when it is called without a source" },
    input: {
      name: "sources",
      meaning:
        "What to read, one per line: a folder of .tf files, a plan or state as JSON, an inventory, {live} (live). Without it, what keylint.yaml says, else the working directory.",
    },
    library: {
      also: "string",
      meaning:
        "What to read: folders of Terraform, plans and states as JSON, inventories, names of live sources, `-` for standard input. Without it, what keylint.yaml says.",
    },
  },
  config: {
    type: "text",
    holds: "path",
    meaning: "Settings, exceptions and targets",
    unset: "keylint.yaml, where there is one",
    commandLine: { name: "config", commands: [...reading, "rules list", "rules explain", "rules test"] },
    input: {
      name: "config",
      meaning: "Path of keylint.yaml. Without it, keylint.yaml in the working directory is read where there is one.",
    },
    library: {
      also: "Readonly<Record<string, unknown>>",
      meaning: "Path of keylint.yaml, or what would stand in it. Without it, keylint.yaml is read where there is one.",
    },
  },
  asOf: {
    type: "moment",
    meaning: "Moment that ages are measured at, RFC 3339",
    unset: "now",
    commandLine: { name: "as-of", commands: reading },
    input: { name: "as-of", meaning: "The moment that ages are measured at, RFC 3339. Without it, now." },
    library: { also: "Date", meaning: "The moment that ages are measured at; a text in RFC 3339. Without it, now." },
  },
  varFiles: {
    type: "text",
    repeatable: "adds",
    holds: "path",
    meaning: "Terraform variables for configuration, as for terraform plan",
    commandLine: { name: "var-file", commands: reading },
    file: { at: "varFiles", meaning: "further .tfvars files" },
    input: { name: "var-file", meaning: "Terraform variable files for folders of .tf files, one per line." },
  },
  shard: {
    type: "text",
    meaning: "Read only share I of N of the targets in the configuration file: I/N",
    commandLine: { name: "shard", commands: reading },
    input: {
      name: "shard",
      meaning: "I/N: read only the I-th of N parts of the live listings, to be merged later.",
    },
  },
  concurrency: {
    type: "number",
    minimum: 1,
    maximum: 1000,
    default: 20,
    meaning: "Calls under way at once, for each live source",
    commandLine: { name: "concurrency", commands: reading },
    input: { name: "concurrency", meaning: "How many requests to a live system run at once." },
  },
  quiet: {
    type: "flag",
    default: false,
    meaning: "No progress, and no report that was not asked for",
    commandLine: { name: "quiet", commands: reading },
    library: false,
  },
  ruleFolders: {
    type: "text",
    repeatable: "adds",
    holds: "path",
    meaning: "Folder of rules beside the shipped ones",
    commandLine: { name: "rules", commands: [...judging, "rules list", "rules explain"] },
    file: { at: "ruleFolders", meaning: "folders of rules beside the shipped ones" },
    input: { name: "rules", meaning: "Folders of your own rules, one per line." },
  },
  reports: {
    type: "text",
    repeatable: "replaces",
    holds: "report",
    meaning: "FORMAT, or FORMAT=FILE",
    unset: "text",
    commandLine: { name: "report", commands: judging },
    input: {
      name: "reports",
      meaning: "Further reports, one FORMAT=FILE per line: sarif-full, json, markdown, junit, gitlab, csv, html, text.",
    },
    library: false,
  },
  failOn: {
    type: "text",
    choices: [...severities, "never"],
    default: "low",
    meaning: "Least severity that fails the run",
    commandLine: { name: "fail-on", commands: judging },
    file: { at: "failOn" },
    input: {
      name: "fail-on",
      meaning:
        "The least severity that fails the step: critical, high, medium, low, note or never. Without it, what keylint.yaml says, else low.",
    },
  },
  baseline: {
    type: "text",
    holds: "path",
    meaning: "Earlier SARIF report: results are new, unchanged, updated or absent against it",
    commandLine: { name: "baseline", commands: judging },
    input: {
      name: "baseline",
      meaning: "Path of an earlier SARIF report of keylint (format sarif-full) to compare with.",
    },
  },
  newOnly: {
    type: "flag",
    default: false,
    meaning: "Fail, and report, only what the baseline did not have",
    commandLine: { name: "new-only", commands: judging },
    input: { name: "new-only", meaning: "true: judge only by what the baseline does not have." },
  },
  tier: {
    type: "text",
    choices: ["standard", "extended", "deep"],
    default: "standard",
    meaning: "How hard public keys are tested",
    commandLine: { name: "tier", commands: judging },
    file: { at: "tier" },
    input: {
      name: "tier",
      meaning:
        "How much computation goes into each public key: standard, extended or deep. Without it, what keylint.yaml says, else standard.",
    },
  },
  blocklist: {
    type: "text",
    holds: "path",
    meaning: "badkeys' blocklist.dat: known compromised keys",
    unset: "lists.blocklist of the configuration",
    commandLine: { name: "blocklist", commands: judging },
    file: { at: "lists.blocklist", meaning: "path of a list of known keys" },
    input: {
      name: "blocklist",
      meaning:
        "Path of badkeys' blocklist.dat, known compromised keys. Without it, what keylint.yaml says; none is shipped.",
    },
  },
  category: {
    type: "text",
    meaning: "Code scanning category of the SARIF report",
    commandLine: { name: "category", commands: judging },
    file: { at: "category", meaning: "code-scanning category" },
    input: {
      name: "category",
      meaning: "The code scanning category; one for each set of sources, so that their alerts do not close each other.",
    },
  },
  allowIncomplete: {
    type: "flag",
    default: false,
    meaning: "Write results to SARIF although something could not be read",
    commandLine: { name: "allow-incomplete", commands: judging },
    input: {
      name: "allow-incomplete",
      meaning:
        "true: write the SARIF report even when something could not be read. Code scanning then closes the alerts that it lacks.",
    },
  },
} as const satisfies OptionTable;

/** What only a step of the GitHub Action takes: where it works, and what it leaves. */
export const stepOptions = {
  workingDirectory: {
    type: "text",
    default: ".",
    meaning: "Where the step works",
    input: {
      name: "working-directory",
      meaning: "The folder that sources and other paths start from, below the workspace.",
      default: ".",
    },
  },
  sarifFile: {
    type: "text",
    holds: "path",
    default: "keylint.sarif",
    meaning: "The report for code scanning",
    input: {
      name: "sarif-file",
      meaning: "Where the SARIF report for code scanning goes. It is not written when the run is incomplete.",
      default: "keylint.sarif",
    },
  },
  annotations: {
    type: "flag",
    default: true,
    meaning: "Annotations",
    input: { name: "annotations", meaning: "false: no annotations beside the code." },
  },
  summary: {
    type: "flag",
    default: true,
    meaning: "Job summary",
    input: { name: "summary", meaning: "false: no job summary." },
  },
} as const satisfies OptionTable;

export type OptionName = keyof typeof options;

/** What one place gives: any of the options, not looked at yet. */
export type GivenOptions = Readonly<Partial<Record<OptionName, unknown>>>;

/** Every option with its value. */
export type OptionValues = { readonly [N in OptionName]: OptionValue<(typeof options)[N]> };

/** The table without the types of its own entries, to walk through it. */
export const optionEntries = (table: OptionTable = options): readonly (readonly [string, Option])[] =>
  Object.entries(table);
