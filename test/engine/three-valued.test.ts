import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compileRule } from "../../src/engine/judge.ts";
import { createLanguage } from "../../src/engine/expression.ts";
import { completeRule } from "../../src/engine/rule-document.ts";
import { unknown } from "../../src/model/unknown.ts";
import { makeFacts } from "./facts.ts";

/** Facts of one key, as the test chooses them: a value, `undefined` for unset, `null` for not known. */
interface Chosen {
  readonly active: boolean | undefined | null;
  readonly live: boolean | undefined | null;
  readonly ownerKeyCount: number | undefined | null;
  readonly ageDays: number | undefined | null;
  readonly expires: string | undefined | null;
  readonly secretIn: readonly string[] | undefined | null;
}

/** An expression and what Kleene's strong logic says of it: `null` is not known. */
interface Tree {
  readonly text: string;
  readonly value: (facts: Chosen) => boolean | null;
}

const not = (a: boolean | null) => (a === null ? null : !a);
const and = (a: boolean | null, b: boolean | null) => (a === false || b === false ? false : a === null ? null : b);
const or = (a: boolean | null, b: boolean | null) => not(and(not(a), not(b)));

const leaves = fc.oneof(
  fc.constant<Tree>({ text: "true", value: () => true }),
  fc.constant<Tree>({ text: "key.active", value: ({ active }) => active ?? null }),
  fc.constant<Tree>({ text: "key.live", value: ({ live }) => live ?? null }),
  fc.constant<Tree>({
    text: "has(key.expires)",
    value: ({ expires }) => (expires === null ? null : expires !== undefined),
  }),
  fc.constant<Tree>({
    text: "has(key.ownerKeyCount)",
    value: ({ ownerKeyCount }) => (ownerKeyCount === null ? null : ownerKeyCount !== undefined),
  }),
  fc.integer({ min: 0, max: 5 }).map<Tree>((limit) => ({
    text: `key.ownerKeyCount <= ${limit}`,
    value: ({ ownerKeyCount }) => (ownerKeyCount == null ? null : ownerKeyCount <= limit),
  })),
  fc.integer({ min: 0, max: 5 }).map<Tree>((limit) => ({
    text: `key.ageDays < ${limit}.5`,
    value: ({ ageDays }) => (ageDays == null ? null : ageDays < limit + 0.5),
  })),
  fc.constantFrom("<", "<=", ">", ">=", "==", "!=").map<Tree>((op) => ({
    text: `key.expires ${op} "2026-01-01T00:00:00Z"`,
    value: ({ expires }) => (expires == null ? null : ["<=", ">=", "=="].includes(op)),
  })),
  fc.constantFrom(">", ">=", "==", "!=").map<Tree>((op) => ({
    text: `key.ownerKeyCount ${op} key.ownerActiveKeyCount`,
    value: ({ ownerKeyCount: count }) => (count == null ? null : [">=", "=="].includes(op)),
  })),
  fc.constant<Tree>({
    text: "key.ownerKeyCount in [1, 3, 5]",
    value: ({ ownerKeyCount }) => (ownerKeyCount == null ? null : ownerKeyCount % 2 === 1),
  }),
  fc.constant<Tree>({
    text: 'key.expires in ["2026-01-01T00:00:00Z", ""]',
    value: ({ expires }) => (expires == null ? null : true),
  }),
  fc.constant<Tree>({
    text: '"a" in key.secretIn',
    value: ({ secretIn }) => secretIn?.includes("a") ?? null,
  }),
);

function combine(part: fc.Arbitrary<Tree>): fc.Arbitrary<Tree>[] {
  return [
    part.map<Tree>((a) => ({ text: `!(${a.text})`, value: (facts) => not(a.value(facts)) })),
    fc.tuple(part, part).map<Tree>(([a, b]) => ({
      text: `(${a.text} && ${b.text})`,
      value: (facts) => and(a.value(facts), b.value(facts)),
    })),
    fc.tuple(part, part).map<Tree>(([a, b]) => ({
      text: `(${a.text} || ${b.text})`,
      value: (facts) => or(a.value(facts), b.value(facts)),
    })),
    fc.tuple(part, part).map<Tree>(([a, b]) => ({
      text: `((${a.text}) == (${b.text}))`,
      value: (facts) => {
        const [left, right] = [a.value(facts), b.value(facts)];
        return left === null || right === null ? null : left === right;
      },
    })),
    fc.tuple(part, part, part).map<Tree>(([a, b, c]) => ({
      text: `(${a.text} ? ${b.text} : ${c.text})`,
      value: (facts) => {
        const condition = a.value(facts);
        return condition === null ? null : condition ? b.value(facts) : c.value(facts);
      },
    })),
  ];
}

