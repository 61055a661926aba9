import { assert, constantFrom, property, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { annotations } from "../../src/action/annotations.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { outputEntries } from "../../src/action/outputs.ts";
import { annotationCommand } from "../../src/action/workflow-commands.ts";
import { live as liveOrigin } from "../kit/keys.ts";
import { makeKey, makeResult, makeRule, makeRun } from "../reporters/html/run-of.ts";
import { obeyed, readOutputs } from "./runner.ts";

test("an annotation is one command, whatever its texts are, and the runner reads back what was meant", () => {
  const hostile = constantFrom(
    "::error::x",
    "\n::set-env name=A::b",
    "##[add-path]/tmp",
    "a,b:c%0Ad",
    "\r\n",
    "=",
    "%",
  );
  const text = tuple(string({ unit: "binary" }), hostile, string()).map((parts) => parts.join(""));
  assert(
    property(text, text, (title, message) => {
      const line = annotationCommand({ level: "warning", title, message, file: "a:b,c.tf", line: 3 });
      const [command, ...more] = obeyed(line);
      expect(more).toEqual([]);
      expect(command?.name).toBe("warning");
      expect(command?.data).toBe(message);
      expect(command?.properties).toMatchObject({ title, file: "a:b,c.tf", line: "3" });
    }),
  );
});

test("outputs keep values of many lines, and a value can't add an output", () => {
  const values = { a: "one\ntwo", b: "x\nEOF\nadmin<<EOF\nyes\nEOF", c: "" };
  expect(readOutputs(outputEntries(values, "keylint-7f3a"))).toEqual(values);
});

test("what could not be read is told with the source's name as it is, once", () => {
  const notifications = [
    { message: "infra,other does not exist", source: "infra,other" },
    { message: "nosuch does not exist", source: "nosuch", location: { uri: "nosuch" } },
    { message: "plan.json is cut off", source: "sources", location: { uri: "plan.json" } },
    { message: "the listing broke off", source: "the" },
    { message: "not all users were listed", source: "oci:A" },
    { message: "theory does not exist", source: "the" },
  ];
  const told = notifications.flatMap((notification) =>
    annotations(
      makeRun([], () => [], { notifications: [{ level: "error", id: "x", ...notification }] }),
      false,
    ),
  );
  expect(told.map(({ message }) => message)).toEqual([
    "infra,other does not exist.",
    "nosuch does not exist.",
    "sources: plan.json is cut off.",
    "the listing broke off.",
    "oci:A: Not all users were listed.",
    "the: Theory does not exist.",
  ]);
});

test("at most ten annotations of each level, the worst first, what was not read before them", () => {
  const rules = (["note", "low", "medium", "high", "critical"] as const).map((severity) =>
    makeRule(`rule-${severity}`, severity),
  );
  const keys = Array.from({ length: 8 }, (_, index) => {
    const region = { startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: 9 };
    return makeKey(`key-${index}`, 1, { location: { uri: "keys.tf", region } });
  });
  const results = keys.flatMap((key) => rules.map((rule) => makeResult(key, rule, "fail")));
  const notifications = Array.from({ length: 9 }, (_, index) => ({
    level: "error" as const,
    id: "file-unreadable",
    message: `file ${index} could not be read`,
    source: `s${index}`,
  }));
  const made = annotations(
    makeRun(keys, () => results, { notifications, complete: false }),
    false,
  );
  const of = (level: string): readonly string[] =>
    made.filter((annotation) => annotation.level === level).map(({ title }) => title);
  expect(of("error")).toEqual([
    ...Array.from({ length: 3 }, () => "not read: file-unreadable"),
    ...Array.from({ length: 7 }, () => "rule-critical (critical)"),
  ]);
  expect(of("warning")).toEqual([
    ...Array.from({ length: 8 }, () => "rule-medium (medium)"),
    ...Array.from({ length: 2 }, () => "rule-low (low)"),
  ]);
  expect(of("notice")).toHaveLength(8);
});

test("instances of one block share an annotation, live keys have no file, and what is suppressed has none", () => {
  const rule = makeRule("weak-key", "high");
  const live = makeKey("live", 1, {
    origin: liveOrigin(["t", "u", "k"]),
    location: { uri: "oci/t/u/k.apikey", virtual: true },
  });
  const [first, second] = [makeKey("k[0]", 1), makeKey("k[1]", 1)];
  const suppression = { kind: "external", justification: "known", location: { uri: "keylint.yaml" } } as const;
  const results = [
    makeResult(first, rule, "fail"),
    makeResult(second, rule, "fail"),
    makeResult(live, rule, "fail"),
    makeResult(live, makeRule("other", "critical"), "fail", { suppression }),
    makeResult(live, makeRule("open", "critical"), "open"),
  ];
  const made = annotations(
    makeRun([first, second, live], () => results),
    false,
  );
  expect(made.map(({ file, line, message }) => [file, line, message.split(":")[0]])).toEqual([
    ["infra/terraform.tfstate", 7, "oci_identity_api_key.k[0] and 1 more of its block"],
    [undefined, undefined, "t/u/k"],
  ]);
});

test("with new-only there are no annotations for what the baseline had", () => {
  const key = makeKey("k", 1);
  const results = [
    makeResult(key, makeRule("old", "high"), "fail", { baselineState: "unchanged" }),
    makeResult(key, makeRule("new", "high"), "fail", { baselineState: "new" }),
  ];
  const run = makeRun([key], () => results, { hasBaseline: true });
  expect(annotations(run, true).map(({ title }) => title)).toEqual(["new (high)"]);
});

test("inputs: lists by line, with comments; flags and numbers that are none are refused by name", () => {
  const inputs = readInputs({
    INPUT_SOURCES: "infra\n\n # later\n live dir \r\n",
    "INPUT_NEW-ONLY": "maybe",
    INPUT_CONCURRENCY: "0",
  });
  expect(inputs.lines("sources")).toEqual(["infra", "live dir"]);
  expect(() => inputs.flag("new-only")).toThrow('input new-only: "maybe"; give true or false');
  expect(inputs.number("concurrency")).toBe(0);
  expect(inputs.flag("summary")).toBeUndefined();
});
