import { describe, expect, test } from "vitest";
import type { Result } from "../../../src/model/result.ts";
import type { Run } from "../../../src/model/run.ts";
import type { View } from "../../../src/model/view.ts";
import { unknown } from "../../../src/model/unknown.ts";
import { makeKey, makeResult, makeRule, makeRun, page, text } from "./run-of.ts";

const old = makeRule("key-age", "medium", { values: { maxAgeDays: 90 } });
const weak = makeRule("weak-key", "critical");

function oneResult(kind: Result["kind"], change: Partial<Result> = {}, runChange: Partial<Run> = {}): string {
  const key = makeKey("ci", 200);
  return page(makeRun([key], () => [makeResult(key, old, kind, change)], runChange));
}

function notedOnly(): string {
  const key = makeKey("ci", 200);
  return page(makeRun([key], () => [makeResult(key, makeRule("noted", "note"), "fail")]));
}

describe("the headline", () => {
  test.each([
    ["a failure", oneResult("fail"), "1 of 1 key needs action"],
    ["nothing but passes", oneResult("pass"), "The one key found passes"],
    ["an open result is not a pass", oneResult("open"), "Nothing fails, but 1 key could not be judged whole"],
    ["a note asks for nothing", notedOnly(), "No key needs action; 1 of 1 key has a note"],
    ["no key at all is not a pass", page(makeRun([], () => [])), "No API keys were found"],
    [
      "an incomplete run is not a pass",
      oneResult("pass", {}, { complete: false }),
      "No verdict: not everything could be read",
    ],
  ])("%s", (_, report, headline) => {
    expect(/<h1[^>]*>(?<headline>[^<]*)/.exec(report)?.groups?.["headline"]).toBe(headline);
  });

  test("an incomplete run says what could not be read before anything else", () => {
    const report = oneResult(
      "fail",
      {},
      {
        complete: false,
        coverage: [{ source: "oci:DEFAULT", keys: 1, judged: 1, open: 0, unread: 3 }],
        notifications: [{ level: "error", id: "listing-incomplete", message: "user x could not be listed" }],
      },
    );
    expect(text(report)).toContain("Incomplete: 3 things could not be read.");
    expect(report.indexOf("user x could not be listed")).toBeLessThan(report.indexOf("By system"));
  });
});

