import { describe, expect, test } from "vitest";
import { loadRules } from "../../src/engine/load.ts";
import { defaultSettings, type RuleSettings } from "../../src/engine/rule-settings.ts";
import { ConfigError, RuleError } from "../../src/errors.ts";
import { unknown } from "../../src/model/unknown.ts";
import { makeFacts } from "./facts.ts";

const valid = `id: own-rule
title: Own rule
severity: low
require: key.ageDays <= params.limit
message: "{key.ageDays} is more than {params.limit}"
params:
  limit: { type: number, default: 10 }
remediation: Do something.
`;

function load(files: Record<string, string>, rules: RuleSettings["rules"] = {}) {
  const paths = Object.fromEntries(Object.entries(files).map(([name, text]) => [`own/${name}`, text]));
  return loadRules({
    directories: Object.keys(files).length > 0 ? ["own/"] : [],
    settings: { ...defaultSettings, rules },
    readFolder: async () => Object.keys(files),
    readFile: async (path) => paths[path] ?? Promise.reject(new Error(`no ${path}`)),
  });
}

async function refusal(files: Record<string, string>, rules: RuleSettings["rules"] = {}): Promise<string> {
  const error: unknown = await load(files, rules).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof RuleError || error instanceof ConfigError)) throw error ?? new Error("nothing was refused");
  return error.message;
}

describe("the shipped rules", () => {
  test("load and judge without any user's file", async () => {
    const rules = await load({});
    const age = rules.find(({ rule }) => rule.id === "key-age");
    expect(age?.rule.from).toBe("shipped");
    const judge = (ageDays: number) =>
      age?.judge(makeFacts({ key: { active: true, ageDays, age: "91 days", created: "2026-08-02T00:00:00Z" } }));
    expect(judge(90)).toMatchObject({ kind: "pass" });
    expect(judge(90.000001)).toEqual({
      kind: "fail",
      message: "the key is 91 days old, the limit is 90 days (created 2026-08-02T00:00:00Z)",
      reasons: [],
    });
  });

  test("take their parameters, severity and absence from the settings", async () => {
    const settings = { "key-age": { severity: "critical", params: { maxAgeDays: 30 } } } as const;
    const age = (await load({}, settings)).find(({ rule }) => rule.id === "key-age");
    expect(age?.rule).toMatchObject({ severity: "critical", securitySeverity: 9.5, values: { maxAgeDays: 30 } });
    expect(age?.judge(makeFacts({ key: { active: true, ageDays: 31 } })).kind).toBe("fail");
    const without = await load({}, { "key-age": { enabled: false } });
    expect(without.map(({ rule }) => rule.id)).not.toContain("key-age");
  });
});

