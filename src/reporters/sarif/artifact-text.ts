import { createHash } from "node:crypto";
import type { Region } from "../../model/location.ts";
import { type Quote, redactor } from "../../secrecy/snippet.ts";
import { systems } from "../../systems/registry.ts";
import { lineHashes } from "./line-hash.ts";

/** What SARIF tells of a file beyond its path. Everything is worked out when it is first asked for. */
export interface ArtifactText {
  /** Lower hex, of the text as UTF-8. */
  readonly sha256: string;
  /** Without an empty last one. */
  readonly lineCount: number;
  /** `primaryLocationLineHash` of a line counted from 1; `undefined` for a line that the file does not have. */
  lineHash(line: number): string | undefined;
  /** The text of a region without secrets; `undefined` when it is too long to show. */
  snippet(region: Region): string | undefined;
  /** A region of whole lines around another one, two on each side, and its text; `undefined` when it is too long or no larger. */
  context(region: Region): { readonly region: Region; readonly snippet: string } | undefined;
}

/** Longer snippets are left out: minified documents, whole modules. */
const longestSnippet = 2000;
const contextLines = 2;

const redact = redactor(systems.flatMap(({ publicIds }) => publicIds ?? []));

/** Reads source texts and keeps the latest: results come file by file. */
export function artifactTexts(
  readText: (uri: string) => string | undefined,
): (uri: string) => ArtifactText | undefined {
  let latest: { readonly uri: string; readonly source: ArtifactText | undefined } | undefined;
  return (uri) => {
    if (latest?.uri !== uri) {
      const text = readText(uri);
      latest = { uri, source: text === undefined ? undefined : artifactText(text) };
    }
    return latest.source;
  };
}

function artifactText(text: string): ArtifactText {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  const offset = (line: number, column: number) => (starts[line - 1] ?? text.length) + column - 1;
  let hashes: string[] | undefined;
  let quote: Quote | undefined;
  const between = (start: number, end: number) => {
    if (end < start || end > text.length || end - start > longestSnippet) return undefined;
    quote ??= redact(text);
    return quote(start, end);
  };
  return {
    get sha256() {
      return createHash("sha256").update(text).digest("hex");
    },
    lineCount: starts.at(-1) === text.length ? starts.length - 1 : starts.length,
    lineHash(line) {
      hashes ??= lineHashes(text);
      return hashes[line - 1];
    },
    snippet: (region) =>
      between(offset(region.startLine, region.startColumn), offset(region.endLine, region.endColumn)),
    context(region) {
      const startLine = Math.max(1, region.startLine - contextLines);
      const endLine = Math.min(region.endLine + contextLines, starts.length);
      const start = offset(startLine, 1);
      const end = endLine === starts.length ? text.length : offset(endLine + 1, 1) - 1;
      const larger =
        start < offset(region.startLine, region.startColumn) || end > offset(region.endLine, region.endColumn);
      const snippet = larger ? between(start, end) : undefined;
      if (snippet === undefined) return undefined;
      const endColumn = end - offset(endLine, 1) + 1;
      return { region: { startLine, startColumn: 1, endLine, endColumn }, snippet };
    },
  };
}
