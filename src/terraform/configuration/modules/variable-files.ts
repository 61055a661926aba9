import { basename } from "node:path";
import { evaluate } from "../evaluation/evaluate.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import type { Value } from "../evaluation/value.ts";
import type { Attribute, SyntaxProblem } from "../syntax/body.ts";
import { scanJsonFile } from "../syntax/json-file.ts";
import { scanFile } from "../syntax/scanner.ts";
import type { SourceText } from "../syntax/source-text.ts";
import type { Context } from "./context.ts";

/** One file of variable values. */
export interface VariableFile {
  readonly source: SourceText;
  readonly values: ReadonlyMap<string, Attribute>;
  readonly problem?: SyntaxProblem;
}

/** The files of a folder that Terraform reads by itself, in its order: terraform.tfvars, then its JSON, then *.auto.tfvars(.json) by name. */
export function automaticVariableFiles(paths: readonly string[]): string[] {
  const named = paths.map((path) => ({ path, name: basename(path) }));
  const automatic = named.filter(({ name }) => /\.auto\.tfvars(?:\.json)?$/.test(name));
  automatic.sort((a, b) => (a.name < b.name ? -1 : 1));
  const first = ["terraform.tfvars", "terraform.tfvars.json"].flatMap((wanted) =>
    named.filter(({ name }) => name === wanted),
  );
  return [...first, ...automatic].map(({ path }) => path);
}

export function scanVariableFile(source: SourceText): VariableFile {
  const { body, problem } = source.path.endsWith(".json") ? scanJsonFile(source, "values") : scanFile(source);
  const values = new Map(body.attributes.map((attribute) => [attribute.name, attribute]));
  return problem === undefined ? { source, values } : { source, values, problem };
}

/** The value of a variable of the root module: of several files the last one counts. */
export function inputsOf(
  variableFiles: readonly VariableFile[],
  context: Pick<Context, "files" | "libraries" | "sensitivity" | "touch">,
): (name: string) => Value | undefined {
  return (name) => {
    const file = variableFiles.findLast(({ values }) => values.has(name));
    const attribute = file?.values.get(name);
    if (attribute === undefined) return undefined;
    context.touch(attribute.source);
    const { files, libraries, sensitivity } = context;
    return evaluate(attribute.expression(), {
      source: attribute.source,
      files,
      libraries,
      sensitivity,
      lookup: noNames,
    });
  };
}

function noNames(): never {
  throw new EvaluationProblem("a file of variable values holds no references");
}
