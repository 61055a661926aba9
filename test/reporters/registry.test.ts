import { expect, test } from "vitest";
import { isReportFormat, reporters } from "../../src/reporters/registry.ts";
import { report } from "./report.ts";
import { incompleteRun, sampleRun } from "./sample-run.ts";

const formats = Object.entries(reporters);

test.each(formats)("%s is the same for the same run, and reads it as often as it likes", async (_, load) => {
  const reporter = await load();
  expect(report(reporter, sampleRun())).toBe(report(reporter, sampleRun()));
});

test.each(formats)("%s says of an incomplete run what was not read", async (_, load) => {
  expect(report(await load(), incompleteRun())).toContain("domain Contractors answered 403");
});

test.each(formats)("%s holds nothing of the pasted private key", async (_, load) => {
  expect(report(await load(), sampleRun())).not.toMatch(/PRIVATE KEY|notakeyatall/);
});

test("formats are told from other words", () => {
  expect(isReportFormat("sarif-full")).toBe(true);
  expect(isReportFormat("toString")).toBe(false);
});
