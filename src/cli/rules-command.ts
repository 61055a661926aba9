import { resolve } from "node:path";
import { loadConfig } from "../engine/config.ts";
import { fixtureInstant } from "../engine/fixture.ts";
import { type CompiledRule } from "../engine/judge.ts";
import { loadRules } from "../engine/load.ts";
import { scan } from "../scan.ts";
import { environmentOf } from "./environment.ts";
import type { Machine } from "./machine.ts";
import type { ProjectWriter } from "./new-files.ts";
import { type GivenOptions, readOptions } from "./options.ts";

/** `keylint rules list` and `keylint rules explain`. */
export async function showRules(name: string | undefined, given: GivenOptions, machine: Machine): Promise<number> {
  const { explain, listRules } = await import("./rules.ts");
  const rules = (await rulesOf(given.rules, given, machine)).map(({ rule }) => rule);
  await machine.stdout.write(name === undefined ? listRules(rules) : explain(name, rules));
  return 0;
}

/** `keylint rules test`. @returns 0 when every fixture came out as its name says, else 1 */
export async function testRulesOf(directory: string, given: GivenOptions, machine: Machine): Promise<number> {
  const { testRules } = await import("./rules-test.ts");
  const environment = environmentOf(machine, readOptions.concurrency.default);
  const config = await loadConfig(given.config, environment.readFile);
  const ruleDirectories = [...(config.ruleFolders ?? []), directory];
  const inside = `${directory.replace(/^\.[/\\](?=.)/, "").replace(/[/\\]+$/, "")}/`;
  const rules = (await rulesOf([directory], given, machine))
    .map(({ rule }) => rule)
    .filter(({ from }) => from.startsWith(inside));
  let told = "";
  const good = await testRules({
    ...environment,
    directory,
    rules,
    scanFixture: (path, rule) =>
      scan(
        {
          sources: [path],
          targets: [],
          ruleDirectories,
          config: { ...config, exceptions: [] },
          only: rule.id,
          alone: true,
          asOf: fixtureInstant,
          tier: "deep",
          varFiles: [],
        },
        environment,
      ),
    write: (text) => {
      told += text;
    },
  });
  await machine.stdout.write(told);
  return good ? 0 : 1;
}

/** `keylint rules new`. */
export async function newRuleIn(id: string, directory: string, machine: Machine): Promise<number> {
  const { newRule } = await import("./rules-new.ts");
  return inProject(machine, (project) => newRule(id, directory, project));
}

/** `keylint init`. */
export async function initProject(machine: Machine): Promise<number> {
  const { init } = await import("./init.ts");
  return inProject(machine, init);
}

async function rulesOf(
  directories: readonly string[],
  given: GivenOptions,
  machine: Machine,
): Promise<readonly CompiledRule[]> {
  const environment = environmentOf(machine, readOptions.concurrency.default);
  const config = await loadConfig(given.config, environment.readFile);
  return loadRules({
    ...environment,
    directories: [...(config.ruleFolders ?? []), ...directories],
    settings: config.rules,
  });
}

async function inProject(machine: Machine, command: (project: ProjectWriter) => Promise<void>): Promise<number> {
  let told = "";
  await command({
    create: (path, text) => machine.createFile(resolve(machine.cwd, path), text),
    write: (text) => {
      told += text;
    },
  });
  await machine.stdout.write(told);
  return 0;
}