describe("a user's rule", () => {
  test("is loaded beside the shipped ones, with the defaults of what it leaves out", async () => {
    const own = (await load({ "own-rule.yaml": valid, "README.md": "no rule" })).find((r) => r.rule.id === "own-rule");
    expect(own?.rule).toMatchObject({
      from: "own/own-rule.yaml",
      subject: "key",
      applies: "true",
      securitySeverity: 2.5,
    });
    expect(own?.judge(makeFacts({ key: { ageDays: 10.129 } })).message).toBe("10.12 is more than 10");
  });

  test("with a misspelt fact is refused with file, line, column and carets", async () => {
    expect(await refusal({ "own-rule.yaml": valid.replace("key.ageDays <=", "key.ageDay  <=") })).toBe(
      [
        "own/own-rule.yaml:4:10: unknown fact `key.ageDay`; did you mean `key.ageDays`?",
        "    require: key.ageDay  <= params.limit",
        "             ^^^^^^^^^^",
      ].join("\n"),
    );
  });

  test.each([
    ["has(key.expire)", "unknown fact `key.expire`; did you mean `key.expires`?"],
    ["key.secretIn.exists(x, x == key.idd)", "unknown fact `key.idd`; did you mean `key.id`?"],
    ["keys.active", "unknown name `keys`; did you mean `key`?"],
    ["key.ageDays <= params.limits", "unknown parameter `params.limits`; did you mean `params.limit`?"],
    ["has(params.limit)", "a parameter is always set"],
    ["key.ageDays", "must be true or false, but is of type double"],
    ["key.ageDays == 90", "no such overload: double == int; a fact with a fraction"],
    ['key.id.matches("(a+)+$")', "use `matchesRe()`"],
    ['key.id.matchesRe("(a")', "not a regular expression"],
    ["key.id.matchesRe(key.purpose)", "must be a text or a parameter"],
    ["key.active &&", "Unexpected token: EOF"],
    ["key == key", "name one fact: `key.FACT`"],
    ['key["active"] == true', "name one fact: `key.FACT`"],
    [Array.from({ length: 300 }, () => "key.active").join(" && "), "maxAstNodes"],
    ["[1].exists(a, [1].exists(b, [1].exists(c, a == b && b == c)))", "nested more than 2 deep"],
  ])("that requires %s is refused", async (require, message) => {
    const file = valid.replace("key.ageDays <= params.limit", `'${require}'`);
    expect(await refusal({ "own-rule.yaml": file })).toContain(message);
  });

  test("is refused under the right word in a folded block, and in a message", async () => {
    const folded = valid
      .replace("key.ageDays <= params.limit", ">-\n  key.active &&\n  key.agDays <= 1.0")
      .replace("{params.limit}", "{params.limt}");
    expect(await refusal({ "own-rule.yaml": folded })).toBe(
      [
        "own/own-rule.yaml:6:3: unknown fact `key.agDays`; did you mean `key.ageDays`?",
        "      key.agDays <= 1.0",
        "      ^^^^^^^^^^",
        "own/own-rule.yaml:7:39: unknown parameter `params.limt`; did you mean `params.limit`?",
        '    message: "{key.ageDays} is more than {params.limt}"',
        `${" ".repeat(42)}^^^^^^^^^^^`,
      ].join("\n"),
    );
  });

  test.each(["constructor", "toString", "valueOf"])("can't have a parameter named %s", async (name) => {
    const file = valid.replaceAll("limit", name);
    expect(await refusal({ "own-rule.yaml": file })).toContain(`own/own-rule.yaml:7:3: \`${name}\` can't be the name`);
  });

  test("that fits neither form of a field is told so once", async () => {
    expect(await refusal({ "own-rule.yaml": `${valid}at: 7\n` })).toBe(
      [
        "own/own-rule.yaml:9:5: `at` does not fit: the attribute to point at, or a list that is tried in order",
        "    at: 7",
        "        ^",
      ].join("\n"),
    );
  });

  test("and everything else that is wrong is told at once", async () => {
    const message = await refusal({
      "own-rule.yaml": valid.replace("title:", "titel:").replace("severity: low", "severity: bad"),
      "other.yaml": valid,
      "syntax.yaml": "id: [\n",
      "key-age.yaml": valid.replace("own-rule", "key-age").replace("default: 10", "default: ten"),
    });
    expect(message.split("\n").filter((line) => line.startsWith("own/"))).toEqual([
      expect.stringContaining("own/key-age.yaml:7:35: `limit` must be a number"),
      expect.stringContaining("own/other.yaml:1:5: the id must be the file's name, `other`"),
      expect.stringContaining("own/own-rule.yaml:1:1: `title` is missing"),
      expect.stringContaining("own/own-rule.yaml:2:1: unknown field `titel`; did you mean `title`?"),
      expect.stringContaining("own/own-rule.yaml:3:11: `severity` must be one of critical, high"),
      expect.stringContaining("own/syntax.yaml:2:1: "),
      expect.stringContaining("own/key-age.yaml:1:5: `key-age` is already the id of a rule of keylint's own"),
    ]);
  });
});

