import { locationOf, type Subject } from "../../model/gap.ts";
import type { Location } from "../../model/location.ts";
import type { ExceptionResult, Result } from "../../model/result.ts";
import { severities } from "../../model/rule.ts";
import { sentence } from "../plain-text.ts";
import { keyName } from "../key-name.ts";
import { type AnyResult, hasSubject } from "../reported.ts";
import { relatedSentences } from "../related.ts";
import { type Digest, isFailure, type ResultRow } from "./digest.ts";
import { type Choice, filters, systemChoices } from "./filters.ts";
import { breakable, type Markup, markup } from "./markup.ts";
import { count, ownerLabel, placeLabel, plural, systemLabel } from "./names.ts";
import type { OpenRow } from "./open-rows.ts";
import { heading } from "./tables.ts";

export const severityChoices: readonly Choice[] = severities.map((severity) => [severity, severity]);
const kindChoices: readonly Choice[] = [
  ["fail", "fail"],
  ["open", "open"],
];
const suppressedChoices: readonly Choice[] = [
  ["no", "not suppressed"],
  ["yes", "suppressed"],
];

function suppressionNote(result: Result): Markup | undefined {
  const { suppression } = result;
  if (suppression === undefined) return undefined;
  const owner = suppression.owner === undefined ? "" : `, ${suppression.owner}`;
  const expires = suppression.expires === undefined ? "" : `, until ${suppression.expires}`;
  return markup`<small>suppressed${owner}${expires}: ${suppression.justification}</small>`;
}

function message(result: AnyResult, note: Markup | undefined): Markup {
  const { rule, message, baselineState } = result;
  const related = relatedSentences(result).map((line) => markup`<small>${line}</small>`);
  const state = baselineState === "new" ? markup` · <span class="new">new</span>` : undefined;
  return markup`<td class="prose">${sentence(message)}<small><a href="#rule-${rule.id}">${rule.id}</a>${state}</small>${related}${note}</td>`;
}

function exceptionRow(result: ExceptionResult): Markup {
  const { severity } = result.rule;
  return markup`<tr data-severity="${severity}" data-kind="fail" data-suppressed="no"><td data-value="${severities.indexOf(severity)}"><span class="pill ${severity}">${severity}</span></td><td>fail</td>${message(result, undefined)}<th scope="row">exception<small>${breakable(placeLabel(result.location))}</small></th><td></td><td></td></tr>
`;
}

function subjectCells(subject: Subject, location: Location): Markup {
  return markup`<th scope="row"><bdi>${breakable(keyName(subject))}</bdi><small>${breakable(placeLabel(location))}</small></th><td class="name"><bdi>${breakable(ownerLabel(subject))}</bdi></td><td>${systemLabel(subject)}</td>`;
}

function subjectRow(result: Result): Markup {
  const { rule, subject } = result;
  const rank = severities.indexOf(rule.severity) + (isFailure(result) ? 0 : severities.length);
  const suppressed = result.suppression !== undefined;
  return markup`<tr data-severity="${rule.severity}" data-kind="${result.kind}" data-system="${subject.system}" data-suppressed="${suppressed ? "yes" : "no"}"><td data-value="${rank}"><span class="pill ${isFailure(result) ? rule.severity : "quiet"}">${rule.severity}</span></td><td>${suppressed ? "suppressed" : result.kind}</td>${message(result, suppressionNote(result))}${subjectCells(subject, result.location)}</tr>
`;
}

function openRow({ subject, reason, rules, severity }: OpenRow): Markup {
  const rank = severities.length + severities.indexOf(severity);
  const links = rules.map((id, index) => markup`${index === 0 ? "" : ", "}<a href="#rule-${id}">${id}</a>`);
  return markup`<tr data-severity="${severity}" data-kind="open" data-system="${subject.system}" data-suppressed="no"><td data-value="${rank}"><span class="pill quiet">${severity}</span></td><td>open</td><td class="prose">${sentence(reason)}<small>${rules.length > 1 ? `${rules.length} rules: ` : ""}${links}</small></td>${subjectCells(subject, locationOf(subject))}</tr>
`;
}

function rendered(row: ResultRow): Markup {
  if ("reason" in row) return openRow(row);
  return hasSubject(row) ? subjectRow(row) : exceptionRow(row);
}

/** Every result that is not a pass, worst first, in pieces. */
export function* resultTable(digest: Digest): Generator<string> {
  const left = digest.resultCount - digest.results.length;
  yield markup`<section aria-labelledby="results"><h2 id="results">Results</h2>
`.html;
  if (digest.results.length === 0) {
    yield markup`<p class="small">No result fails, is open or is suppressed.</p></section>
`.html;
    return;
  }
  if (left > 0)
    yield markup`<p class="small">The ${count(digest.results.length)} worst are shown; ${plural(left, "more row")} ${left === 1 ? "is" : "are"} counted above and listed in the other reports.</p>`
      .html;
  yield filters("results-table", "rows", {
    severity: severityChoices,
    kind: kindChoices,
    system: systemChoices(digest),
    suppressed: suppressedChoices,
  }).html;
  yield markup`<div class="scroll" role="region" aria-label="Table of results" tabindex="0"><table id="results-table"><thead><tr>${heading("Severity", "rank")}${heading("Kind", "text")}${heading("Result", "text")}${heading("Key", "text")}${heading("Owner", "text")}${heading("System", "text")}</tr></thead><tbody>
`.html;
  for (const result of digest.results) yield rendered(result).html;
  yield "</tbody></table></div></section>\n";
}
