import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Result } from "../../src/model/result.ts";
import type { Run } from "../../src/model/run.ts";
import { csv } from "../../src/reporters/csv.ts";
import { gitlab } from "../../src/reporters/gitlab.ts";
import { json } from "../../src/reporters/json.ts";
import { junit } from "../../src/reporters/junit.ts";
import { markdown } from "../../src/reporters/markdown/markdown.ts";
import { sarif, sarifFull } from "../../src/reporters/sarif/sarif.ts";
import { text } from "../../src/reporters/text/text.ts";
import { key, live } from "../kit/keys.ts";
import { junitErrors, junitSchemas } from "./junit-errors.ts";
import { report } from "./report.ts";
import { runOf, sampleRun } from "./sample-run.ts";
import { schemaErrors } from "./sarif-schema.ts";
import { uploadErrors } from "./upload-errors.ts";

const base = [...sampleRun().results()].find(({ location, kind }) => location.virtual === true && kind === "fail");

/** Pieces that mean something to one of the formats, among text of any kind. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "](1)",
        "{0}",
        "${x}",
        "]]>",
        "&#0;",
        "<!--",
        "\r\n",
        '"',
        ",",
        "=1+1",
        "|",
        "`",
        "::error::",
        "##[",
      ),
      fc.constantFrom(
        "\u001b[31m",
        "\u001b]8;;http://x\u0007",
        "\u202e",
        "\u0000",
        "\ud800",
        "\ufffe",
        "../",
        "a:b",
        "é",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join(""));

const runs = fc.record({ name: words, path: words, message: words, reason: words, source: words }).map((given): Run => {
  const { name, path, message, reason, source } = given;
  const location = { uri: `oci/${path}`, virtual: true } as const;
  const owner = { kind: "user", id: name, name } as const;
  const subject = key({ origin: live([name, name]), source, owner, location });
  const related = [{ location, message }];
  const failing = { ...base, subject, location, message, related } as Result;
  return runOf(() => [failing, { ...failing, kind: "open", reasons: [reason] }], {
    sources: [source],
    coverage: [{ source, keys: 1, judged: 0, open: 1, unread: 1 }],
    notifications: [{ level: "error", id: "unread", message, source, location }],
  });
});

const unprintable = /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/u;

test("whatever names and messages are, every format stays whole and says one failure", () => {
  fc.assert(
    fc.property(runs, (run) => {
      for (const reporter of [sarif, sarifFull]) {
        const log: unknown = JSON.parse(report(reporter, run, { allowIncomplete: true }));
        expect(schemaErrors(log)).toEqual([]);
        expect(uploadErrors(log)).toEqual([]);
      }
      expect(JSON.parse(report(json, run)).results).toHaveLength(2);
      expect(JSON.parse(report(gitlab, run))).toHaveLength(2);
      expect(report(csv, run).split("\r\n")).toHaveLength(5);
      expect(report(csv, run).replaceAll("\r\n", "")).not.toMatch(unprintable);
      const told = report(text, run);
      expect(told.replaceAll("\n", "")).not.toMatch(unprintable);
      expect(told).not.toMatch(/^\s*::/m);
      const lines = report(markdown, run).split("\n");
      const rows = lines.filter((line) => line.startsWith("| ") && !line.startsWith("| -"));
      // Heading and one failing result of four cells, heading and one source of five.
      expect(rows.map((row) => row.replaceAll(/\\./g, "").split("|").length - 2)).toEqual([4, 4, 5, 5]);
      // Read from the left: what a backslash escapes, or a whole span of code.
      const outsideCode = lines.map((line) => line.replaceAll(/\\.|(`+)(?!`).*?[^`]\1(?!`)/g, ""));
      const ours = /<\/?(?:details(?: open)?|summary|strong)>|<!-- -->|&(?:amp|lt|gt);/g;
      expect(outsideCode.join("").replaceAll(ours, "").replaceAll("> ", "")).not.toMatch(/[<`]/);
    }),
    { numRuns: 100 },
  );
});

test.each(junitSchemas)("whatever names and messages are, JUnit stays valid against $fileName", async (schema) => {
  const documents = fc.sample(runs, { numRuns: 40, seed: 20_261_121 }).map((run) => report(junit, run));
  expect(await junitErrors(schema, ...documents)).toEqual([]);
});
