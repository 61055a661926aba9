import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { terraformVersion } from "../oracle/terraform.ts";
import { askConsole, type Found } from "./console.ts";
import { openEvaluator } from "./ours.ts";
import { expressionsOf } from "./record.ts";

interface Difference {
  readonly expression: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** Holds our values against Terraform's: one that is not known to us is no difference, and is counted. */
async function compare(
  cases: readonly (readonly [expression: string, theirs: Found])[],
): Promise<{ readonly differences: readonly Difference[]; readonly unknown: number }> {
  const evaluate = await openEvaluator();
  const differences: Difference[] = [];
  let unknown = 0;
  for (const [expression, theirs] of cases) {
    const ours = evaluate(expression);
    if (ours === "unknown") unknown++;
    else if (theirs === "unknown") continue;
    else if (JSON.stringify(ours) !== JSON.stringify(theirs)) differences.push({ expression, ours, theirs });
  }
  return { differences, unknown };
}

test("values and types are those that Terraform was recorded with", async () => {
  const path = new URL("../../../fixtures/terraform/expressions.ndjson", import.meta.url);
  const [, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(5_000);
  const { differences, unknown } = await compare(
    lines.map((line) => {
      const [expression = "", json, type] = JSON.parse(line) as string[];
      return [expression, json === undefined || type === undefined ? "error" : { json, type }];
    }),
  );
  expect(differences).toEqual([]);
  expect(unknown / lines.length).toBeLessThan(0.03);
});

const version = terraformVersion();
const seed = Number(process.env["KEYLINT_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

if (version === undefined) console.warn("no terraform on PATH: fresh expressions are not compared with it");

test.skipIf(version === undefined)(
  `terraform console ${version ?? ""} agrees on the expressions of seed ${seed}`,
  async () => {
    const expressions = await expressionsOf(seed, 1_000);
    const found = askConsole(expressions);
    const { differences, unknown } = await compare(
      expressions.map((expression, at) => [expression, found[at] ?? "unknown"]),
    );
    expect({ seed, differences }).toEqual({ seed, differences: [] });
    expect(unknown / expressions.length).toBeLessThan(0.05);
  },
);
