import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model/result.ts";
import { cellCode, code, escapeMarkdown } from "../../src/reporters/markdown/escape.ts";
import { markdown } from "../../src/reporters/markdown/markdown.ts";
import { golden, report } from "./report.ts";
import { cleanRun, incompleteRun, runOf, sampleRun } from "./sample-run.ts";

describe("markdown", () => {
  test.each([
    ["sample", sampleRun],
    ["incomplete", incompleteRun],
    ["clean", cleanRun],
  ])("tells the %s run as the stored report does", async (name, run) => {
    await expect(report(markdown, run())).toMatchFileSnapshot(golden(`${name}.md`));
  });

  test("is never larger than GitHub takes, has the worst, and counts the rest", () => {
    const failing = [...sampleRun().results()].filter(
      ({ location, kind }) => kind === "fail" && location.virtual === true,
    );
    const [low, worse] = ["note", "high"].map((severity) => failing.find(({ rule }) => rule.severity === severity));
    if (low === undefined || worse === undefined) throw new Error("the sample run has live results of both severities");
    const message = "é".repeat(300);
    function* many(): Generator<Result> {
      for (let index = 0; index < 3000; index++) yield Object.assign({}, low, { message });
      for (let index = 0; index < 10; index++) yield Object.assign({}, worse, { message });
    }
    const text = report(markdown, runOf(many));
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(900_000);
    const [, left] = /\*\*And (\d+) more results\*\*/.exec(text) ?? [];
    expect(text.split("é".repeat(300)).length - 1 + Number(left)).toBe(3010);
    expect(text.indexOf("<strong>high")).toBeLessThan(text.indexOf("<strong>note"));
    expect(text.split("<details").length).toBe(text.split("</details>").length);
  });

  test.each([
    ["a|b", "a\\|b"],
    ["<img src=x>", "&lt;img src=x&gt;"],
    ["[text](https://x)", "\\[text\\]\\(https://x\\)"],
    ["**bold** `code`", "\\*\\*bold\\*\\* \\`code\\`"],
    ["ask @octocat", "ask @<!-- -->octocat"],
    ["one\ntwo\u001b[31m", "one two"],
  ])("text %j is %j", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test.each([
    ["plain", "`plain`"],
    ["a`b", "`` a`b ``"],
    ["a|b", "`a|b`"],
    ["", ""],
  ])("code %j is %j", (text, escaped) => {
    expect(code(text)).toBe(escaped);
  });

  test("code in a cell does not end it", () => {
    expect(cellCode("a|b")).toBe("`a\\|b`");
  });
});