describe("what is shown", () => {
  test("results come worst first; suppressed ones last, with who allowed it and why", () => {
    const [a, b] = [makeKey("a", 1), makeKey("b", 2)];
    const suppression = {
      kind: "external",
      justification: "reviewed each quarter",
      owner: "secops",
      expires: "2027-01-01",
      location: { uri: "keylint.yaml" },
    } as const;
    const results = [
      makeResult(a, weak, "fail", { message: "FIRST-IN-ORDER suppressed", suppression }),
      makeResult(a, old, "open", { message: "OPEN-ONE" }),
      makeResult(b, old, "fail", { message: "MEDIUM-ONE" }),
      makeResult(b, weak, "fail", { message: "CRITICAL-ONE" }),
      makeResult(b, makeRule("passes", "high"), "pass", { message: "PASSED-ONE" }),
    ];
    const report = page(makeRun([a, b], () => results));
    const places = ["CRITICAL-ONE", "MEDIUM-ONE", "OPEN-ONE", "FIRST-IN-ORDER"].map((word) => report.indexOf(word));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((x, y) => x - y));
    expect(report).not.toContain("PASSED-ONE");
    expect(text(report)).toContain("suppressed, secops, until 2027-01-01: reviewed each quarter");
    expect(text(report)).toMatch(/Where the 2 keys stand.* worst is critical 1 open 1 /);
  });

  test("with a baseline and new-only, failures that were there before are left out everywhere", () => {
    const key = makeKey("ci", 200);
    const results = [
      makeResult(key, old, "fail", { message: "OLD-ONE", baselineState: "unchanged" }),
      makeResult(key, weak, "fail", { message: "NEW-ONE", baselineState: "new" }),
    ];
    const run = makeRun([key], () => results, { hasBaseline: true });
    const newFailures = { ...run.summary.failures, medium: 0 };
    const report = page({ ...run, summary: { ...run.summary, newFailures } }, { newOnly: true });
    expect(report).toContain("NEW-ONE");
    expect(report).not.toContain("OLD-ONE");
    expect(text(report)).toContain("1 failure by 1 rule");
  });

  test("one reason that leaves many rules open for a key is one row, and rules that only are open are folded away", () => {
    const keys = [makeKey("a", 1), makeKey("b", 1)];
    const open = { reasons: ["key.ageDays (known only after apply)"] };
    const results = keys.flatMap((key) => [
      makeResult(key, weak, "open", { reasons: ["known only after apply"] }),
      makeResult(key, old, "open", open),
      makeResult(key, makeRule("other", "low"), "open", { reasons: ["not listed"] }),
    ]);
    const report = page(makeRun(keys, () => results));
    const rows = [...report.matchAll(/<tr data-severity="(\w+)" data-kind="open".*<\/tr>/g)].map((row) =>
      text(`<body>${row[0]}`),
    );
    expect(rows.map((row) => row.trim().slice(0, 60))).toEqual([
      "critical open Known only after apply. 2 rules: weak-key , ke",
      "critical open Known only after apply. 2 rules: weak-key , ke",
      "low open Not listed. other oci_identity_api_key.a infra/terr",
      "low open Not listed. other oci_identity_api_key.b infra/terr",
    ]);
    expect(text(report)).toContain("3 rules could not judge some keys");
    expect(text(report)).toContain("6 results open");
  });

  test("an exception that no longer holds is a result like the others", () => {
    const expired = makeRule("exception-expired", "high");
    const exceptionResults = [
      { rule: expired, message: "ENDED-ONE", location: { uri: "keylint.yaml" }, fingerprint: "f" },
    ];
    const key = makeKey("ci", 200);
    const report = page(
      makeRun([key], () => [makeResult(key, old, "fail", { message: "MEDIUM-ONE" })], { exceptionResults }),
    );
    expect(report.indexOf("ENDED-ONE")).toBeGreaterThan(0);
    expect(report.indexOf("ENDED-ONE")).toBeLessThan(report.indexOf("MEDIUM-ONE"));
    expect(report).toContain('<tr id="rule-exception-expired">');
  });

  test("owners that only Terraform references are told apart by what they refer to, and one owner is one line", () => {
    const user = (name: string): Partial<View> => {
      const id = unknown("known only after apply", { address: `oci_identity_user.${name}`, attribute: "id" });
      return { owner: { kind: "user", id, name: undefined } };
    };
    const keys = [makeKey("one", 1, user("ci")), makeKey("two", 1, user("ci")), makeKey("three", 1, user("ops"))];
    const report = page(makeRun(keys, () => []));
    const owners = report.slice(
      report.indexOf("owners-table"),
      report.indexOf("</table>", report.indexOf("owners-table")),
    );
    expect(owners.replaceAll("<wbr>", "").match(/<bdi>[^<]*/g)).toEqual([
      "<bdi>oci_identity_user.ci",
      "<bdi>oci_identity_user.ops",
    ]);
  });
});

describe("the ages", () => {
  const bars = (ages: readonly number[], limit = 90): readonly string[] => {
    const keys = ages.map((age, index) => makeKey(`k${index}`, age));
    const rule = makeRule("key-age", "medium", { values: { maxAgeDays: limit } });
    const report = page(makeRun(keys, () => [], { rules: [rule] }));
    return [...report.matchAll(/<rect class="(within|over)"[^>]*><title>([^<]*)/g)].map(
      (match) => `${match[1]}: ${match[2]}`,
    );
  };

  test("the limit stands between two bars", () => {
    expect(bars([0, 89.9, 90, 120])).toEqual([
      "within: 1 key, 0 to 15 days old",
      "within: 1 key, 75 to 90 days old",
      "over: 1 key, 90 to 105 days old",
      "over: 1 key, 120 to 135 days old",
    ]);
  });

  test("very old keys share the last bar, which has no end", () => {
    expect(bars([10, 9000])).toEqual(["within: 1 key, 0 to 90 days old", "over: 1 key, 2070 days and more old"]);
  });

  test("a key that is exactly at the limit is within it, one second later it is not", () => {
    const keys = [makeKey("at", 90), makeKey("after", 90 + 1 / 86_400)];
    expect(page(makeRun(keys, () => []))).toContain("1 within the limit of 90 days, 1 over it");
  });

  test("inactive keys and keys without a known creation time are not counted as young", () => {
    const keys = [
      makeKey("a", 1),
      makeKey("b", 1, { active: false }),
      makeKey("c", 1, { timeCreated: unknown("not told") }),
    ];
    expect(text(page(makeRun(keys, () => [])))).toContain(
      "1 key that can be used now. Not among them: 1 inactive, 1 of unknown age.",
    );
  });
});
