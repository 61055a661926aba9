import { firstOf, type OpenReasons } from "../open-reasons.ts";
import { counted } from "../plain-text.ts";
import type { ReporterOptions } from "../reporter.ts";
import { hanging, type Paint } from "./paint.ts";

/** The open results in as few lines as they have reasons. */
export function* openLines(open: OpenReasons, { width }: ReporterOptions, style: Paint): Generator<string> {
  if (open.size === 0) return;
  let total = 0;
  for (const { count } of open.values()) total += count;
  yield `${style.bold("Open")}: ${counted(total, "result")} could not be decided\n`;
  for (const [reason, { count, rules, keys, more }] of open) {
    yield hanging(`  ${String(count).padStart(6)}  `, 10, reason, width);
    yield hanging(" ".repeat(10), 10, style.dim(`rules: ${firstOf(rules)}`), width);
    yield hanging(" ".repeat(10), 10, style.dim(`keys: ${[...keys].join(", ")}${more ? ", ..." : ""}`), width);
  }
  yield "\n";
}
