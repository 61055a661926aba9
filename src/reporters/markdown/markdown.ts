import { type Severity, severities } from "../../model/rule.ts";
import type { Run } from "../../model/run.ts";
import type { BlockResult } from "../blocks.ts";
import { subjectName } from "../key-name.ts";
import { place } from "../place.ts";
import { counted, sentence } from "../plain-text.ts";
import { isReported } from "../reported.ts";
import { relatedSentences } from "../related.ts";
import type { Reporter, ReporterOptions } from "../reporter.ts";
import { noteOpen, type OpenReasons } from "../open-reasons.ts";
import { worstFirst } from "../worst-first.ts";
import { cellCode, escapeMarkdown } from "./escape.ts";
import { coverageTable, openDetails, remarks, remedies, strengthLine, unread } from "./sections.ts";

/** GitHub drops a step's summary that is larger than 1 MiB. */
const mostBytes = 1024 * 1024 - 1024;

/** For the job summary of a workflow: the verdict, what failed worst first, the rest folded away; never larger than GitHub takes. */
export const markdown: Reporter = function* markdown(run, options) {
  const open: OpenReasons = new Map();
  const failing = new Set(run.exceptionResults.map(({ rule }) => rule.id));
  for (const result of run.results()) {
    noteOpen(open, result);
    if (isReported(result, options)) failing.add(result.rule.id);
  }
  const head = `${verdict(run, options)}${unread(run)}`;
  const tail = [openDetails(open), remedies(run, failing), remarks(run), coverageTable(run), strengthLine(run)].join(
    "",
  );
  yield head;
  yield* failures(run, options, mostBytes - Buffer.byteLength(head) - Buffer.byteLength(tail));
  yield tail;
};

function verdict(run: Run, { newOnly }: ReporterOptions): string {
  const counts = newOnly ? run.summary.newFailures : run.summary.failures;
  const failed = severities.reduce((sum, severity) => sum + counts[severity], 0);
  const { kinds, suppressed } = run.summary;
  const title =
    failed > 0 ? `${counted(failed, "result")} to act on` : run.complete ? "nothing failed" : "not everything was read";
  const incomplete = run.complete
    ? ""
    : "> [!CAUTION]\n> Not everything that was asked for could be read. No green answer follows from this run.\n\n";
  const named = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`);
  const rest = [`${kinds.open} open`, `${suppressed} suppressed`, `${kinds.pass} passed`];
  return `## keylint: ${title}\n\n${incomplete}${counted(run.keys.length, "key")}, ${counted(run.rules.length, "rule")}: ${[...named, ...rest].join(", ")}.\n\n`;
}

const tableHead = "| Rule | Key | Place | What is wrong |\n| --- | --- | --- | --- |\n";

/** One table per severity, the lesser ones folded; what no longer fits is counted. */
function* failures(run: Run, options: ReporterOptions, budget: number): Generator<string> {
  let room = budget - 500;
  let current: Severity | undefined;
  let left = 0;
  for (const block of worstFirst(run, options)) {
    const { severity } = block.result.rule;
    const opening = severity === current ? "" : `${closingOf(current)}${openingOf(severity)}`;
    const text = `${opening}${row(block)}`;
    room -= Buffer.byteLength(text);
    if (left > 0 || room < 0) left++;
    else {
      current = severity;
      yield text;
    }
  }
  yield closingOf(current);
  if (left > 0)
    yield `**And ${counted(left, "more result")}** that did not fit here; the other reports have them all.\n\n`;
}

function openingOf(severity: Severity): string {
  const open = severity === "critical" || severity === "high" ? " open" : "";
  return `<details${open}><summary><strong>${severity}</strong></summary>\n\n${tableHead}`;
}

function closingOf(severity: Severity | undefined): string {
  return severity === undefined ? "" : "\n</details>\n\n";
}

function row({ result, count }: BlockResult): string {
  const more = count > 1 ? ` and ${counted(count - 1, "more instance")}` : "";
  const fresh = result.baselineState === "new" ? " (new)" : "";
  const where = result.location.virtual === true ? "" : cellCode(place(result.location));
  return `| ${cellCode(result.rule.id)}${fresh} | ${cellCode(subjectName(result))}${more} | ${where} | ${escapeMarkdown([sentence(result.message), ...relatedSentences(result)].join(" "))} |\n`;
}
