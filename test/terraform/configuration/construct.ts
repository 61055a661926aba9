/** A construct: files by path, and of every resource of type `key` its address with its values; an unknown value is `?reason <reference>`. */
export interface Construct {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly varFiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** One file, one key `k` with one attribute `v`. */
export function value(title: string, text: string, expected: unknown): Construct {
  return { title, files: { "main.tf": text }, keys: { "key.k": { v: expected } } };
}

export const noDefault = "?var.x has no default, and no value is given for it <var.x>";
