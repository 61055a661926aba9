import { unknown } from "../../../src/model/unknown.ts";
import { Budget, onBudget, UnfinishedWork } from "../../../src/terraform/configuration/evaluation/budget.ts";
import { evaluate } from "../../../src/terraform/configuration/evaluation/evaluate.ts";
import type { Scope } from "../../../src/terraform/configuration/evaluation/scope.ts";
import { Sensitivity } from "../../../src/terraform/configuration/evaluation/sensitivity.ts";
import type { Type } from "../../../src/terraform/configuration/evaluation/type.ts";
import { typeOf, unknownOf, unknownValue, type Value } from "../../../src/terraform/configuration/evaluation/value.ts";
import { Libraries } from "../../../src/terraform/configuration/libraries.ts";
import { parseExpression } from "../../../src/terraform/configuration/syntax/expression-parser.ts";
import { asJson, type Found, onOneLine, orNull } from "./console.ts";

/** Evaluates expressions that refer to nothing. */
export async function openEvaluator(): Promise<
  (expression: string) => Found & ({ readonly reason?: string } | string)
> {
  const libraries = new Libraries();
  libraries.get("regularExpressions");
  libraries.get("yaml");
  await libraries.load();
  const value = (text: string): Value => {
    const scope: Scope = {
      source: { path: "/x", uri: "x", text },
      files: { read: nothing, exists: nothing, list: nothing },
      libraries,
      sensitivity: new Sensitivity(),
      lookup: () => undefined,
    };
    try {
      return onBudget(new Budget(), () => evaluate(parseExpression(text, { start: 0, end: text.length }), scope));
    } catch (problem) {
      if (problem instanceof UnfinishedWork) return unknownValue(unknown(problem.message));
      throw problem;
    }
  };
  return (expression) => {
    const json = value(asJson(expression));
    if (unknownOf(json) !== undefined) return "unknown";
    if (json === "error") return "error";
    return { json: typeof json === "string" ? json : "", type: onOneLine(typeText(typeOf(value(orNull(expression))))) };
  };
}

function nothing(): { readonly reason: string } {
  return { reason: "there are no files here" };
}

/** A type as `terraform console` writes it, without blanks. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map": {
      const structural = type.of.kind === "object" || type.of.kind === "tuple";
      return `${type.kind}(${typeText(type.of)}${structural ? "," : ""})`;
    }
    case "tuple":
      return `tuple([${type.items.map((item) => `${typeText(item)},`).join("")}])`;
    case "object":
      return `object({${Array.from(type.attributes, ([name, part]) => `${name}: ${typeText(part)},`).join("")}})`;
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type.kind;
  }
}
