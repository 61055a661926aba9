import { absentResults, baselineStateOf, readBaseline } from "../engine/baseline.ts";
import { keyIdOf } from "../model/api-key.ts";
import { isKey } from "../model/gap.ts";
import type { BaselineState, ExceptionResult, Result } from "../model/result.ts";
import type { AbsentResult } from "../model/run.ts";
import { OptionError } from "../options/option-error.ts";
import { resultFingerprint } from "./judge.ts";

/** An earlier run, and what this one has seen of it. */
interface OpenBaseline {
  /** For results that fail or are open. Undefined without a baseline, and for what is open. */
  baselineStateOf(result: Result): BaselineState | undefined;
  /** The results about exceptions, with their states. */
  mark(results: readonly ExceptionResult[]): readonly ExceptionResult[];
  /** What the earlier run had and this one, judged to its end, does not. */
  absent(): readonly AbsentResult[];
}

const noBaseline: OpenBaseline = { baselineStateOf: () => undefined, mark: (results) => results, absent: () => [] };

/** @throws {UsageError} when the file can't be read or is no SARIF of keylint */
export async function openBaseline(
  path: string | undefined,
  readFile: (path: string) => Promise<string>,
): Promise<OpenBaseline> {
  if (path === undefined) return noBaseline;
  const text = await readFile(path).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new OptionError((name) => `${name("baseline")} ${path}: can't be read: ${why}`);
  });
  const baseline = readBaseline(path, text);
  const seen = new Set<string>();
  return {
    baselineStateOf: (result) => {
      const { fingerprint, message, rule, subject } = result;
      const formerFingerprints = rule.aliases.map((id) => resultFingerprint(id, subject));
      // A failure that can't be decided any more is not gone.
      for (const name of [fingerprint, ...formerFingerprints]) seen.add(name);
      if (result.kind !== "fail") return undefined;
      const keyId = isKey(subject) ? keyIdOf(subject) : undefined;
      return baselineStateOf(baseline, { fingerprint, formerFingerprints, message, keyId });
    },
    mark: (results) =>
      results.map((result) => {
        seen.add(result.fingerprint);
        return { ...result, baselineState: baselineStateOf(baseline, result) };
      }),
    absent: () => absentResults(baseline, seen),
  };
}
