import { createHash } from "node:crypto";
import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Result } from "../../../src/model/result.ts";
import { html } from "../../../src/reporters/html/html.ts";
import { escapeHtml } from "../../../src/reporters/html/markup.ts";
import { golden } from "../report.ts";
import { sampleRun } from "../sample-run.ts";
import { makeKey, makeResult, makeRule, makeRun, options, page, text } from "./run-of.ts";

describe("names that want to be more than text", () => {
  test("no text can become markup, and every invisible character is spelt out", () => {
    assert(
      property(string({ unit: "binary" }), (name) => {
        expect(escapeHtml(name)).not.toMatch(
          // eslint-disable-next-line no-control-regex -- they are what must not be there
          /[<>"'\u0000-\u0008\u202a-\u202e\u2066-\u2069]|&(?!amp;|lt;|gt;|quot;|#39;)/,
        );
      }),
    );
  });

  test("a hostile name in every place of a run stays text", () => {
    const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(2)>\u202e`;
    const key = makeKey(hostile, 200, {
      owner: { kind: "user", id: hostile, name: hostile },
      location: { uri: hostile },
    });
    const rule = makeRule(hostile, "high", {
      title: hostile,
      remediation: hostile,
      controls: { [hostile]: [hostile] },
    });
    const suppression = {
      kind: "inSource",
      justification: hostile,
      owner: hostile,
      location: { uri: hostile },
    } as const;
    const results = [
      makeResult(key, rule, "fail", { message: hostile, location: { uri: hostile } }),
      makeResult(key, rule, "open", { message: hostile }),
      makeResult(key, rule, "fail", { suppression }),
    ];
    const report = page(
      makeRun([key], () => results, {
        sources: [hostile],
        coverage: [{ source: hostile, keys: 1, judged: 1, open: 0, unread: 0 }],
        notifications: [{ level: "warning", id: "x", message: hostile, location: { uri: hostile } }],
      }),
    );
    expect(report.match(/<script/g)).toHaveLength(1);
    expect(report).not.toContain("<img");
    expect(report).not.toContain("\u202e");
  });

  test("the policy of the page allows its own style and script by hash, and nothing else", () => {
    const report = page(sampleRun());
    const sha = (tag: string): string => {
      const content = report.split(`<${tag}>`)[1]?.split(`</${tag}>`)[0] ?? "";
      return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
    };
    expect(report.replaceAll("&#39;", "'")).toContain(
      `content="default-src 'none'; style-src ${sha("style")}; script-src ${sha("script")}; base-uri 'none'; form-action 'none'"`,
    );
  });
});

describe("size", () => {
  test("a million results make a page of the 2,000 worst, the rest counted, and few are held at once", () => {
    const keys = Array.from({ length: 1000 }, (_, index) => makeKey(`key-${index}`, index));
    const weak = makeRule("weak-key", "critical");
    const note = makeRule("noted", "note");
    let alive = 0;
    function* results(): Generator<Result> {
      for (const key of keys)
        for (let index = 0; index < 1000; index += 1) {
          alive += 1;
          yield makeResult(key, index === 999 ? weak : note, "fail");
        }
    }
    const run = makeRun(keys, results);
    alive = 0;
    let size = 0;
    let rows = 0;
    for (const piece of html(run, options)) {
      expect(piece.length).toBeLessThan(300_000);
      size += piece.length;
      if (piece.includes('data-kind="fail" data-system')) rows += 1;
    }
    expect(alive).toBe(1_000_000);
    expect(rows).toBe(2000);
    expect(size).toBeLessThan(3_000_000);
    const report = page(run);
    expect(/The 2,000 worst are shown; [^.]*/.exec(text(report))?.[0]).toBe(
      "The 2,000 worst are shown; 998,000 more rows are counted above and listed in the other reports",
    );
    expect(report.match(/data-severity="critical" data-kind="fail" data-system/g)).toHaveLength(1000);
  });
});

test("the stored run gives the stored page, which a person has read", async () => {
  const body = page(sampleRun())
    .replace(/<style>.*<\/style>/s, "<style>…</style>")
    .replace(/<script>.*<\/script>/s, "<script>…</script>")
    .replaceAll(/sha256-[\w+/=]+/g, "sha256-…");
  await expect(body).toMatchFileSnapshot(golden("sample.html"));
});
