import { unknown } from "../../../model/unknown.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import type { Value } from "../evaluation/value.ts";
import { type FunctionTable, spreading, text } from "./function.ts";
import { valueOfJson } from "./json.ts";

/** The rows of a table with a heading (RFC 4180), each an object of texts. */
function parseTable(given: string): Value {
  const rows: string[][] = [[]];
  for (const [match, quoted, plain, end] of given.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (match === "" && rows.at(-1)?.length === 0) continue;
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  const [heading = [], ...body] = rows.filter((row) => row.length > 0 && !(row.length === 1 && row[0] === ""));
  if (body.some((row) => row.length !== heading.length))
    throw new EvaluationProblem("a row has not as many fields as the heading");
  return body.map((row) => new Map(heading.map((name, at) => [name, row[at] ?? ""])));
}

export const documentFunctions: FunctionTable = {
  yamldecode: spreading([1, 1], ([given], scope) => {
    const parse = scope.libraries.get("yaml");
    if (parse === undefined) return unknown("it needs YAML");
    try {
      return valueOfJson(parse(text(given)));
    } catch {
      throw new EvaluationProblem("the text is not YAML");
    }
  }),
  csvdecode: spreading([1, 1], ([given]) => parseTable(text(given))),
  textencodebase64: spreading([2, 2], ([given, encoding]) => {
    const name = text(encoding).toLowerCase();
    if (name === "utf-8") return Buffer.from(text(given)).toString("base64");
    return name === "utf-16le"
      ? Buffer.from(text(given), "utf16le").toString("base64")
      : unknown(`keylint does not know the encoding ${text(encoding)}`);
  }),
  textdecodebase64: spreading([2, 2], ([given, encoding]) => {
    const name = text(encoding).toLowerCase();
    const bytes = Buffer.from(text(given), "base64");
    if (name === "utf-8") return bytes.toString();
    return name === "utf-16le"
      ? bytes.toString("utf16le")
      : unknown(`keylint does not know the encoding ${text(encoding)}`);
  }),
};
