import { setFlagsFromString } from "node:v8";
import { characterEnds } from "../evaluation/characters.ts";
import { offsetOfLine, type SourceText } from "./source-text.ts";

/** What the HCL parser of Terraform's own library says against a file. */
export interface SyntaxErrorPlace {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Asks whether a file is HCL; resolves to the first errors, none when it is. */
export type SyntaxGate = (source: SourceText) => Promise<readonly SyntaxErrorPlace[]>;

/** A file of many errors does not need them all told. */
const most = 3;
const errorStart = /(?=file:\d+,\d+-(?:\d+,)?\d+: )/;
const errorPattern = /^file:(\d+),(\d+)-(?:(\d+),)?(\d+): ([^;]+); ([\s\S]*)$/;

/** The gate that hcl2json keeps: Terraform's own HCL library, compiled to WebAssembly and loaded when first needed. */
export async function openSyntaxGate(): Promise<SyntaxGate> {
  // The optimizing compiler delays the first parse and the end of the process by more than it saves.
  setFlagsFromString("--liftoff-only");
  const { parse } = await import("@cdktf/hcl2json");
  return async (source) => {
    try {
      await parse("file", source.text);
      return [];
    } catch (error) {
      return parseErrors(source, error instanceof Error ? error.message : String(error));
    }
  };
}

/** Reads `parse config: [file:2,11-3,1: Summary; Detail. ...]`; its lines and columns count from 1, columns in characters. */
export function parseErrors(source: SourceText, message: string): readonly SyntaxErrorPlace[] {
  const places: SyntaxErrorPlace[] = [];
  for (const part of message.slice(0, 10_000).split(errorStart)) {
    const match = errorPattern.exec(part);
    if (match === null) continue;
    const [, line, column, endLine, endColumn, summary, detail] = match;
    const start = offsetAt(source, Number(line), Number(column));
    const end = offsetAt(source, Number(endLine ?? line), Number(endColumn));
    const clause = (detail ?? "")
      .replaceAll(/file:(\d+),[\d,-]+/g, "line $1")
      .replace(/[\s.\]]*$/, "")
      .replaceAll(/\s+/g, " ");
    places.push({ message: `${summary}: ${clause}`, start, end: Math.max(start, end) });
    if (places.length === most) break;
  }
  return places.length > 0 ? places : [{ message: "this is not HCL", start: 0, end: 0 }];
}

function offsetAt(source: SourceText, line: number, column: number): number {
  const start = offsetOfLine(source, line);
  const rest = source.text.slice(start, offsetOfLine(source, line + 1));
  let before = 1;
  let offset = 0;
  for (const end of characterEnds(rest)) {
    if (before++ >= column) break;
    offset = end;
  }
  return start + offset;
}
