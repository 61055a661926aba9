import { formatInstant } from "../model/instant.ts";
import type { Result } from "../model/result.ts";
import type { Run } from "../model/run.ts";
import { keyName, subjectName } from "./key-name.ts";
import { place } from "./place.ts";
import { notificationSentence, plainLine, sentence } from "./plain-text.ts";
import { relatedSentences } from "./related.ts";
import { type AnyResult, isReported } from "./reported.ts";
import type { Reporter, ReporterOptions } from "./reporter.ts";

/**
 * JUnit XML that both schemas in use accept (Windy Road's and Jenkins'). A test case is a rule on a key that passed or failed. What is open or
 * silenced is neither: it is told in the suite's output. What could not be read is an error.
 */
export const junit: Reporter = function* junit(run, options) {
  const errors = run.notifications.filter(({ level }) => level === "error");
  const { passed, failed } = count(run, options);
  const attributes = {
    name: "keylint",
    package: "keylint",
    id: 0,
    timestamp: formatInstant(run.asOf).slice(0, 19),
    hostname: "localhost",
    tests: passed + failed + errors.length,
    failures: failed,
    errors: errors.length,
    time: 0,
  };
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
  yield `<testsuite${attributesOf(attributes)}>\n<properties>\n`;
  const { kinds, suppressed } = run.summary;
  const properties = { keylint: run.tool.version, open: kinds.open, suppressed, complete: String(run.complete) };
  for (const [name, value] of Object.entries(properties)) yield `<property${attributesOf({ name, value })}/>\n`;
  yield "</properties>\n";
  for (const error of errors) {
    yield testcase(error.source ?? "keylint", error.id, "error", error.id, notificationSentence(error), "");
  }
  for (const result of run.results()) {
    if (result.kind === "pass" && result.suppression === undefined) yield testcase(name(result), result.rule.id);
    else if (isReported(result, options)) yield failure(result);
  }
  for (const result of run.exceptionResults) if (isReported(result, options)) yield failure(result);
  yield "<system-out>";
  for (const result of run.results()) yield output(result);
  yield "</system-out>\n<system-err></system-err>\n</testsuite>\n</testsuites>\n";
};

function count(run: Run, options: ReporterOptions): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const result of run.results()) {
    if (result.kind === "pass" && result.suppression === undefined) passed++;
    else if (isReported(result, options)) failed++;
  }
  for (const result of run.exceptionResults) if (isReported(result, options)) failed++;
  return { passed, failed };
}

function name(result: AnyResult): string {
  return `${subjectName(result)} (${place(result.location)})`;
}

function failure(result: AnyResult): string {
  const { rule, message, location } = result;
  const lines = [
    place(location),
    sentence(message),
    ...relatedSentences(result),
    `How to fix: ${sentence(rule.remediation)}`,
  ];
  const text = lines.join("\n");
  return testcase(name(result), rule.id, "failure", rule.severity, sentence(message), text);
}

function testcase(name: string, className: string): string;
function testcase(
  name: string,
  className: string,
  kind: "failure" | "error",
  type: string,
  message: string,
  text: string,
): string;
function testcase(name: string, className: string, kind?: string, type = "", message = "", text = ""): string {
  const opening = `<testcase${attributesOf({ name, classname: className, time: 0 })}`;
  if (kind === undefined) return `${opening}/>\n`;
  return `${opening}>\n<${kind}${attributesOf({ type, message })}>${escapeXml(text)}</${kind}>\n</testcase>\n`;
}

/** A line for each result that is neither a pass nor a failure to act on. */
function output({ kind, rule, subject, message, suppression }: Result): string {
  const about = `${rule.id}: ${keyName(subject)}`;
  if (suppression !== undefined) return escapeXml(`suppressed  ${about}: ${plainLine(suppression.justification)}\n`);
  return kind === "open" ? escapeXml(`open  ${about}: ${plainLine(message)}\n`) : "";
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(plainLine(String(value)))}"`)
    .join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text is plain already but for line ends of ours; XML 1.0 also forbids two code points that are no characters. */
function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign).replaceAll(/[\ufffe\uffff]/g, "\ufffd");
}
