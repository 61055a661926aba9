import { describe, expect, test } from "vitest";
import { createLanguage } from "../../src/engine/expression.ts";
import { ExpressionError } from "../../src/engine/expression-limits.ts";
import { notKnown } from "../../src/engine/fact-view.ts";
import { compileMessage } from "../../src/engine/message.ts";
import { loadMatcher } from "../../src/engine/regular-expression.ts";
import type { Parameter } from "../../src/model/rule.ts";
import { unknown } from "../../src/model/unknown.ts";
import { makeFacts } from "./facts.ts";

const matcher = await loadMatcher();
const parameters: Record<string, Parameter> = {
  most: { type: "integer", default: 3 },
  share: { type: "number", default: 0.5 },
  names: { type: "array", default: ["a", "b"] },
  pattern: { type: "string", default: "^ocid1[.]" },
  strict: { type: "boolean", default: true },
};
const values = { most: 3, share: 0.5, names: ["a", "b"], pattern: "^ocid1[.]", strict: true };
const language = createLanguage({ parameters: [parameters], matcher });
const scope = language.scope(parameters, values);
language.show(
  makeFacts({
    key: {
      id: "ocid1.user.x",
      ownerKeyCount: 3,
      ageDays: 90.5,
      active: true,
      secretIn: ["private_key", "key_value"],
      account: unknown("later"),
    },
  }),
);

/** What the language definition of CEL says (github.com/google/cel-spec, doc/langdef.md), as far as rules may rely on it. */
describe("the rule language", () => {
  test.each<[string, unknown]>([
    // numbers: int and double are apart in arithmetic, and ordered across
    ["key.ownerKeyCount + 1", 4n],
    ["key.ownerKeyCount * 2 - 1", 5n],
    ["7 / 2", 3n],
    ["-7 / 2", -3n],
    ["-7 % 3", -1n],
    ["7.0 / 2.0", 3.5],
    ["key.ageDays > 90", true],
    ["key.ownerKeyCount < 3.5", true],
    ["key.ownerKeyCount >= params.most", true],
    ["double(key.ownerKeyCount) / 2.0", 1.5],
    ["int(key.ageDays)", 90n],
    ["params.share < 1.0", true],
    // texts
    ['key.id.startsWith("ocid1.")', true],
    ['key.id.endsWith("x") && key.id.contains("user")', true],
    ["size(key.id)", 12n],
    ['key.id + "!"', "ocid1.user.x!"],
    ['"a" < "b"', true],
    ["key.id.matchesRe(params.pattern)", true],
    ['key.id.matchesRe("tenancy")', false],
    ["string(key.ownerKeyCount)", "3"],
    // lists
    ['"key_value" in key.secretIn', true],
    ["size(key.secretIn)", 2n],
    ["key.secretIn[0]", "private_key"],
    ['key.secretIn.exists(x, x.startsWith("key"))', true],
    ['key.secretIn.all(x, x.contains("_key"))', false],
    ['key.secretIn.exists_one(x, x == "key_value")', true],
    ['key.secretIn.filter(x, x != "key_value")', ["private_key"]],
    ["key.secretIn.map(x, size(x))", [11n, 9n]],
    ['key.secretIn.filter(x, x != "").map(x, size(x)).filter(n, n > 9).exists(n, n == 11)', true],
    ['key.secretIn == ["private_key", "key_value"]', true],
    ['key.ownerKeyCount in [1, 3, 5] && "a" in params.names', true],
    // logic
    ["params.strict ? 1 : 2", 1n],
    ["key.active == params.strict && !false", true],
    ["cel.bind(x, key.ownerKeyCount * 2, x * x)", 36n],
    // what can't be computed is not known
    ["1 / (key.ownerKeyCount - 3)", notKnown],
    ["key.secretIn[7]", notKnown],
    ["9223372036854775807 + key.ownerKeyCount", notKnown],
    ["key.account", notKnown],
    ['key.account + "!"', notKnown],
  ])("%s", (text, expected) => {
    expect(scope.compile(text).evaluate()).toEqual(expected);
  });

  test.each([
    ["key.ownerName_"],
    ["key.active + 1"],
    ["key.ownerKeyCount + 1.5"],
    ["key.id == 3"],
    ["[1, key.id]"],
    ["key.active && 1"],
    ["key.constructor"],
    ["params.__proto__"],
    ["key.id.constructor"],
    ["globalThis"],
    ["now()"],
  ])("refuses %s", (text) => {
    expect(() => scope.compile(text)).toThrow(ExpressionError);
  });

  test("runs hostile patterns in linear time", () => {
    const text = `"${"a".repeat(3000)}!".matchesRe("^(a+)+$")`;
    expect(scope.compile(text).evaluate()).toBe(false);
  });
});

describe("a message", () => {
  test.each([
    ["{key.ownerKeyCount} of {params.most}", "3 of 3"],
    ["{key.ageDays} days", "90.5 days"],
    ["{key.ageDays / 7.0} weeks", "12.92 weeks"],
    ["{2.999} and {-2.999} and {3.0}", "2.99 and -2.99 and 3"],
    ["in {key.secretIn}", "in private_key, key_value"],
    ["{key.account}, {key.fingerprint}", "(not known), (not known)"],
    ['{key.active ? "yes}" : "no{"}', "yes}"],
    ["{{literal}} {size({1: 2})}", "{literal} 1"],
  ])("%s", (text, expected) => {
    expect(compileMessage(text, scope)()).toBe(expected);
  });

  test.each([["{key.account} and {key.domain_}"], ["a { b"], ["a } b"], ["{}"]])("%s is refused", (text) => {
    expect(() => compileMessage(text, scope)).toThrow(ExpressionError);
  });
});
