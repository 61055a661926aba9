import { shippedRules } from "../../generated/rules.ts";
import { ConfigError, RuleError } from "../errors.ts";
import { compareText } from "../model/location.ts";
import type { Rule } from "../model/rule.ts";
import { createLanguage } from "./expression.ts";
import { type CompiledRule, compileRule } from "./judge.ts";
import { loadMatcher } from "./regular-expression.ts";
import { completeRule } from "./rule-document.ts";
import type { RuleFile } from "./rule-file.ts";
import { applySettings, type DefinedRule, type RuleSettings } from "./rule-settings.ts";

/** What loading needs of the file system. */
export interface RuleFolderReader {
  /** Names, not paths, of the entries of a folder. @throws {Error} when it can't be read */
  readFolder(path: string): Promise<readonly string[]>;
  /** @throws {Error} when it can't be read */
  readFile(path: string): Promise<string>;
}

/** Where rules come from beside the shipped ones, and what keylint.yaml says of them. */
export interface LoadOptions extends RuleFolderReader {
  /** Folders of users' rules: every `.yaml` and `.yml` file in them is one rule. */
  readonly directories: readonly string[];
  readonly settings: RuleSettings;
}

/**
 * The rules of a run, shipped and users', in the order of their ids, ready to judge.
 * All rules share one language: they judge one key at a time.
 * @throws {RuleError} with everything that is wrong in any rule file
 * @throws {ConfigError} with everything in the settings that fits no rule
 */
export async function loadRules(options: LoadOptions): Promise<readonly CompiledRule[]> {
  const { files, problems } = await readRuleFiles(options);
  const defined: DefinedRule[] = shippedRules.map((document) => ({
    definition: completeRule(document),
    from: "shipped",
  }));
  for (const { path, document } of files)
    if (document !== undefined) defined.push({ definition: completeRule(document), from: path });
  const fileOf = new Map(files.map((file) => [file.path, file]));
  problems.push(...repeatedIds(defined, fileOf));

  const { rules, problems: settingProblems } = applySettings(
    defined.toSorted((a, b) => compareText(a.definition.id, b.definition.id)),
    options.settings,
  );
  const compiled = await compileAll(rules, fileOf, problems);
  if (problems.length > 0) throw new RuleError(problems.join("\n"));
  if (settingProblems.length > 0) throw new ConfigError(settingProblems.join("\n"));
  return compiled;
}

async function readRuleFiles(options: LoadOptions): Promise<{ files: readonly RuleFile[]; problems: string[] }> {
  const files: RuleFile[] = [];
  const problems: string[] = [];
  for (const directory of new Set(options.directories.map(tidy))) {
    const entries = await options.readFolder(directory).catch((error: unknown) => {
      problems.push(`${directory}: the folder of rules can't be read: ${messageOf(error)}`);
      return undefined;
    });
    const names = entries?.filter((name) => /\.ya?ml$/.test(name)).toSorted(compareText) ?? [];
    if (entries !== undefined && names.length === 0)
      problems.push(
        `${directory}: there is no rule in this folder: its .yaml files are read, those of folders in it are not`,
      );
    for (const name of names) {
      const path = `${directory}/${name}`;
      try {
        // YAML and schema validation are only loaded for users' rules.
        const { readRuleFile } = await import("./rule-file.ts");
        files.push(await readRuleFile(path, await options.readFile(path)));
      } catch (error) {
        problems.push(`${path}: can't be read: ${messageOf(error)}`);
      }
    }
  }
  problems.push(...files.flatMap((file) => file.problems));
  return { files, problems };
}

/** One spelling for each folder, so that none is read twice. */
function tidy(directory: string): string {
  return directory.replace(/^\.[/\\](?=.)/, "").replace(/(?<=.)[/\\]+$/, "");
}

function repeatedIds(defined: readonly DefinedRule[], fileOf: ReadonlyMap<string, RuleFile>): readonly string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const { definition, from } of defined) {
    for (const id of [definition.id, ...definition.aliases]) {
      const owner = owners.get(id);
      if (owner === undefined) owners.set(id, from);
      else {
        const message = `\`${id}\` is already the id of ${owner === "shipped" ? "a rule of keylint's own" : owner}; choose another`;
        problems.push(fileOf.get(from)?.describeId(message) ?? message);
      }
    }
  }
  return problems;
}

async function compileAll(
  rules: readonly Rule[],
  fileOf: ReadonlyMap<string, RuleFile>,
  problems: string[],
): Promise<readonly CompiledRule[]> {
  const usesPatterns = rules.some((rule) => `${rule.applies} ${rule.require} ${rule.message}`.includes("matchesRe"));
  const language = createLanguage({
    parameters: rules.map((rule) => rule.params),
    matcher: usesPatterns ? await loadMatcher() : undefined,
  });
  return rules.flatMap((rule) => {
    const compiled = compileRule(rule, language);
    if ("judge" in compiled) return [compiled];
    const file = fileOf.get(rule.from);
    for (const problem of compiled)
      problems.push(file?.describeExpression(problem) ?? `${rule.id}: ${problem.field}: ${problem.error.message}`);
    return [];
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