describe("a folder of rules", () => {
  const options = {
    settings: defaultSettings,
    readFolder: async (path: string) =>
      path === "own" ? ["own-rule.yaml"] : Promise.reject(new Error("no such folder")),
    readFile: async (path: string) =>
      path === "own/own-rule.yaml" ? valid : Promise.reject(new Error("no such file")),
  };

  test("is read once, however it is spelt", async () => {
    const rules = await loadRules({ ...options, directories: ["own", "./own", "own/"] });
    expect(rules.filter(({ rule }) => rule.from !== "shipped")).toHaveLength(1);
  });

  test("that can't be read is told, beside everything else", async () => {
    const unreadable = { ...options, readFile: () => Promise.reject(new Error("no permission")) };
    await expect(loadRules({ ...unreadable, directories: ["gone", "own"] })).rejects.toThrow(
      "gone: the folder of rules can't be read: no such folder\nown/own-rule.yaml: can't be read: no permission",
    );
  });
});

test("settings that fit no rule are refused, all at once", async () => {
  const message = await refusal({}, { "key-agee": {}, "key-age": { params: { maxAgeDays: 0, maxAge: 3 } } });
  expect(message.split("\n")).toEqual([
    "/key-agee: there is no rule `key-agee`; did you mean `key-age`?",
    "/key-age/params/maxAgeDays: `maxAgeDays` must be at least 1",
    "/key-age/params/maxAge: `key-age` has no parameter `maxAge`; did you mean `maxAgeDays`?",
  ]);
});

describe("what is not known", () => {
  const soon = unknown("known only after apply");
  const judge = async (require: string, key: object) => {
    const file = valid.replace("key.ageDays <= params.limit", `'${require}'`);
    const own = (await load({ "own-rule.yaml": file })).find(({ rule }) => rule.id === "own-rule");
    return own?.judge(makeFacts({ key }));
  };

  test("is open with each reason once", async () => {
    expect(await judge("key.ageDays < 1.0 && key.ageDays < key.daysToExpiry || key.live", { ageDays: soon })).toEqual({
      kind: "open",
      message: "cannot be judged: key.ageDays (known only after apply); key.live (not set)",
      reasons: ["key.ageDays (known only after apply)", "key.live (not set)"],
    });
  });

  test.each([
    ["key.active || key.ageDays < 1.0", { active: true, ageDays: soon }, "pass"],
    ["key.ageDays < 1.0 || key.active", { active: true, ageDays: soon }, "pass"],
    ["key.ageDays < 1.0 && key.active", { active: false, ageDays: soon }, "fail"],
    ["key.ageDays < 1.0 && key.active", { active: true, ageDays: soon }, "open"],
    ["!(key.ageDays < 1.0)", { ageDays: soon }, "open"],
    ["has(key.expires)", {}, "fail"],
    ["!has(key.expires) || key.active", {}, "pass"],
    ["has(key.expires)", { expires: soon }, "open"],
    ["has(key.expires)", { expires: "2026-01-01T00:00:00Z" }, "pass"],
    ["key.secretIn.all(x, x == key.id)", { secretIn: ["a"], id: soon }, "open"],
    ['key.secretIn.exists(x, x == key.id || x == "a")', { secretIn: ["a"], id: soon }, "pass"],
    ["1 / key.ownerKeyCount == 1", { ownerKeyCount: 0 }, "open"],
  ])("%s of %j is %s", async (require, key, kind) => {
    expect((await judge(require, key))?.kind).toBe(kind);
  });

  test.each([
    ["key.ownerKeyCount <= 3 && key.ownerKeyCount + 1 == 4", { ownerKeyCount: 3 }],
    ["key.ownerKeyCount in [1, 3]", { ownerKeyCount: 3 }],
    ["key.ageDays == 3.0 && key.ageDays < 4", { ageDays: 3 }],
    ["double(key.ownerKeyCount) < params.limit", { ownerKeyCount: 3 }],
    ['"b" in key.secretIn && size(key.secretIn) == 2', { secretIn: ["a", "b"] }],
    ['key.id.matchesRe("^ocid1[.]user")', { id: "ocid1.user.x" }],
  ])("whole numbers, fractions and lists: %s", async (require, key) => {
    expect((await judge(require, key))?.kind).toBe("pass");
  });
});
