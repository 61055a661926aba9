import { createWriteStream } from "node:fs";
import { terraformVersion } from "../oracle/terraform.ts";
import { askConsole } from "./console.ts";
import { Generator } from "./generator.ts";
import { openEvaluator } from "./ours.ts";

/** Longer expressions tell little more, and fill the file. */
const longest = 400;

/**
 * Makes some expressions of a seed. Most errors are left out: of nested expressions nearly all would be one.
 * @param evaluator tells which expressions are errors; it is held against Terraform like all else, on those that stay
 */
export async function expressionsOf(seed: number, count: number): Promise<string[]> {
  const evaluate = await openEvaluator();
  const generator = new Generator(seed);
  const found = new Set<string>();
  let errors = 0;
  while (found.size < count) {
    const expression = generator.next();
    if (expression.length > longest || (evaluate(expression) === "error" && errors++ % 5 > 0)) continue;
    found.add(expression);
  }
  return [...found];
}

/** Records what the Terraform at hand makes of the expressions of a seed: a line of what it is, then one for each. */
export async function record(path: string, seed: number, count: number): Promise<void> {
  const version = terraformVersion();
  if (version === undefined) throw new Error("there is no terraform on the PATH to record from");
  const expressions = await expressionsOf(seed, count);
  const evaluate = await openEvaluator();
  const found = askConsole(expressions);
  const unknown = expressions.filter((expression) => evaluate(expression) === "unknown").length;
  const file = createWriteStream(path);
  file.write(`${JSON.stringify({ terraform: version, seed, expressions: count, unknownToKeylint: unknown })}\n`);
  for (const [at, expression] of expressions.entries()) {
    const theirs = found[at];
    // What Terraform does not know itself, or writes over several lines, is left out.
    if (theirs === undefined || theirs === "unknown") continue;
    file.write(`${JSON.stringify(theirs === "error" ? [expression] : [expression, theirs.json, theirs.type])}\n`);
  }
  await new Promise<void>((resolve) => file.end(resolve));
}
