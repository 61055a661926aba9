import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model/result.ts";
import { csv } from "../../src/reporters/csv.ts";
import { gitlab } from "../../src/reporters/gitlab.ts";
import { golden, report } from "./report.ts";
import { cleanRun, incompleteRun, runOf, sampleRun } from "./sample-run.ts";

/** Reads RFC 4180. */
function records(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

describe("csv", () => {
  test("tells the sample run as the stored report does", async () => {
    await expect(report(csv, sampleRun())).toMatchFileSnapshot(golden("sample.csv"));
  });

  test("has a line of as many cells for every result, those about exceptions too, and every error and warning", () => {
    const [header, ...rows] = records(report(csv, sampleRun()));
    const told = sampleRun().notifications.filter(({ level }) => level !== "note");
    expect(rows).toHaveLength([...sampleRun().results()].length + sampleRun().exceptionResults.length + told.length);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header?.length]));
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|calc", "%0A=1", "\u001b[1m=1"])(
    "%j does not become a formula",
    (message) => {
      const first = [...cleanRun().results()];
      const results = (): Result[] => first.map((result) => Object.assign({}, result, { message }));
      const [header, row] = records(report(csv, runOf(results)));
      expect(row?.[header?.indexOf("message") ?? -1]).toMatch(/^'[=+\-@|%]/);
    },
  );

  test("tells what could not be read", () => {
    const [header = [], ...rows] = records(report(csv, incompleteRun()));
    const told = rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
    expect(told.filter(({ kind }) => kind === "notification")).toContainEqual(
      expect.objectContaining({ severity: "error", rule: "listing-incomplete", message: expect.any(String) }),
    );
  });

  test("keeps quotes, commas and line ends inside their cell", () => {
    const first = [...cleanRun().results()];
    const message = 'a "quoted", two\r\nlines';
    const [header, row] = records(
      report(
        csv,
        runOf(() => first.map((result) => Object.assign({}, result, { message }))),
      ),
    );
    expect(row?.[header?.indexOf("message") ?? -1]).toBe('a "quoted", two lines');
  });
});

interface Degradation {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

describe("gitlab", () => {
  test("tells the sample run as the stored report does", async () => {
    await expect(report(gitlab, sampleRun())).toMatchFileSnapshot(golden("sample.gitlab.json"));
  });

  test("has what GitLab asks of each entry, and no fingerprint twice", () => {
    const entries = JSON.parse(report(gitlab, sampleRun())) as Degradation[];
    for (const entry of entries) {
      expect(["info", "minor", "major", "critical", "blocker"]).toContain(entry.severity);
      expect(entry.description).not.toBe("");
      expect(entry.location.path).not.toMatch(/^\.?\//);
      expect(Number.isInteger(entry.location.lines.begin)).toBe(true);
    }
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  });

  test("tells what could not be read as a blocker", () => {
    const [first] = JSON.parse(report(gitlab, incompleteRun())) as Degradation[];
    expect(first).toMatchObject({ check_name: "listing-incomplete", severity: "blocker" });
  });

  test("is an empty array when nothing fails", () => {
    expect(JSON.parse(report(gitlab, cleanRun()))).toEqual([]);
  });
});
