import { basename } from "node:path";
import { evaluate } from "../evaluation/evaluate.ts";
import { EvaluationProblem, type FileAccess } from "../evaluation/scope.ts";
import type { Value } from "../evaluation/value.ts";
import { valueOfJson } from "../functions/json.ts";
import type { Attribute } from "../syntax/body.ts";
import type { SourceText } from "../syntax/source-text.ts";

/** One file of variable values. */
export type VariableFile =
  | { readonly kind: "native"; readonly attributes: readonly Attribute[] }
  | { readonly kind: "json"; readonly source: SourceText; readonly values: Readonly<Record<string, unknown>> };

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

/** The value of a variable of the root module: of several files the last one counts. */
export function inputsOf(
  variableFiles: readonly VariableFile[],
  files: FileAccess,
  touch: (source: SourceText) => void,
): (name: string) => Value | undefined {
  return (name) => {
    for (const file of variableFiles.toReversed()) {
      if (file.kind === "json") {
        if (!Object.hasOwn(file.values, name)) continue;
        touch(file.source);
        return valueOfJson(file.values[name]);
      }
      const attribute = file.attributes.find((candidate) => candidate.name === name);
      if (attribute === undefined) continue;
      touch(attribute.source);
      return evaluate(attribute.expression(), { source: attribute.source, files, lookup: noNames });
    }
    return undefined;
  };
}

function noNames(): never {
  throw new EvaluationProblem("a file of variable values holds no references");
}
