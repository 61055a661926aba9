import { absentResults, baselineStateOf, readBaseline } from "../engine/baseline.ts";
import { UsageError } from "../errors.ts";
import type { BaselineState, ExceptionResult, Result } from "../model/result.ts";
import type { AbsentResult } from "../model/run.ts";

/** An earlier run, and what this one has seen of it. */
interface OpenBaseline {
  /** Undefined without a baseline, and for what is no failure. */
  baselineStateOf(result: Result): BaselineState | undefined;
  /** The results about exceptions, with their states. */
  mark(results: readonly ExceptionResult[]): readonly ExceptionResult[];
  /** What the earlier run had and this one, judged to its end, does not. */
  absent(): readonly AbsentResult[];
}

const without: OpenBaseline = { baselineStateOf: () => undefined, mark: (results) => results, absent: () => [] };

/** @throws {UsageError} when the file can't be read or is no SARIF of keylint */
export async function openBaseline(
  path: string | undefined,
  readFile: (path: string) => Promise<string>,
): Promise<OpenBaseline> {
  if (path === undefined) return without;
  const text = await readFile(path).catch((error: unknown) => {
    throw new UsageError(
      `--baseline ${path}: can't be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const baseline = readBaseline(path, text);
  const seen = new Set<string>();
  return {
    baselineStateOf: (result) => {
      if (result.kind !== "fail") return undefined;
      seen.add(result.fingerprint);
      return baselineStateOf(baseline, result);
    },
    mark: (results) =>
      results.map((result) => {
        seen.add(result.fingerprint);
        return { ...result, baselineState: baselineStateOf(baseline, result) };
      }),
    absent: () => absentResults(baseline, seen),
  };
}
