import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedRules } from "../../generated/rules.ts";
import { createLanguage } from "../../src/engine/expression.ts";
import { compileRule } from "../../src/engine/judge.ts";
import { completeRule, type RuleDocument } from "../../src/engine/rule-document.ts";
import type { Facts } from "../../src/facts/facts.ts";
import { factSchema } from "../../src/facts/schema.ts";
import type { FactDefinition, FactType } from "../../src/model/fact-type.ts";
import { unknown } from "../../src/model/unknown.ts";

/** Values of a fact, those that the rule itself mentions among them, unset and not known included. */
function valuesOf(type: FactType, texts: readonly string[], numbers: readonly number[]): fc.Arbitrary<unknown> {
  const text = fc.constantFrom("other", ...texts);
  const number = fc.constantFrom(0, 1, ...numbers.flatMap((value) => [value - 1, value, value + 1]));
  const known = {
    bool: fc.boolean(),
    string: text,
    int: number.map(Math.trunc),
    double: fc.oneof(number, fc.double({ min: -1000, max: 5000, noNaN: true })),
    "list<string>": fc.array(text, { maxLength: 2 }),
  }[type];
  return fc.oneof(
    { weight: 8, arbitrary: known as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(unknown("known only after apply")) },
  );
}

/** Facts of which those that the expressions name take any value. */
function factsFor(text: string): fc.Arbitrary<Facts> {
  const texts = [...text.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word);
  const numbers = [...text.matchAll(/\b\d+(?:\.\d+)?\b/g)].map(([word]) => Number(word));
  const groups = Object.entries(factSchema).map(([group, schema]) => {
    const facts = Object.entries<FactDefinition>(schema).map(([fact, { type }]) => [
      fact,
      text.includes(`${group}.${fact}`) ? valuesOf(type, texts, numbers) : fc.constant(undefined),
    ]);
    return [group, fc.record(Object.fromEntries(facts) as Record<string, fc.Arbitrary<unknown>>)];
  });
  return fc.record(
    Object.fromEntries(groups) as Record<string, fc.Arbitrary<unknown>>,
  ) as unknown as fc.Arbitrary<Facts>;
}

function compile(document: RuleDocument, slow: boolean) {
  const definition = completeRule(document);
  const values = Object.fromEntries(
    Object.entries(definition.params).map(([name, { default: value }]) => [name, value]),
  );
  const compiled = compileRule({ ...definition, from: "test", values }, createLanguage({ parameters: [], slow }));
  if (!("judge" in compiled)) throw new Error(compiled.map(({ error }) => error.message).join("\n"));
  return compiled;
}

describe.each(shippedRules)("$id", (document) => {
  test("comes to one verdict by closures and by the library, for any facts", () => {
    const [fast, library] = [compile(document, false), compile(document, true)];
    const text = `${document.applies ?? ""} ${document.require} ${JSON.stringify(document.params ?? {})}`;
    const kinds = new Set<string>();
    fc.assert(
      fc.property(factsFor(text), (facts) => {
        const verdict = fast.judge(facts);
        kinds.add(verdict.kind);
        expect(verdict).toEqual(library.judge(facts));
      }),
      { numRuns: 150 },
    );
    // Its fixtures show every kind; here it is enough that the facts make a difference.
    expect(kinds.size).toBeGreaterThan(1);
  });
});
