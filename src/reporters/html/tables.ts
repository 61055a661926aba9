import type { Instant } from "../../model/instant.ts";
import { severities } from "../../model/rule.ts";
import type { Digest, RuleTally, Tally } from "./digest.ts";
import { breakable, type Markup, markup, type MarkupPart } from "./markup.ts";
import { count, dayLabel, plural, systemLabel } from "./names.ts";

const mostOwners = 500;

/** A heading cell, which the script makes sortable. A rank is sorted as a number and set as text. */
export function heading(text: string, sort: "text" | "number" | "rank"): Markup {
  return markup`<th scope="col" data-sort="${sort}"${sort === "number" ? markup` class="number"` : undefined}>${text}</th>`;
}

/** A table in a region that scrolls sideways where it must, also by keyboard. */
export function table(id: string, label: string, headings: readonly Markup[], rows: MarkupPart): Markup {
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table id="${id}"><thead><tr>${headings}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function ageCell(oldest: Instant | undefined, asOf: Instant): Markup {
  if (oldest === undefined) return markup`<td class="number" data-value="">not known</td>`;
  const days = Math.max(0, Math.floor((asOf - oldest) / 86_400_000));
  return markup`<td class="number" data-value="${days}"><time datetime="${dayLabel(oldest)}" title="since ${dayLabel(oldest)}">${plural(days, "day")}</time></td>`;
}

function countCell(amount: number, kind: string): Markup {
  return markup`<td class="number ${amount === 0 ? "zero" : kind}">${count(amount)}</td>`;
}

function tallyRow(tally: Tally, asOf: Instant, withSystem: boolean): Markup {
  const system = withSystem ? markup`<td>${systemLabel(tally)}</td>` : undefined;
  return markup`<tr><th scope="row"><bdi>${breakable(tally.label)}</bdi></th>${system}<td class="number">${count(tally.keys)}</td>${severities.map((severity) => countCell(tally.failures[severity], severity))}${countCell(tally.open, "open")}${countCell(tally.suppressed, "suppressed")}${ageCell(tally.oldest, asOf)}</tr>
`;
}

const tallyHeadings = [
  heading("Keys", "number"),
  ...severities.map((severity) => heading(severity, "number")),
  heading("open", "number"),
  heading("suppressed", "number"),
  heading("Oldest key", "number"),
];

/** Results by system and by owner, the most troubled first. */
export function groups(digest: Digest, asOf: Instant): Markup {
  const owners = digest.owners.slice(0, mostOwners);
  return markup`<section aria-labelledby="systems"><h2 id="systems">By system</h2>
${table(
  "systems-table",
  "Results by system",
  [heading("System", "text"), ...tallyHeadings],
  digest.systems.map((tally) => tallyRow(tally, asOf, false)),
)}</section>
<section aria-labelledby="owners"><h2 id="owners">By owner</h2>
${digest.owners.length > owners.length ? markup`<p class="small">The ${count(owners.length)} most troubled of ${plural(digest.owners.length, "owner")}.</p>` : undefined}
${table(
  "owners-table",
  "Results by owner",
  [heading("Owner", "text"), heading("System", "text"), ...tallyHeadings],
  owners.map((tally) => tallyRow(tally, asOf, true)),
)}</section>
`;
}

function ruleRow({ rule, fail, open, suppressed }: RuleTally): Markup {
  const controls = Object.entries(rule.controls).map(([catalogue, ids]) => `${catalogue} ${ids.join(", ")}`);
  return markup`<tr id="rule-${rule.id}"><td data-value="${severities.indexOf(rule.severity)}"><span class="pill ${fail > 0 ? rule.severity : "quiet"}">${rule.severity}</span></td><th scope="row">${rule.title}<small><a href="#results" data-text="${rule.id}" data-kind="">${rule.id}</a>${controls.length > 0 ? ` · ${controls.join(" · ")}` : ""}</small></th>${countCell(fail, rule.severity)}${countCell(open, "open")}${countCell(suppressed, "suppressed")}<td class="prose">${rule.remediation}</td></tr>
`;
}

/** The rules that fail, each with what to do about it; below them, folded, those that only could not judge some key. */
export function ruleTable(digest: Digest): Markup {
  const telling = digest.rules.filter(({ fail, suppressed }) => fail + suppressed > 0);
  const open = digest.rules.filter((tally) => !telling.includes(tally));
  const headings = [
    heading("Severity", "rank"),
    heading("Rule", "text"),
    heading("fail", "number"),
    heading("open", "number"),
    heading("suppressed", "number"),
    heading("What to do", "text"),
  ];
  const rows = (id: string, label: string, tallies: readonly RuleTally[]): Markup | undefined =>
    tallies.length === 0 ? undefined : table(id, label, headings, tallies.map(ruleRow));
  if (digest.rules.length === 0) return markup``;
  return markup`<section aria-labelledby="rules"><h2 id="rules">By rule</h2>
${rows("rules-table", "Rules that fail", telling)}
${open.length === 0 ? undefined : markup`<details><summary>${plural(open.length, telling.length === 0 ? "rule" : "more rule")} could not judge some keys</summary>${rows("open-rules-table", "Rules that could not judge some keys", open)}</details>`}</section>
`;
}
