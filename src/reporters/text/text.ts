import type { Result } from "../../model/result.ts";
import type { Rule } from "../../model/rule.ts";
import type { Run } from "../../model/run.ts";
import { isGap, isKey } from "../../model/gap.ts";
import { keyTypeOf } from "../../systems/registry.ts";
import { alone, type BlockResult, byBlock } from "../blocks.ts";
import { keyName, ownerName } from "../key-name.ts";
import { noteOpen, type OpenReasons } from "../open-reasons.ts";
import { place } from "../place.ts";
import { counted, plainLine, sentence } from "../plain-text.ts";
import { hasSubject, isReported } from "../reported.ts";
import { relatedLinks } from "../related.ts";
import type { Reporter, ReporterOptions } from "../reporter.ts";
import { closing, coverageLines, notifications } from "./closing.ts";
import { openLines } from "./open.ts";
import { hanging, type Paint, paint } from "./paint.ts";

/** For a terminal: what failed by key, how to fix it, what is open by reason, what was read, and one closing line. */
export const text: Reporter = function* text(run, options) {
  for (const piece of pieces(run, options)) yield inert(piece);
};

/**
 * On a GitHub runner a line that starts with two colons, or holds "##[", is a command to it, whoever chose its words
 * (actions/runner, ActionCommand): a blank makes it text.
 */
function inert(piece: string): string {
  return piece.replaceAll(/^(\s*)::/gm, "$1: :").replaceAll("##[", "## [");
}

function* pieces(run: Run, options: ReporterOptions): Generator<string> {
  const style = paint(options.color);
  const open: OpenReasons = new Map();
  const failed = new Set<Rule>();
  let heading = "";
  let printed = new Set<string>();
  for (const block of byBlock(reportedOf(run.results(), options, open))) {
    const next = keyHeading(block, options.width, style);
    if (next !== heading) {
      yield `${heading === "" ? "" : "\n"}${next}\n`;
      printed = new Set();
    }
    heading = next;
    failed.add(block.result.rule);
    yield failure(block, printed, options, style);
  }
  const exceptions = run.exceptionResults.filter((result) => isReported(result, options));
  if (exceptions.length > 0) yield `${heading === "" ? "" : "\n"}${style.bold("Exceptions that no longer hold")}\n`;
  for (const result of exceptions) {
    failed.add(result.rule);
    yield failure(alone(result), printed, options, style);
  }
  yield* remedies(
    run.rules.filter((rule) => failed.has(rule)),
    options,
    style,
  );
  yield* openLines(open, options, style);
  yield* notifications(run, options, style);
  yield* coverageLines(run, style);
  yield* closing(run, options, style);
}

/** The results to act on; the open ones are noted on the way, so that the run is judged once. */
function* reportedOf(results: Iterable<Result>, options: ReporterOptions, open: OpenReasons): Generator<Result> {
  for (const result of results) {
    noteOpen(open, result);
    if (isReported(result, options)) yield result;
  }
}

function keyHeading({ result, count }: BlockResult, width: number, style: Paint): string {
  if (!hasSubject(result)) return "";
  const { subject } = result;
  // The name of a live key, or of a gap, says whose it is.
  const isNamed = isKey(subject) ? subject.terraform === undefined : isGap(subject);
  const owner = isNamed ? undefined : ownerName(subject);
  const more = count > 1 ? ` and ${counted(count - 1, "more instance")} of its block` : "";
  const name = `${keyName(subject)}${more}`;
  const about = `${keyTypeOf(subject.type).title}${owner === undefined ? "" : ` of ${owner}`}`;
  const separator = name.length + about.length + 2 > width ? "\n  " : "  ";
  return `${style.bold(name)}${separator}${style.dim(about)}`;
}

/** @param printed links that stand under the same heading already; they are added to. */
function failure(
  { result, others }: BlockResult,
  printed: Set<string>,
  options: ReporterOptions,
  style: Paint,
): string {
  const { rule, location, message, baselineState } = result;
  const severity = style.severity[rule.severity](rule.severity.padEnd(8));
  const where = location.virtual === true ? "" : `  ${style.dim(place(location))}`;
  const differing = others.filter((other) => other.message !== message).slice(0, 3);
  const messages = [
    sentence(message),
    ...differing.map((other) => `${keyName(other.subject)}: ${sentence(other.message)}`),
  ];
  const links = relatedLinks(result)
    .filter((link) => !printed.has(link))
    .slice(0, 5);
  for (const link of links) printed.add(link);
  return [
    `  ${severity}  ${style.bold(rule.id)}${baselineState === "new" ? " (new)" : ""}${where}\n`,
    ...[messages.join(" "), ...links.map(style.dim)].map((line) => hanging(" ".repeat(12), 12, line, options.width)),
  ].join("");
}

function* remedies(rules: readonly Rule[], { width }: ReporterOptions, style: Paint): Generator<string> {
  if (rules.length === 0) return;
  yield `\n${style.bold("How to fix")}\n`;
  const indent = Math.max(...rules.map(({ id }) => id.length)) + 4;
  for (const { id, remediation } of rules) {
    yield hanging(`  ${style.bold(id.padEnd(indent - 2))}`, indent, plainLine(remediation), width);
  }
  yield "\n";
}
