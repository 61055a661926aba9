import { describe, expect, test } from "vitest";
import { newRule } from "../../src/cli/rules-new.ts";
import { testRules } from "../../src/cli/rules-test.ts";
import { languageExamples } from "../../src/cli/rule-language.ts";
import { explain, listRules } from "../../src/cli/rules.ts";
import { createLanguage } from "../../src/engine/expression.ts";
import { loadRules } from "../../src/engine/load.ts";
import { loadMatcher } from "../../src/engine/regular-expression.ts";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import type { Notification } from "../../src/model/notification.ts";
import type { Result, ResultKind } from "../../src/model/result.ts";
import { key } from "../kit/keys.ts";
import { memoryProject } from "./project.ts";

const shipped = await loadRules({
  directories: [],
  settings: { ...defaultSettings, rules: { "key-age": { params: { maxAgeDays: 30 } } } },
  readFolder: async () => [],
  readFile: async () => "",
});
const rules = shipped.map(({ rule }) => rule);

test("list has a line for each rule", () => {
  expect(listRules(rules)).toMatch(/^key-age +medium +API key is older than the rotation window$/m);
  expect(listRules(rules).trimEnd().split("\n")).toHaveLength(rules.length);
});

const maxAgeDays = { maxAgeDays: { type: "integer", default: 90 } } as const;
const matcher = await loadMatcher();

describe("explain", () => {
  test("shows a rule with the values in force", () => {
    const text = explain("key-age", rules);
    expect(text).toContain("key-age: API key is older than the rotation window [medium]\n");
    expect(text).toContain("\nRequires\n    key.ageDays <= params.maxAgeDays\n");
    expect(text).toContain("\nParameters\n    maxAgeDays: 30 (default 90), integer. The most days");
    expect(text).toContain("\nControls\n    cis-oci-3.1: 1.8\n");
  });

  test("shows a fact, or all of a group", () => {
    expect(explain("key.ageDays", rules)).toMatch(/^key\.ageDays {2}\(double\)\n {4}Exact time since creation/);
    expect(explain("publicKey", rules)).toContain("publicKey.bits  (int)");
  });

  test("shows the rules about exceptions, which have no expression", () => {
    const text = explain("exception-expired", rules);
    expect(text).toContain("exception-expired: Exception has expired [low]");
    expect(text).not.toContain("Requires");
  });

  test("shows the language of rules, in examples that are rules", () => {
    const language = createLanguage({ parameters: [maxAgeDays], matcher });
    const scope = language.scope(maxAgeDays, { maxAgeDays: 90 });
    for (const [example] of languageExamples) {
      expect(explain("language", rules)).toContain(`    ${example}\n`);
      expect(scope.compile(example).type).toBe("bool");
    }
  });

  test("suggests a name for one that is not there", () => {
    expect(() => explain("key-agee", rules)).toThrow("there is no rule or fact `key-agee`; did you mean `key-age`?");
    expect(() => explain("key.ageDay", rules)).toThrow("did you mean `key.ageDays`?");
  });
});

describe("new", () => {
  test("writes a rule that loads, with a fixture that passes and one that fails", async () => {
    const project = memoryProject();
    await newRule("own-purpose", "policy/", project);
    const fixtures = ["policy/fixtures/own-purpose/pass.tf", "policy/fixtures/own-purpose/fail.tf"];
    expect(Object.keys(project.files)).toEqual(["policy/own-purpose.yaml", ...fixtures]);
    const loaded = await loadRules({
      directories: ["policy"],
      settings: defaultSettings,
      readFolder: async () => ["own-purpose.yaml", "fixtures"],
      readFile: async (path) => project.files[path] ?? "",
    });
    expect(loaded.map(({ rule }) => rule.from)).toContain("policy/own-purpose.yaml");
  });

  test("refuses what can't be an id", async () => {
    await expect(newRule("Own Rule", ".", memoryProject())).rejects.toThrow("lower-case words joined by hyphens");
  });
});

describe("test", () => {
  const rule = rules.find(({ id }) => id === "key-age");
  const result = (kind: ResultKind): Result => ({
    rule: rule ?? expect.fail("no key-age"),
    subject: key(),
    kind,
    message: `it is ${kind}`,
    reasons: [],
    location: { uri: "main.tf", region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 2 } },
    related: [],
    fingerprint: kind,
  });

  async function run(kinds: Record<string, readonly ResultKind[]>, notifications: readonly Notification[] = []) {
    let told = "";
    const good = await testRules({
      directory: "own",
      rules: rule === undefined ? [] : [rule],
      readFolder: async (path) => (path === "own/fixtures/key-age" ? Object.keys(kinds) : Promise.reject(new Error())),
      readFile: async () => "",
      scanFixture: async (path) => ({
        notifications,
        results: () => (kinds[path.slice("own/fixtures/key-age/".length)] ?? []).map(result),
      }),
      write: (text) => {
        told += text;
      },
    });
    return { good, told };
  }

  test("is content when every fixture comes out as its name says", async () => {
    const kinds = { "pass.tf": ["pass", "notApplicable"], "fail.json": ["fail", "pass"], "open-plan.json": ["open"] };
    expect(await run(kinds as Record<string, ResultKind[]>)).toEqual({
      good: true,
      told: ["fail.json", "open-plan.json", "pass.tf"].map((name) => `ok     own/fixtures/key-age/${name}\n`).join(""),
    });
  });

  test.each([
    [{ "pass.tf": ["pass"] }, "there is no fixture own/fixtures/key-age/fail.*"],
    [{ "fail.tf": ["fail"] }, "there is no fixture own/fixtures/key-age/pass.*"],
    [{ "pass.tf": [], "fail.tf": ["fail"] }, "no result is pass"],
    [{ "pass.tf": ["pass", "fail"], "fail.tf": ["fail"] }, "main.tf:3 is fail, not pass: it is fail"],
    [{ "pass.tf": ["pass", "open"], "fail.tf": ["fail"] }, "main.tf:3 is open, not pass: it is open"],
    [{ "pass.tf": ["pass"], "fail.tf": ["fail", "open"] }, "main.tf:3 is open, not fail"],
    [{ "pass.tf": ["pass"], "fail.tf": ["pass"] }, "no result is fail"],
    [{ "pass.tf": ["pass"], "fail.tf": ["fail"], "open.tf": ["open", "fail"] }, "main.tf:3 is fail, not open"],
  ])("tells what is wrong: %j", async (kinds, problem) => {
    const { good, told } = await run(kinds as Record<string, ResultKind[]>);
    expect(good).toBe(false);
    expect(told).toContain(problem);
  });

  test("is not content with a fixture that can't be read whole", async () => {
    const error = { level: "error", id: "file-unreadable", message: "pass.tf: line 3 can't be read" } as const;
    const { good, told } = await run({ "pass.tf": ["pass"], "fail.tf": ["fail"] }, [error]);
    expect(good).toBe(false);
    expect(told).toContain("not read whole: pass.tf: line 3 can't be read");
  });
});
