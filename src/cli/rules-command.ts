import { resolve } from "node:path";
import { type Config, loadConfig } from "../engine/config.ts";
import { fixtureInstant } from "../engine/fixture.ts";
import { type CompiledRule } from "../engine/judge.ts";
import { loadRules } from "../engine/load.ts";
import { type GivenOptions, options, type OptionValues } from "../options.ts";
import { optionValues } from "../options/values.ts";
import { scanSources } from "../scan.ts";
import { environmentOf } from "./environment.ts";
import type { Machine } from "./machine.ts";
import type { ProjectWriter } from "./new-files.ts";

/** `keylint rules list` and `keylint rules explain`. */
export async function showRules(name: string | undefined, given: GivenOptions, machine: Machine): Promise<number> {
  const { explain, listRules } = await import("./rules.ts");
  const rules = (await rulesOf(given, machine)).map(({ rule }) => rule);
  await machine.stdout.write(name === undefined ? listRules(rules) : explain(name, rules));
  return 0;
}

/** `keylint rules test`. @returns 0 when every fixture came out as its name says, else 1 */
export async function testRulesOf(directory: string, given: GivenOptions, machine: Machine): Promise<number> {
  const { testRules } = await import("./rules-test.ts");
  const environment = environmentOf(machine, options.concurrency.default);
  const { settings, values } = await withConfig({ ...given, ruleFolders: [directory] }, machine);
  const inside = `${directory.replace(/^\.[/\\](?=.)/, "").replace(/[/\\]+$/, "")}/`;
  const rules = (await rulesOf({ ...given, ruleFolders: [directory] }, machine))
    .map(({ rule }) => rule)
    .filter(({ from }) => from.startsWith(inside));
  let output = "";
  const good = await testRules({
    ...environment,
    directory,
    rules,
    scanFixture: (path, rule) =>
      scanSources(
        {
          ...optionValues({ sources: [path], ruleFolders: values.ruleFolders, tier: "deep" }, {}, fixtureInstant),
          targets: [],
          settings: { ...settings, exceptions: [] },
          only: rule.id,
          alone: true,
        },
        environment,
      ),
    write: (text) => {
      output += text;
    },
  });
  await machine.stdout.write(output);
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

async function rulesOf(given: GivenOptions, machine: Machine): Promise<readonly CompiledRule[]> {
  const environment = environmentOf(machine, options.concurrency.default);
  const { settings, values } = await withConfig(given, machine);
  return loadRules({ ...environment, directories: values.ruleFolders, settings: settings.rules });
}

async function withConfig(
  given: GivenOptions,
  machine: Machine,
): Promise<{ readonly settings: Config; readonly values: OptionValues }> {
  const { readFile, clock } = environmentOf(machine, options.concurrency.default);
  const settings = await loadConfig(typeof given.config === "string" ? given.config : undefined, readFile);
  return { settings, values: optionValues(given, settings.options ?? {}, clock()) };
}

async function inProject(machine: Machine, command: (project: ProjectWriter) => Promise<void>): Promise<number> {
  let output = "";
  await command({
    create: (path, text) => machine.createFile(resolve(machine.cwd, path), text),
    write: (text) => {
      output += text;
    },
  });
  await machine.stdout.write(output);
  return 0;
}
