import { createExceptions } from "./engine/exceptions.ts";
import { loadRules } from "./engine/load.ts";
import { derive } from "./facts/derive.ts";
import type { Run } from "./model/run.ts";
import { openBaseline } from "./scan/baseline.ts";
import { type Collected, collect } from "./scan/collect.ts";
import type { Environment } from "./scan/environment.ts";
import { inReportOrder, join } from "./scan/join.ts";
import { judge } from "./scan/judge.ts";
import type { ScanOptions, SourceOptions } from "./scan/options.ts";
import { rulesOfTier } from "./scan/tier.ts";
import { openSources } from "./scan/sources.ts";
import { unavailable } from "./scan/unavailable.ts";
import { testStrength } from "./scan/strength.ts";
import { summarize } from "./scan/summary.ts";
import { systems } from "./systems/registry.ts";
import { resourceReader } from "./systems/terraform-reader.ts";
import { version } from "./version.ts";

export type { Environment } from "./scan/environment.ts";
export type { ScanOptions } from "./scan/options.ts";

/**
 * Reads every source and judges every key, and every gap, by every rule.
 * @throws {UsageError | ConfigError | RuleError} for what is wrong with options, configuration and rules; what can't be read is told in the run
 */
export async function scanSources(options: ScanOptions, environment: Environment): Promise<Run> {
  const { settings, asOf } = options;
  const rules = await loadRules({ directories: options.ruleFolders, settings: settings.rules, ...environment });
  const { ran, left } = rulesOfTier(rules, options.tier, options.only);
  const collected = await readSources(options, environment);
  const joined = join(collected);
  const strength = await testStrength(joined.keys, options, environment);
  const derived = derive({ ...collected, ...joined, ...strength.facts, asOf });
  const exceptions = createExceptions({
    external: settings.exceptions,
    rules: ran.map(({ rule }) => rule),
    disabled: [...left, ...Object.keys(settings.rules.rules)],
    asOf,
  });
  const baseline = await openBaseline(options.baseline, environment.readFile);
  const subjects = [...joined.keys, ...joined.gaps, ...joined.providerSecrets].sort(inReportOrder);
  const results = () => judge(subjects, ran, derived, { ...exceptions, ...baseline });
  const notifications = [
    ...collected.notifications,
    ...joined.notifications,
    ...strength.notifications,
    ...unavailable(joined.keys),
  ];
  const complete = !notifications.some(({ level }) => level === "error");
  const summarized = summarize(collected.sources, joined.keys, notifications, results(), () =>
    baseline.mark(exceptions.results([...joined.keys, ...joined.providerSecrets], complete)),
  );
  return {
    tool: { name: "keylint", version, informationUri: "https://github.com/keylint/keylint" },
    asOf,
    sources: collected.sources,
    rules: [...ran.map(({ rule }) => rule), ...new Set(summarized.exceptionResults.map(({ rule }) => rule))],
    keys: joined.keys,
    gaps: joined.gaps,
    providerSecrets: joined.providerSecrets.toSorted(inReportOrder),
    results,
    ...summarized,
    notifications,
    complete,
    // What was not read may still be there.
    absent: complete ? baseline.absent() : [],
    hasBaseline: options.baseline !== undefined,
    strength: { tier: options.tier, lists: strength.lists },
    root: environment.cwd,
  };
}

/** Reads every source to its end and keeps what it gave, unjoined and unjudged: what an inventory is written from. */
export async function readSources(options: SourceOptions, environment: Environment): Promise<Collected> {
  const resources = resourceReader(systems);
  return collect(await openSources(options, resources.types, environment), resources);
}
