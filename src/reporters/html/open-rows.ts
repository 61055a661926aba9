import type { Subject } from "../../model/gap.ts";
import type { Result } from "../../model/result.ts";
import { type Rule, severities, type Severity } from "../../model/rule.ts";
import { noteOpen, type OpenReasons } from "../open-reasons.ts";

/** The rules that one reason leaves open for one key or gap: people read the reason once. */
export interface OpenRow {
  readonly subject: Subject;
  readonly reason: string;
  readonly rules: readonly string[];
  /** Of the worst of these rules. */
  readonly severity: Severity;
}

/**
 * Gathers open results, which follow each other subject by subject, and hands over the rows of one once the next begins.
 * @returns `note` for each open result, and `end` after the last.
 */
export function openRows(
  rules: readonly Rule[],
  take: (row: OpenRow) => void,
): { readonly note: (result: Result) => void; readonly end: () => void } {
  const severityOf = new Map(rules.map(({ id, severity }) => [id, severities.indexOf(severity)]));
  let reasons: OpenReasons = new Map();
  let current: Subject | undefined;
  const end = (): void => {
    if (current === undefined) return;
    for (const [reason, open] of reasons) {
      const ids = [...open.rules];
      const worst = Math.min(...ids.map((id) => severityOf.get(id) ?? severities.length));
      take({ subject: current, reason, rules: ids, severity: severities[worst] ?? "note" });
    }
    reasons = new Map();
  };
  return {
    note(result) {
      if (result.subject !== current) {
        end();
        current = result.subject;
      }
      noteOpen(reasons, result);
    },
    end,
  };
}
