import type { Argv } from "yargs";
import yargs from "yargs";
import { UsageError } from "../errors.ts";
import { version } from "../version.ts";
import { demandValue, marked, unmarked } from "./arguments.ts";
import type { Machine } from "./machine.ts";
import { liveExample, sourceHelp } from "./live-help.ts";
import { demandOnce, givenOptions, yargsOptions } from "./yargs-options.ts";

const sources = { type: "string", array: true, default: [] as string[] } as const;
/** Hidden, so that a scan of the project does not take the rules' fixtures for its own configuration. */
const ruleFolder = ".keylint";

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
      (scan: Argv) => scan.options(yargsOptions("scan")).positional("source", { ...sources, describe: sourceHelp }),
      will(async (given) => (await import("./scan.ts")).scanCommand(givenOptions(given), machine)),
    )
    .command(
      "inventory [source..]",
      "Print the normalized keys as NDJSON: public halves only, nothing secret",
      (inventory: Argv) =>
        inventory.options(yargsOptions("inventory")).positional("source", { ...sources, describe: sourceHelp }),
      will(async (given) => (await import("./inventory.ts")).inventoryCommand(givenOptions(given), machine)),
    )
    .command(
      "merge <file..>",
      "Judge the inventories of many shards together",
      (merge: Argv) =>
        merge
          .options(yargsOptions("merge"))
          .positional("file", { ...sources, demandOption: true, describe: "Inventories" }),
      will(async (given) => (await import("./scan.ts")).scanCommand(givenOptions(given), machine)),
    )
    .command("rules", "Show, test and start rules", (rules: Argv) =>
      rules
        .command(
          "list",
          "One line for each rule in force",
          (list: Argv) => list.options(yargsOptions("rules list")),
          will(async (given) =>
            (await import("./rules-command.ts")).showRules(undefined, givenOptions(given), machine),
          ),
        )
        .command(
          "explain <name>",
          "A rule, the facts that rules can name (key, key.ageDays), or the language of rules (language)",
          (explain: Argv) =>
            explain.options(yargsOptions("rules explain")).positional("name", { type: "string", demandOption: true }),
          will(async (given) =>
            (await import("./rules-command.ts")).showRules(unmarked(given.name), givenOptions(given), machine),
          ),
        )
        .command(
          "test [dir]",
          "Judge the fixtures of a folder of rules: DIR/fixtures/RULE/{pass,fail,open}.*",
          (test: Argv) =>
            test.options(yargsOptions("rules test")).positional("dir", { type: "string", default: ruleFolder }),
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
      const plain = message.replace(/^Not enough arguments following: (.+)$/, "--$1 needs a value");
      throw new UsageError(`${unmarked(plain)}\nSee keylint --help.`);
    });
  await parser.parseAsync(marked(args), {}, (_error, _given, output) => {
    if (output !== "") help = output;
  });
  if (help !== undefined) await machine.stdout.write(`${help}\n`);
  return status;
}