/** Quantifiers fold their bodies with `||` and `&&`. */
function quantify(part: fc.Arbitrary<Tree>): fc.Arbitrary<Tree>[] {
  const fold = (
    { secretIn }: Chosen,
    start: boolean,
    join: (sum: boolean | null, x: string) => boolean | null,
  ): boolean | null => (secretIn == null ? null : secretIn.reduce<boolean | null>(join, start));
  return [
    part.map<Tree>((a) => ({
      text: `key.secretIn.exists(x, x == "a" && ${a.text})`,
      value: (facts) => fold(facts, false, (sum, x) => or(sum, and(x === "a", a.value(facts)))),
    })),
    part.map<Tree>((a) => ({
      text: `key.secretIn.all(x, x == "a" || ${a.text})`,
      value: (facts) => fold(facts, true, (sum, x) => and(sum, or(x === "a", a.value(facts)))),
    })),
  ];
}

const { plain } = fc.letrec<{ plain: Tree }>((tie) => ({
  plain: fc.oneof({ maxDepth: 3 }, leaves, ...combine(tie("plain"))),
}));
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, plain, ...combine(tie("tree")), ...quantify(plain)),
}));

const orNothing = <T>(values: fc.Arbitrary<T>) => fc.oneof(values, fc.constantFrom(undefined, null));
const chosenFacts: fc.Arbitrary<Chosen> = fc.record({
  active: orNothing(fc.boolean()),
  live: orNothing(fc.boolean()),
  ownerKeyCount: orNothing(fc.integer({ min: 0, max: 5 })),
  ageDays: orNothing(fc.double({ min: 0, max: 5, noNaN: true })),
  expires: orNothing(fc.constant("2026-01-01T00:00:00Z")),
  secretIn: orNothing(fc.array(fc.constantFrom("a", "b"), { maxLength: 3 })),
});

const soon = unknown("known only after apply");
const factsOf = (chosen: Chosen) =>
  makeFacts({
    key: Object.fromEntries(
      Object.entries({ ...chosen, ownerActiveKeyCount: chosen.ownerKeyCount }).map(([name, value]) => [
        name,
        value ?? (value === null ? soon : undefined),
      ]),
    ),
  });

const shared = createLanguage({ parameters: [] });

function compile(require: string, language = shared) {
  const document = { id: "x", title: "x", severity: "low", require, message: "no", remediation: "" } as const;
  const rule = { ...completeRule(document), from: "test", values: {} };
  const compiled = compileRule(rule, language);
  if (!("judge" in compiled)) throw new Error(compiled.map(({ error }) => error.message).join("\n"));
  return compiled;
}

test("every expression is judged as Kleene's strong logic has it, whatever is unset or not known", () => {
  const kinds = { pass: 0, fail: 0, open: 0 };
  fc.assert(
    fc.property(tree, fc.array(chosenFacts, { minLength: 1, maxLength: 5 }), ({ text, value }, keys) => {
      const rule = compile(text);
      for (const chosen of keys) {
        const expected = ({ true: "pass", false: "fail", null: "open" } as const)[`${value(chosen)}`];
        kinds[expected] += 1;
        const verdict = rule.judge(factsOf(chosen));
        expect([text, verdict.kind]).toEqual([text, expected]);
        expect(verdict.reasons.length > 0).toBe(expected === "open");
      }
    }),
    { numRuns: 1000 },
  );
  // Each outcome was really met, many times.
  expect(Math.min(...Object.values(kinds))).toBeGreaterThan(100);
});

test("the fast way judges as the library does, and gives the same reasons", () => {
  const slow = createLanguage({ parameters: [], slow: true });
  fc.assert(
    fc.property(tree, fc.array(chosenFacts, { minLength: 1, maxLength: 5 }), ({ text }, keys) => {
      const [fast, library] = [compile(text), compile(text, slow)];
      for (const chosen of keys)
        expect([text, fast.judge(factsOf(chosen))]).toEqual([text, library.judge(factsOf(chosen))]);
    }),
    { numRuns: 500 },
  );
});

test("a verdict does not depend on what was judged before", () => {
  fc.assert(
    fc.property(tree, chosenFacts, chosenFacts, ({ text }, first, second) => {
      const used = compile(text);
      used.judge(factsOf(first));
      expect(used.judge(factsOf(second))).toEqual(
        compile(text, createLanguage({ parameters: [] })).judge(factsOf(second)),
      );
    }),
    { numRuns: 100 },
  );
});
