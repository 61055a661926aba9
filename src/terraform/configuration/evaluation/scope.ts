import type { Libraries } from "../libraries.ts";
import { UnfinishedWork } from "./budget.ts";
import type { SourceText } from "../syntax/source-text.ts";
import { type Marks, type Sensitivity, unmarked } from "./sensitivity.ts";
import type { Value } from "./value.ts";

export { EvaluationProblem } from "./problem.ts";

/** Reads of files that an expression asks for: answered at once when read before, else noted to be read for the next pass. */
export interface FileAccess {
  /** The bytes of a file below the scan root, or why they can't be had. `path` is relative to the folder of the root module, or absolute. */
  read(path: string): Uint8Array | { readonly reason: string };
  /** Whether there is such a file below the scan root, or why that can't be told. */
  exists(path: string): boolean | { readonly reason: string };
  /** The files below a folder, as paths relative to it. */
  list(folder: string): readonly string[] | { readonly reason: string };
}

/** What the names in an expression mean. */
export interface Scope {
  /** The text that the expression stands in. */
  readonly source: SourceText;
  readonly files: FileAccess;
  readonly libraries: Libraries;
  readonly sensitivity: Sensitivity;
  /** Inside `try` or `can`, where an error has an outcome of its own. */
  readonly guarded?: boolean;
  /** Inside a template that a function renders: which functions may not be called there. */
  readonly template?: "file" | "string";
  /** The value of the first name of a traversal, or `undefined` when there is none of that name. */
  lookup(name: string): Value | undefined;
}

/** What newer versions of Terraform give where older ones tell an error: in `try` and `can` the two differ. */
export function sinceNewer<T>(scope: Scope, value: T): T {
  if (scope.guarded === true)
    throw new UnfinishedWork("older versions of Terraform tell an error where newer ones do not");
  return value;
}

/** A scope with some more names, and what of them is sensitive. */
export function withNames(
  scope: Scope,
  names: ReadonlyMap<string, Value>,
  marks: ReadonlyMap<string, Marks> = new Map(),
): Scope {
  return {
    ...scope,
    lookup: (name) => {
      const value = names.get(name);
      if (value === undefined) return scope.lookup(name);
      scope.sensitivity.note(marks.get(name) ?? unmarked);
      return value;
    },
  };
}
