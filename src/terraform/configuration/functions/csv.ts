import { spend } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { normalized } from "../evaluation/text.ts";
import { objectOf, stringType } from "../evaluation/type.ts";
import { list, object, type Value } from "../evaluation/value.ts";

/** The rows of a table with a heading, each an object of texts (RFC 4180 as Go's encoding/csv reads it). */
export function decodeCsv(text: string): Value {
  spend(text.length / 4, text.length * 2);
  const [heading, ...rows] = records(text);
  if (heading === undefined) throw new EvaluationProblem("the table has no heading");
  const names = heading.map(normalized);
  if (new Set(names).size < names.length) throw new EvaluationProblem("two columns have one name");
  if (rows.some((row) => row.length !== names.length))
    throw new EvaluationProblem("a row has not as many fields as the heading");
  return list(
    objectOf(new Map(names.map((name) => [name, stringType]))),
    rows.map((row) => object(names.map((name, at) => [name, normalized(row[at] ?? "")]))),
  );
}

/** Lines with their ends, which are a line feed alone. */
function linesOf(text: string): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.map((line) => line.replace(/\r\n$/, "\n").replace(/\r$/, ""));
}

function records(text: string): string[][] {
  const lines = linesOf(text);
  const found: string[][] = [];
  for (let at = 0; at < lines.length; ) {
    if (lines[at] === "\n") {
      at++;
      continue;
    }
    const fields: string[] = [];
    at = readRecord(lines, at, fields);
    found.push(fields);
  }
  return found;
}

/** Reads one record into its fields, and tells the line after it: a field in quotes may go over several lines. */
function readRecord(lines: readonly string[], start: number, fields: string[]): number {
  let at = start;
  let line = lines[at] ?? "";
  for (;;) {
    spend(1);
    if (!line.startsWith('"')) {
      const end = line.indexOf(",");
      const field = end === -1 ? line.replace(/\n$/, "") : line.slice(0, end);
      if (field.includes('"')) throw new EvaluationProblem("a quote stands inside a field that has none around it");
      fields.push(field);
      if (end === -1) return at + 1;
      line = line.slice(end + 1);
      continue;
    }
    line = line.slice(1);
    let field = "";
    for (;;) {
      const end = line.indexOf('"');
      if (end === -1) {
        field += line;
        const next = lines[++at];
        if (next === undefined) throw new EvaluationProblem("a field in quotes is not closed");
        line = next;
        continue;
      }
      field += line.slice(0, end);
      line = line.slice(end + 1);
      if (!line.startsWith('"')) break;
      field += '"';
      line = line.slice(1);
    }
    fields.push(field);
    if (line === "" || line === "\n") return at + 1;
    if (!line.startsWith(",")) throw new EvaluationProblem("there is text after a field in quotes");
    line = line.slice(1);
  }
}
