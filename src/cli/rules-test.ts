import { fixturesIn, unmetBy } from "../engine/fixture.ts";
import type { RuleFolderReader } from "../engine/load.ts";
import type { Rule } from "../model/rule.ts";
import type { Run } from "../model/run.ts";

/** What testing rules needs. */
export interface RuleTestOptions extends RuleFolderReader {
  /** The folder with the rules; their fixtures are below `fixtures/<rule id>/`. */
  readonly directory: string;
  /** The rules of that folder. */
  readonly rules: readonly Rule[];
  /** Scans one source, judged by one rule alone at `fixtureInstant`. */
  readonly scanFixture: (path: string, rule: Rule) => Promise<Pick<Run, "notifications" | "results">>;
  readonly write: (text: string) => void;
}

/**
 * `keylint rules test`: judges every fixture by its rule and says what does not come out as its name says. A rule needs a
 * fixture that passes and one that fails.
 * @returns whether everything came out as expected
 */
export async function testRules(options: RuleTestOptions): Promise<boolean> {
  let good = true;
  const report = (name: string, problems: readonly string[]): void => {
    options.write(`${problems.length === 0 ? "ok    " : "wrong "} ${name}\n`);
    for (const problem of problems) options.write(`           ${problem}\n`);
    good &&= problems.length === 0;
  };
  for (const rule of options.rules) {
    const folder = `${options.directory.replace(/[/\\]$/, "")}/fixtures/${rule.id}`;
    const fixtures = fixturesIn(folder, await options.readFolder(folder).catch(() => []));
    for (const expected of ["pass", "fail"] as const)
      if (!fixtures.some((fixture) => fixture.expected === expected))
        report(rule.id, [`there is no fixture ${folder}/${expected}.*`]);
    for (const { path, expected } of fixtures) report(path, unmetBy(await options.scanFixture(path, rule), expected));
  }
  if (options.rules.length === 0) report(options.directory, ["there is no rule in this folder"]);
  return good;
}
