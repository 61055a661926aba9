import type { Argv } from "yargs";
import yargs from "yargs";
import { UsageError } from "../errors.ts";
import { version } from "../version.ts";
import { demandValue, marked, unmarked } from "./arguments.ts";
import type { Machine } from "./machine.ts";
import { liveExample, sourceHelp } from "./live-help.ts";
import { type GivenOptions, judgeOptions, readOptions } from "./options.ts";

const sources = { type: "string", array: true, default: [] as string[] } as const;
/** Hidden, so that a scan of the project does not take the rules' fixtures for its own configuration. */
const ruleFolder = ".keylint";

const ruleOptions = { rules: judgeOptions.rules, config: readOptions.config } as const;

/** Understands a command line and runs its command; each command is only loaded when it is called. @returns the exit status */
export async function parse(args: readonly string[], machine: Machine): Promise<number> {
  let status = 0;
  let help: string | undefined;
  const will = <A>(command: (given: A) => Promise<number>) => {
    return async (given: A): Promise<void> => {
      status = await command(given);
    };
  };
  const parser = yargs()
    .scriptName("keylint")
    .usage(
      "$0 <command>\n\nPolicy as code for API keys: reads Terraform and live accounts, judges every key, reports SARIF.",
    )
    .command(
      "scan [source..]",
      "Judge every API key of the sources",
      (scan: Argv) =>
        scan.positional("source", { ...sources, describe: sourceHelp }).options({ ...readOptions, ...judgeOptions }),
      will(async (given) =>
        (await import("./scan.ts")).scanCommand(given.source.map(unmarked), givenOptions(given), machine),
      ),
    )
    .command(
      "inventory [source..]",
      "Print the normalized keys as NDJSON: public halves only, nothing secret",
      (inventory: Argv) => inventory.positional("source", { ...sources, describe: sourceHelp }).options(readOptions),
      will(async (given) =>
        (await import("./inventory.ts")).inventoryCommand(given.source.map(unmarked), givenOptions(given), machine),
      ),
    )
    .command(
      "merge <file..>",
      "Judge the inventories of many shards together",
      (merge: Argv) =>
        merge
          .positional("file", { ...sources, demandOption: true, describe: "Inventories" })
          .options({ ...readOptions, ...judgeOptions }),
      will(async (given) =>
        (await import("./scan.ts")).scanCommand(given.file.map(unmarked), givenOptions(given), machine),
      ),
    )
    .command("rules", "Show, test and start rules", (rules: Argv) =>
      rules
        .command(
          "list",
          "One line for each rule in force",
          (list: Argv) => list.options(ruleOptions),
          will(async (given) =>
            (await import("./rules-command.ts")).showRules(undefined, givenOptions(given), machine),
          ),
        )
        .command(
          "explain <name>",
          "A rule, the facts that rules can name (key, key.ageDays), or the language of rules (language)",
          (explain: Argv) => explain.positional("name", { type: "string", demandOption: true }).options(ruleOptions),
          will(async (given) =>
            (await import("./rules-command.ts")).showRules(unmarked(given.name), givenOptions(given), machine),
          ),
        )
        .command(
          "test [dir]",
          "Judge the fixtures of a folder of rules: DIR/fixtures/RULE/{pass,fail,open}.*",
          (test: Argv) =>
            test.positional("dir", { type: "string", default: ruleFolder }).options({ config: readOptions.config }),
          will(async (given) =>
            (await import("./rules-command.ts")).testRulesOf(unmarked(given.dir), givenOptions(given), machine),
          ),
        )
        .command(
          "new <id>",
          "Start a rule, with a fixture that passes and one that fails",
          (fresh: Argv) =>
            fresh
              .positional("id", { type: "string", demandOption: true })
              .option("dir", { type: "string", requiresArg: true, default: ruleFolder, describe: "Folder of rules" }),
          will(async (given) =>
            (await import("./rules-command.ts")).newRuleIn(unmarked(given.id), demandValue("dir", given.dir), machine),
          ),
        )
        .demandCommand(1, "which one? `keylint rules --help` lists them"),
    )
    .command(
      "init",
      "Write a keylint.yaml and two GitHub workflows, never overwriting a file",
      (init: Argv) => init,
      will(async () => (await import("./rules-command.ts")).initProject(machine)),
    )
    .example("$0 scan infra plan.json", "a folder of Terraform and the plan made from it")
    .example(`$0 scan ${liveExample} --report sarif=live.sarif`, "a live account, for code scanning")
    .epilogue(
      "Exit status: 0 nothing failed and all was read; 1 a result at or above --fail-on; 2 wrong usage, config or rule; 3 a source could not be read, or a report not be written, whole.",
    )
    .demandCommand(1, "which command? `keylint --help` lists them")
    .strict()
    .check(demandOnce, true)
    .help()
    .alias("help", "h")
    .version(version)
    .wrap(Math.min(machine.stdout.columns ?? 100, 120))
    .exitProcess(false)
    .fail((message, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      const told = message.replace(/^Not enough arguments following: (.+)$/, "--$1 needs a value");
      throw new UsageError(`${unmarked(told)}\nSee keylint --help.`);
    });
  await parser.parseAsync(marked(args), {}, (_error, _given, output) => {
    if (output !== "") help = output;
  });
  if (help !== undefined) await machine.stdout.write(`${help}\n`);
  return status;
}

/** yargs leaves out what was not given; a command sees every option. */
function givenOptions(given: Partial<Record<string, unknown>>): GivenOptions {
  const textOf = (name: string): string | undefined => {
    const value = given[name];
    return typeof value === "string" ? demandValue(name, value) : undefined;
  };
  const textsOf = (name: string): readonly string[] => {
    const value = given[name];
    return Array.isArray(value) ? value.map((each) => demandValue(name, String(each))) : [];
  };
  return {
    config: textOf("config"),
    asOf: textOf("as-of"),
    varFile: textsOf("var-file"),
    shard: textOf("shard"),
    concurrency: concurrencyOf(given["concurrency"]),
    quiet: given["quiet"] === true,
    rules: textsOf("rules"),
    report: textsOf("report"),
    failOn: textOf("fail-on"),
    baseline: textOf("baseline"),
    newOnly: given["newOnly"] === true,
    tier: textOf("tier"),
    blocklist: textOf("blocklist"),
    category: textOf("category"),
    allowIncomplete: given["allowIncomplete"] === true,
  };
}

/** What takes several values: sources, and the options that are repeatable. yargs makes a list of any other that is given again. */
const lists = new Set(["_", "source", "file", "var-file", "rules", "report"]);

/** @throws {UsageError} naming every option that is given again, and has one value */
function demandOnce(given: Readonly<Record<string, unknown>>): true {
  // Names with capitals are yargs' own copies.
  const again = Object.keys(given).filter(
    (name) => Array.isArray(given[name]) && !lists.has(name) && !/[A-Z]/.test(name),
  );
  if (again.length === 0) return true;
  throw new UsageError(again.map((name) => `--${name} is given more than once: it takes one value`).join("\n"));
}

function concurrencyOf(given: unknown): number {
  if (given === undefined) return readOptions.concurrency.default;
  if (typeof given === "number" && Number.isInteger(given) && given >= 1 && given <= 1000) return given;
  throw new UsageError("--concurrency: give a whole number from 1 to 1000");
}
