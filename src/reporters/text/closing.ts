import { type Severity, severities } from "../../model/rule.ts";
import type { Run } from "../../model/run.ts";
import { place } from "../place.ts";
import { counted, plainLine, sentence } from "../plain-text.ts";
import type { ReporterOptions } from "../reporter.ts";
import { strengthSentence } from "../strength.ts";
import { hanging, type Paint } from "./paint.ts";

/** What the run has to tell about itself. */
export function* notifications(run: Run, { width }: ReporterOptions, style: Paint): Generator<string> {
  if (run.notifications.length === 0) return;
  yield `${style.bold("About this run")}\n`;
  const paints = { error: style.severity.high, warning: style.severity.medium, note: style.dim };
  for (const { level, message, location } of run.notifications) {
    const where = location === undefined ? "" : ` (${place(location)})`;
    yield hanging(`  ${paints[level](level.padEnd(8))}  `, 12, `${plainLine(message)}${where}`, width);
  }
  yield "\n";
}

const columns = ["keys", "judged", "open", "unread"] as const;

/** How much of each source was read and judged. */
export function* coverageLines(run: Run, style: Paint): Generator<string> {
  if (run.coverage.length === 0) return;
  const names = run.coverage.map(({ source }) => plainLine(source));
  const width = Math.max(6, ...names.map((name) => name.length));
  const cells = (values: readonly (string | number)[]) => values.map((value) => String(value).padStart(8)).join("");
  yield `${style.dim(`${"Source".padEnd(width)}${cells(columns)}`)}\n`;
  for (const [index, row] of run.coverage.entries()) {
    const line = `${(names[index] ?? "").padEnd(width)}${cells(columns.map((column) => row[column]))}`;
    yield `${row.unread > 0 ? style.severity.high(line) : line}\n`;
  }
  yield "\n";
}

/** One line: the counts, and what the exit status says. */
export function* closing(run: Run, options: ReporterOptions, style: Paint): Generator<string> {
  const { failures, newFailures, kinds, suppressed } = run.summary;
  const counts = options.newOnly ? newFailures : failures;
  const failed = total(counts);
  const each = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`);
  const parts = [
    failed === 0 ? "nothing failed" : `${failed} failed (${each.join(", ")})`,
    ...(options.newOnly && total(failures) > failed ? [`${total(failures) - failed} known before, not shown`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed by exceptions`] : []),
    ...(kinds.open > 0 ? [`${kinds.open} open`] : []),
    `${kinds.pass} passed`,
    ...(run.absent.length > 0 ? [`${run.absent.length} of the baseline gone`] : []),
  ];
  const line = `${counted(run.keys.length, "key")}, ${counted(run.rules.length, "rule")}: ${parts.join(", ")}.`;
  const well = failed === 0 && run.complete;
  if (run.keys.length > 0) yield hanging("", 0, style.dim(strengthSentence(run, plainLine)), options.width);
  yield hanging("", 0, well ? style.good(line) : style.bold(line), options.width);
  if (!run.complete) yield hanging("", 0, style.severity.high(incomplete), options.width);
  const meaning = options.exitStatus === undefined || options.exitStatus === 0 ? "" : exits[options.exitStatus];
  if (meaning !== "") yield hanging("", 0, sentence(`Exit status ${options.exitStatus}: ${meaning}`), options.width);
}

const incomplete =
  "Not everything that was asked for could be read: see the errors above. No green answer follows from this run.";
const exits = {
  1: "at least one result is as severe as --fail-on asks, or worse",
  3: "a source could not be read whole",
} as const;

function total(counts: Readonly<Record<Severity, number>>): number {
  return severities.reduce((sum, severity) => sum + counts[severity], 0);
}
