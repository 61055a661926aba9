import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What Terraform makes of an expression: its value as JSON text and its type, or that it is an error or not known. */
export type Found = { readonly json: string; readonly type: string } | "error" | "unknown";

/** The expression with errors as a text of their own, and its value as one line of JSON. */
export function asJson(expression: string): string {
  return `try(jsonencode({v = ${expression}}), "error")`;
}

/** The expression where it has a value, else null. */
export function orNull(expression: string): string {
  return `try(${expression}, null)`;
}

/** Asks `terraform console` for many expressions at once; what one of them spoils is asked again in halves. */
export function askConsole(expressions: readonly string[]): Found[] {
  const folder = mkdtempSync(join(tmpdir(), "keylint-console-"));
  try {
    return [...asked(folder, expressions)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const batch = 120;

function* asked(folder: string, expressions: readonly string[]): Generator<Found> {
  if (expressions.length > batch) {
    for (let at = 0; at < expressions.length; at += batch) yield* asked(folder, expressions.slice(at, at + batch));
    return;
  }
  const found = together(folder, expressions);
  if (found !== undefined) yield* found;
  else if (expressions.length <= 1) yield* expressions.map((): Found => "unknown");
  else {
    const half = expressions.length >> 1;
    yield* asked(folder, expressions.slice(0, half));
    yield* asked(folder, expressions.slice(half));
  }
}

function together(folder: string, expressions: readonly string[]): Found[] | undefined {
  const values = output(folder, `jsonencode([${expressions.map(asJson).join(", ")}])`);
  let texts: string[];
  try {
    texts = JSON.parse(JSON.parse(values) as string) as string[];
  } catch {
    return undefined;
  }
  const types = splitTypes(output(folder, `type([${expressions.map(orNull).join(", ")}])`));
  if (types.length !== expressions.length) return undefined;
  return texts.map((json, at): Found => (json === "error" ? "error" : { json, type: types[at] ?? "" }));
}

function output(folder: string, input: string): string {
  const { stdout } = spawnSync("terraform", ["console"], {
    cwd: folder,
    input: `${input}\n`,
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  return stdout;
}

/** The text of a type without line ends and indentation; what of them stands in a name goes too. */
export function onOneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/^(?: {4})*/, ""))
    .join("");
}

/** The types in the text of a tuple's type, without blanks. */
function splitTypes(text: string): string[] {
  const inner = /^tuple\(\[(.*)\]\)$/.exec(onOneLine(text.trimEnd()))?.[1] ?? "";
  const types: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [at, character] of Array.from(inner).entries()) {
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (character === "," && depth === 0) {
      types.push(Array.from(inner).slice(start, at).join(""));
      start = at + 1;
    }
  }
  return types;
}
