import { evaluate } from "../evaluation/evaluate.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { normalized } from "../evaluation/text.ts";
import type { Value } from "../evaluation/value.ts";
import { SyntaxProblem } from "../syntax/body.ts";
import type { Expression } from "../syntax/expression.ts";
import { parseExpression } from "../syntax/expression-parser.ts";
import type { Context } from "./context.ts";
import { attributeNamed } from "./module-source.ts";
import { simpleName } from "./type-constraint.ts";

/** Environment variables by name; Terraform reads `TF_VAR_name` for the variable `name` of the root module. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/**
 * The value that `TF_VAR_name` gives a variable that the root module declares (Terraform, "Environment Variables"). Its text is the value
 * where the variable has no type or a primitive one, else an expression.
 */
export function environmentValue(
  name: string,
  environment: EnvironmentVariables,
  { root, files, libraries, sensitivity }: Pick<Context, "root" | "files" | "libraries" | "sensitivity">,
): Value | undefined {
  const variable = `TF_VAR_${name}`;
  const text = environment[variable];
  const block = root.variables.get(name);
  if (text === undefined || block === undefined) return undefined;
  const type = attributeNamed(block, "type");
  if (type === undefined || isPrimitive(type.expression())) return normalized(text);
  const source = { path: variable, uri: variable, text };
  try {
    return evaluate(parseExpression(text, { start: 0, end: text.length }), {
      source,
      files,
      libraries,
      sensitivity,
      lookup: noNames,
    });
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem) && !(problem instanceof EvaluationProblem)) throw problem;
    // What the environment holds may be secret: it is not quoted.
    throw new EvaluationProblem(
      `the environment variable ${variable} holds no expression that the type of var.${name} asks for`,
    );
  }
}

function isPrimitive(type: Expression): boolean {
  return ["string", "number", "bool"].includes(simpleName(type) ?? "");
}

function noNames(): never {
  throw new EvaluationProblem("a value from the environment holds no references");
}
