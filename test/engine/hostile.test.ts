import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readBaseline } from "../../src/engine/baseline.ts";
import { loadConfig } from "../../src/engine/config.ts";
import { readComment, readEntry } from "../../src/engine/exception.ts";
import { loadRules } from "../../src/engine/load.ts";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import { ConfigError, RuleError, UsageError } from "../../src/errors.ts";
import { comment } from "../kit/keys.ts";

const rule = `id: own-rule
title: Own rule
severity: low
applies: >-
  key.active && has(key.expires)
require: key.ageDays <= params.limit || key.secretIn.exists(x, x == "a")
message: "{key.ageDays} is more than {params.limit}"
at: [a, b]
params:
  limit: { type: number, default: 10 }
remediation: Do something.
`;

const config = `failOn: low
rules:
  key-age: { severity: high, params: { maxAgeDays: 30 } }
exceptions:
  - { rule: key-age, key: a, owner: b, reason: c, expires: 2027-01-01 }
`;

/** A text with stretches replaced by pieces that mean something, or nothing. */
function damaged(text: string): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(
      "",
      "{",
      "}",
      "[",
      ": ",
      "\n",
      "'",
      '"',
      "&a",
      "*a",
      "!!",
      "- ",
      "key.",
      "(",
      "||",
      "\t",
      "\u0000",
      "#",
    ),
    fc.string({ maxLength: 4, unit: "binary" }),
  );
  return fc
    .array(fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: 6 }), piece), { minLength: 1, maxLength: 4 })
    .map((edits) => edits.reduce((sum, [at, length, put]) => sum.slice(0, at) + put + sum.slice(at + length), text));
}

/** What went wrong beyond the errors that a person is meant to read. */
async function surprise(work: () => unknown, refusal: new (message: string) => Error): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof refusal ? undefined : error;
  }
}

test("any rule file is loaded or refused in words", async () => {
  const load = (text: string) =>
    loadRules({
      directories: ["own"],
      settings: defaultSettings,
      readFolder: async () => ["own-rule.yaml"],
      readFile: async () => text,
    });
  await fc.assert(
    fc.asyncProperty(damaged(rule), async (text) => {
      expect(await surprise(() => load(text), RuleError)).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});

test("any configuration is read or refused in words", async () => {
  const read = (text: string) => loadConfig("keylint.yaml", async () => text);
  await fc.assert(
    fc.asyncProperty(damaged(config), async (text) => {
      expect(await surprise(() => read(text), ConfigError)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test("any baseline is read or refused in words", async () => {
  const wrong = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .anything({ withNullPrototype: true })
      .map((results) => JSON.stringify({ version: "2.1.0", runs: [{ results }] })),
    fc.anything().map((result) =>
      JSON.stringify({
        version: "2.1.0",
        runs: [
          {
            tool: { driver: { name: "keylint" } },
            results: [result, { message: result, locations: result, properties: result }],
          },
        ],
      }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(wrong, async (text) => {
      expect(await surprise(() => readBaseline("old.sarif", text), UsageError)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test("any comment and any entry is an exception or malformed", () => {
  const text = damaged('keylint:ignore key-age owner=dora reason="moves in spring" expires=2026-12-31');
  fc.assert(
    fc.property(text, fc.anything(), (text, entry) => {
      const place = { uri: "keylint.yaml" };
      for (const read of [readComment(comment(text)), readEntry(entry, place)]) {
        const told = "problem" in read ? [read.problem] : [read.owner, read.reason, read.expires];
        expect(told).not.toContain("");
      }
    }),
    { numRuns: 1000 },
  );
});
