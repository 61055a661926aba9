import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import type { Run } from "../../src/model/run.ts";
import type { Reporter } from "../../src/reporters/reporter.ts";
import { sarif, sarifFull } from "../../src/reporters/sarif/sarif.ts";
import { optionValues } from "../../src/options/values.ts";
import { scanSources } from "../../src/scan.ts";
import { filesBelow, projectRoot as root } from "../machine.ts";
import { hasMultitool, multitoolFindings } from "./multitool.ts";
import { schemaErrors } from "./sarif-schema.ts";
import { uploadErrors } from "./upload-errors.ts";

function below(folder: string): string[] {
  return existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [];
}

/** Every input that the project has: those of the rules one by one, each project as a whole. */
const projects = below("fixtures/projects");
const fixtures = [...below("fixtures/rules").flatMap(below), ...projects].toSorted();

const environment = filesBelow(root);

async function scanned(sources: readonly string[]): Promise<Run> {
  const options = {
    ...optionValues({ sources }, {}, Date.UTC(2026, 10, 21)),
    targets: [],
    settings: { rules: defaultSettings, exceptions: [] },
  } as const;
  return scanSources(options, environment);
}

function report(reporter: Reporter, run: Run): string {
  const readText = (uri: string) => {
    try {
      return readFileSync(join(root, uri), "utf8");
    } catch {
      return undefined;
    }
  };
  const options = { color: false, width: 100, readText, newOnly: false, allowIncomplete: true };
  return [...reporter(run, options)].join("");
}

const reports: Record<string, string> = {};
for (const fixture of fixtures) {
  const run = await scanned([fixture]);
  reports[fixture] = report(sarif, run);
  reports[`${fixture}, full`] = report(sarifFull, run);
}

describe("the SARIF reports of every fixture", () => {
  test("are of as many fixtures as there are, and not all empty", () => {
    expect(fixtures.length).toBeGreaterThan(20);
    expect(Object.values(reports).filter((text) => text.includes('"kind":"fail"')).length).toBeGreaterThan(20);
  });

  test.each(Object.entries(reports))("%s is valid, and the upload would take it", (_, text) => {
    const log: unknown = JSON.parse(text);
    expect(schemaErrors(log)).toEqual([]);
    expect(uploadErrors(log)).toEqual([]);
    expect(text).not.toMatch(/PRIVATE KEY/);
  });

  // It takes half a second for each report and some milliseconds for each result: all fixtures are the sources of one run here,
  // and all kinds of results are those of the projects.
  test.skipIf(!hasMultitool)("have neither error nor warning of sarif-multitool", async () => {
    const full = report(sarifFull, await scanned(projects));
    expect(multitoolFindings({ sarif: report(sarif, await scanned(fixtures)), full })).toEqual([]);
  });
});
