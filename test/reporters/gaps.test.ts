import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model/result.ts";
import type { Run } from "../../src/model/run.ts";
import { unknown } from "../../src/model/unknown.ts";
import { reporters, type ReportFormat } from "../../src/reporters/registry.ts";
import { gap } from "../kit/keys.ts";
import { text as textOf } from "./html/run-of.ts";
import { report } from "./report.ts";
import { resultOf, runOf } from "./sample-run.ts";
import { sampleRules } from "./sample/rules.ts";

const reason = "the account could not be listed: 127.0.0.1 refused the connection";
const whole = gap({
  path: ["acme"],
  owner: { kind: "user", id: unknown(reason), name: unknown(reason) },
  reason: unknown(reason),
});

/** A run that could not list an account, and met no key. */
function gapRun(more: Partial<Run> = {}): Run {
  const open = (rule: Result["rule"]): Result =>
    resultOf(rule, whole, "open", `cannot be judged: ${reason}`, { reasons: [reason] });
  return runOf(() => [open(sampleRules.age), open(sampleRules.size)], {
    sources: ["oci:acme"],
    gaps: [whole],
    complete: false,
    coverage: [{ source: "oci:acme", keys: 0, judged: 0, open: 0, unread: 1 }],
    notifications: [{ level: "error", id: "listing-incomplete", message: reason, source: "oci:acme" }],
    ...more,
  });
}

const tell = async (format: ReportFormat, run = gapRun()): Promise<string> => report(await reporters[format](), run);

describe("a gap is no key:", () => {
  test.each(["text", "markdown"] as const)(
    "%s counts none, and tells the open results under its name",
    async (format) => {
      const told = await tell(format);
      expect(told).toContain("0 keys, 7 rules: ");
      expect(told).toContain("2 open");
      expect(told).toContain("acme/keys that could not be listed");
      expect(told).not.toContain("Public keys were tested");
    },
  );

  test("html counts none, has none in its tables of keys, and shows what is open", async () => {
    const page = await tell("html");
    const told = textOf(page);
    expect(told).toContain("7 rules judged 0 keys.");
    expect(told).toContain("No verdict: not everything could be read");
    expect(told).toContain("Where the 0 keys stand");
    expect(page).not.toContain('id="keys-table"');
    expect(told).toContain(
      "The account could not be listed: 127.0.0.1 refused the connection. 2 rules: key-age , rsa-key-size acme/keys that could not be listed",
    );
    const systems = /id="systems-table".*?<tbody>(.*?)<\/tbody>/s.exec(page)?.[1] ?? "";
    expect(textOf(`<body>${systems}`).trim()).toMatch(/^Oracle Cloud 0 0 0 0 0 0 2 0 not known/);
  });

  test("a page gives no verdict on a run with a gap, whatever else passed", async () => {
    expect(textOf(await tell("html", gapRun({ complete: true })))).toContain(
      "No verdict: not everything could be read",
    );
  });

  test("json has it as `gap` of its results and among the gaps", async () => {
    const { results, gaps } = JSON.parse(await tell("json"));
    const told = {
      name: "acme/keys that could not be listed",
      system: "oci",
      type: "oci/api-key",
      source: "oci:acme",
      account: "acme",
      owner: { kind: "user" },
      reason,
    };
    expect(gaps).toEqual([told]);
    expect(results.map(({ gap, key }: { gap: unknown; key: unknown }) => [gap, key])).toEqual([
      [told, undefined],
      [told, undefined],
    ]);
  });

  test("the full SARIF names it, junit tells it in its output alone, and csv has it without an age", async () => {
    const [run] = JSON.parse(await tell("sarif-full")).runs;
    expect(run.results).toHaveLength(2);
    expect(run.results[0]).toMatchObject({
      kind: "open",
      locations: [{ logicalLocations: [{ fullyQualifiedName: "acme/keys that could not be listed" }] }],
      properties: { system: "oci", source: "oci:acme" },
    });
    const xml = await tell("junit");
    expect(xml).toContain('tests="1"');
    expect(xml).toContain("open  key-age: acme/keys that could not be listed: ");
    expect(await tell("csv")).toMatch(/^open,medium,key-age,.*,acme\/keys that could not be listed,oci,,,oci:acme,/m);
  });
});

test("the filters of a page offer the systems that occur in its run, and no others", async () => {
  const options = [...(await tell("html")).matchAll(/<option value="(\w+)">(Oracle Cloud|Intersight)/g)];
  expect(options.map(([, value]) => value)).toEqual(["oci"]);
});
