import type { Libraries } from "../libraries.ts";
import type { SourceText, Span } from "../syntax/source-text.ts";
import { type Marks, type Sensitivity, unmarked } from "./sensitivity.ts";
import type { Value } from "./value.ts";

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
  /** The value of the first name of a traversal, or `undefined` when there is none of that name. */
  lookup(name: string): Value | undefined;
}

/** A scope with some more names, and what of them is sensitive. */
export function withNames(
  scope: Scope,
  names: ReadonlyMap<string, Value>,
  marks: ReadonlyMap<string, Marks> = new Map(),
): Scope {
  return {
    source: scope.source,
    files: scope.files,
    libraries: scope.libraries,
    sensitivity: scope.sensitivity,
    lookup: (name) => {
      const value = names.get(name);
      if (value === undefined) return scope.lookup(name);
      scope.sensitivity.note(marks.get(name) ?? unmarked);
      return value;
    },
  };
}

/** An expression that Terraform would refuse too. */
export class EvaluationProblem extends Error {
  override readonly name = "EvaluationProblem";
  /** Where, once the expression is known. */
  place: { readonly source: SourceText; readonly span: Span } | undefined;
}
