import { describe, expect, test } from "vitest";
import { absentResults, baselineStateOf, readBaseline } from "../../src/engine/baseline.ts";
import { UsageError } from "../../src/errors.ts";
import { sarif, sarifFull } from "../../src/reporters/sarif/sarif.ts";
import { report } from "../reporters/report.ts";
import { sampleRun } from "../reporters/sample-run.ts";

function log(results: readonly object[], tool = "keylint"): string {
  return JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: tool } }, results }] });
}

function result(fingerprint: string, change: object = {}): object {
  return {
    ruleId: "key-age",
    level: "warning",
    message: { text: "key is 91 days old" },
    locations: [{ physicalLocation: { artifactLocation: { uri: "infra/main.tf" } } }],
    partialFingerprints: { "keylint/v1": fingerprint, primaryLocationLineHash: "x:1" },
    ...change,
  };
}

const message = "key is 91 days old";

describe("a result is", () => {
  const baseline = readBaseline("old.sarif", log([result("a"), result("b"), result("old-name")]));
  test.each([
    ["new", { fingerprint: "z", message }],
    ["unchanged", { fingerprint: "a", message }],
    ["unchanged", { fingerprint: "a", message, level: "warning" }],
    ["updated", { fingerprint: "a", message: "key is 92 days old" }],
    ["updated", { fingerprint: "a", message, level: "error" }],
    ["unchanged", { fingerprint: "new-name", formerFingerprints: ["old-name"], message }],
  ])("%s: %j", (state, compared) => {
    expect(baselineStateOf(baseline, compared)).toBe(state);
  });

  test("absent when this run no longer has it", () => {
    expect(absentResults(baseline, new Set(["a", "old-name"]))).toEqual([
      { ruleId: "key-age", fingerprint: "b", message, uri: "infra/main.tf" },
    ]);
  });
});

test.each([
  ["suppressed", { suppressions: [{ kind: "external" }] }],
  ["passed", { kind: "pass" }],
  ["was absent", { baselineState: "absent" }],
])("what %s in the earlier run is new when it fails now", (_, change) => {
  const baseline = readBaseline("old.sarif", log([result("a", change)]));
  expect(baselineStateOf(baseline, { fingerprint: "a", message })).toBe("new");
});

test("instances that share a result are each known, though only the first has its message there", () => {
  const instances = [{ name: "two", fingerprint: "b" }];
  const baseline = readBaseline("old.sarif", log([result("a", { properties: { instances } })]));
  expect(baselineStateOf(baseline, { fingerprint: "b", message: "key is 95 days old" })).toBe("unchanged");
});

test("every failing result of keylint's own report is unchanged against it", () => {
  const run = sampleRun();
  for (const reporter of [sarif, sarifFull]) {
    const baseline = readBaseline("old.sarif", report(reporter, run, { allowIncomplete: true }));
    const failing = [...run.results()].filter(({ kind, suppression }) => kind === "fail" && suppression === undefined);
    expect(failing.length).toBeGreaterThan(3);
    for (const { fingerprint, message } of failing)
      expect([message, baselineStateOf(baseline, { fingerprint, message })]).toEqual([message, "unchanged"]);
  }
});

test.each([
  ["{", "old.sarif: the baseline is not JSON"],
  ["[]", "old.sarif: the baseline is not a SARIF 2.1.0 report"],
  ['{"version":"2.0.0","runs":[]}', "old.sarif: the baseline is not a SARIF 2.1.0 report"],
  [log([], "tfsec"), "old.sarif: the baseline holds no run of keylint"],
])("%s is refused", (text, wrong) => {
  expect(() => readBaseline("old.sarif", text)).toThrow(UsageError);
  expect(() => readBaseline("old.sarif", text)).toThrow(wrong);
});

test.each([
  ["new", "another key", { keyId: "two" }],
  ["unchanged", "the same key", { keyId: "one" }],
  ["unchanged", "a key that is not told", {}],
])("is %s when the place holds %s", (state, _, now) => {
  const instances = [{ name: "two", fingerprint: "b", keyId: "one" }];
  const baseline = readBaseline("old.sarif", log([result("a", { properties: { keyId: "one", instances } })]));
  expect(baselineStateOf(baseline, { fingerprint: "a", message, ...now })).toBe(state);
  expect(baselineStateOf(baseline, { fingerprint: "b", message, ...now })).toBe(state);
  expect(absentResults(baseline, new Set(["a", "b"]))).toEqual([]);
});

test("a report from before keys were told compares as it did", () => {
  const baseline = readBaseline("old.sarif", log([result("a")]));
  expect(baselineStateOf(baseline, { fingerprint: "a", message, keyId: "two" })).toBe("unchanged");
});
