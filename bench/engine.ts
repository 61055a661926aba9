import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createLanguage } from "../src/engine/expression.ts";
import { type CompiledRule, compileRule } from "../src/engine/judge.ts";
import { loadRules } from "../src/engine/load.ts";
import { readRuleFile } from "../src/engine/rule-file.ts";
import { completeRule } from "../src/engine/rule-document.ts";
import { defaultSettings } from "../src/engine/rule-settings.ts";
import type { Facts } from "../src/facts/facts.ts";
import { factSchema } from "../src/facts/schema.ts";

interface BenchLine {
  readonly claim: string;
  readonly ratio: number;
  readonly detail: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const rounds = 7;

/** Loading rules and judging by them, against doing without: without preparation, without CEL. */
export async function bench(): Promise<BenchLine[]> {
  // Loading first, while nothing is warm: a run loads its rules once.
  return [await loading(), ...judging()];
}

async function loading(): Promise<BenchLine> {
  const prepared = await time(() => load());
  const fromYaml = await time(async () => {
    const { parseEvents, constructFromEvents } = await import("js-yaml");
    void [parseEvents, constructFromEvents];
    for (const name of await readdir(`${root}rules`))
      await readRuleFile(`rules/${name}`, await readFile(`${root}rules/${name}`, "utf8"));
  });
  return {
    claim:
      "reading the shipped rules from YAML at start-up would take this many times as long as loading them prepared and compiled",
    ratio: fromYaml / prepared,
    detail: `${fromYaml.toFixed(1)} ms against ${prepared.toFixed(1)} ms, both cold`,
  };
}

function judging(): BenchLine[] {
  const compiled = (slow: boolean): CompiledRule => {
    const rule = compileRule(simpleRule("age", "maxAgeDays"), createLanguage({ parameters: [], slow }));
    if (!("judge" in rule)) throw new Error("the rule does not compile");
    return rule;
  };
  const [closures, library] = [compiled(false), compiled(true)];
  const keys = Array.from({ length: 1000 }, (_, index) => factsOf(index % 60));
  const limit = 90;
  const plain = (facts: Facts): boolean =>
    facts.key.active !== true || (typeof facts.key.ageDays === "number" && facts.key.ageDays <= limit);
  const byRule = fastest(() => repeat(keys, (facts) => judged(closures, facts)));
  const byLibrary = fastest(() => repeat(keys, (facts) => judged(library, facts)));
  const byHand = fastest(() => repeat(keys, plain));
  const count = keys.length * repetitions;
  const rate = (milliseconds: number): string => (count / milliseconds / 1000).toFixed(1);
  return [
    {
      claim: "judging by the library's walk takes this many times as long as by closures",
      ratio: byLibrary / byRule,
      detail: `${rate(byLibrary)} million against ${rate(byRule)} million keys a second, one rule`,
    },
    {
      claim: "judging a key by a rule in CEL takes this many times as long as a line of TypeScript",
      ratio: byRule / byHand,
      detail: `${rate(byRule)} million against ${rate(byHand)} million keys a second`,
    },
  ];
}

const repetitions = 200;
let kept = 0;

/** The count is kept so that no call can be left out. */
function repeat(keys: readonly Facts[], judge: (facts: Facts) => boolean): void {
  for (let round = 0; round < repetitions; round++) for (const facts of keys) kept += judge(facts) ? 1 : 0;
}

function judged(rule: CompiledRule, facts: Facts): boolean {
  return rule.judge(facts).kind === "pass";
}

function simpleRule(id: string, parameter: string) {
  const document = {
    id,
    title: id,
    severity: "low",
    applies: "key.active",
    require: `key.ageDays <= params.${parameter}`,
    message: "{key.ageDays}",
    remediation: "",
    params: { [parameter]: { type: "integer", default: 90 } },
  } as const;
  return { ...completeRule(document), from: "bench", values: { [parameter]: 90 } };
}

function factsOf(ageDays: number): Facts {
  const groups = Object.entries(factSchema).map(([name, schema]) => [
    name,
    Object.fromEntries(Object.keys(schema).map((fact) => [fact, undefined])),
  ]);
  const facts = Object.fromEntries(groups) as Record<keyof Facts, object>;
  Object.assign(facts.key, { active: true, ageDays });
  return facts as Facts;
}

function load() {
  return loadRules({
    directories: [],
    settings: defaultSettings,
    readFolder: async () => [],
    readFile: async () => "",
  });
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function fastest(work: () => void): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}
