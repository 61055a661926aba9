import type { Result } from "../../model/result.ts";
import { keyName } from "../key-name.ts";
import { counted, plainLine } from "../plain-text.ts";
import type { ReporterOptions } from "../reporter.ts";
import { hanging, type Paint } from "./paint.ts";

/** By rule, then by reason: how often, and the first keys. */
export type OpenReasons = Map<string, Map<string, { count: number; readonly keys: string[] }>>;

/** Reasons name addresses and may all differ: of one rule no more than these are kept apart. */
const reasonsPerRule = 20;
const keysPerReason = 3;

/** Counts an open result under its rule and reasons. */
export function noteOpen(open: OpenReasons, { rule, key, reasons, message }: Result): void {
  const byReason = open.get(rule.id) ?? new Map<string, { count: number; keys: string[] }>();
  open.set(rule.id, byReason);
  const told = reasons.length === 0 ? plainLine(message) : reasons.map(plainLine).join("; ");
  const reason = byReason.has(told) || byReason.size < reasonsPerRule ? told : "further reasons";
  const noted = byReason.get(reason) ?? { count: 0, keys: [] };
  byReason.set(reason, noted);
  noted.count++;
  if (noted.keys.length < keysPerReason) noted.keys.push(keyName(key));
}

/** The open results in as few lines as they have rules and reasons. */
export function* openResults(open: OpenReasons, { width }: ReporterOptions, style: Paint): Generator<string> {
  if (open.size === 0) return;
  let total = 0;
  for (const reasons of open.values()) for (const { count } of reasons.values()) total += count;
  yield `${style.bold("Open")}: ${counted(total, "result")} could not be decided\n`;
  for (const [rule, reasons] of open) {
    for (const [reason, { count, keys }] of reasons) {
      yield hanging(`  ${String(count).padStart(6)}  `, 10, `${style.bold(rule)}: ${reason}`, width);
      const rest = count > keys.length ? ` and ${count - keys.length} more` : "";
      yield hanging(" ".repeat(10), 10, style.dim(`${keys.join(", ")}${rest}`), width);
    }
  }
  yield "\n";
}
