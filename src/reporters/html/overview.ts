import { type Severity, severities } from "../../model/rule.ts";
import type { Run } from "../../model/run.ts";
import { shareBar } from "./charts.ts";
import type { Digest } from "./digest.ts";
import { type Markup, markup } from "./markup.ts";
import { count, minuteLabel, placeLabel, plural } from "./names.ts";

/** Keys that somebody has to act on: a note only informs. */
function failingKeys({ outcomes }: Digest): number {
  return outcomes.critical + outcomes.high + outcomes.medium + outcomes.low;
}

/** What is not read is never fine: an incomplete run says so before it says anything else. */
function verdict(run: Run, digest: Digest): { readonly tone: string; readonly text: string } {
  const failing = failingKeys(digest);
  const { open } = digest.outcomes;
  const keys = run.keys.length;
  if (failing > 0)
    return {
      tone: "fail",
      text: `${count(failing)} of ${plural(keys, "key")} ${failing === 1 ? "needs" : "need"} action`,
    };
  if (!run.complete || run.gaps.length > 0) return { tone: "fail", text: "No verdict: not everything could be read" };
  if (open > 0) return { tone: "open", text: `Nothing fails, but ${plural(open, "key")} could not be judged whole` };
  const exceptions = run.exceptionResults.length;
  if (exceptions > 0)
    return {
      tone: "fail",
      text: `No key fails, but ${plural(exceptions, "exception")} no longer hold${exceptions === 1 ? "s" : ""}`,
    };
  if (keys === 0) return { tone: "open", text: "No API keys were found" };
  const { note } = digest.outcomes;
  if (note > 0)
    return {
      tone: "pass",
      text: `No key needs action; ${count(note)} of ${plural(keys, "key")} ${note === 1 ? "has a note" : "have notes"}`,
    };
  return { tone: "pass", text: keys === 1 ? "The one key found passes" : `All ${count(keys)} keys pass` };
}

function unreadSentence(run: Run): string {
  const unread = run.coverage.reduce((sum, coverage) => sum + coverage.unread, 0);
  const what =
    unread === 0 ? "not everything that was asked for could be read" : `${plural(unread, "thing")} could not be read`;
  return `Incomplete: ${what}. A key that is not listed here is not known to be fine.`;
}

function failures(run: Run, digest: Digest, newOnly: boolean): string {
  const bySeverity = newOnly ? run.summary.newFailures : run.summary.failures;
  const total = severities.reduce((sum, severity) => sum + bySeverity[severity], 0);
  const rules = digest.rules.filter((rule) => rule.fail > 0).length;
  const judged = `${plural(run.rules.length, "rule")} judged ${plural(run.keys.length, "key")}`;
  return total === 0 ? `${judged}.` : `${judged}: ${plural(total, "failure")} by ${plural(rules, "rule")}.`;
}

/** The headline, and what the reader must know before trusting it. */
export function headline(run: Run, digest: Digest, newOnly: boolean): Markup {
  const { tone, text } = verdict(run, digest);
  const { open } = digest.outcomes;
  const openToo = failingKeys(digest) > 0 && open > 0 ? ` ${plural(open, "more key")} could not be judged whole.` : "";
  return markup`<p class="brand">keylint <span>API key report</span></p>
<h1 class="${tone}">${text}</h1>
${run.complete ? undefined : markup`<p class="incomplete" role="note"><a href="#coverage">${unreadSentence(run)}</a></p>`}
<p class="lead">${failures(run, digest, newOnly)}${openToo}${newOnly ? " Only what the baseline did not have is shown." : ""}</p>
<dl class="facts">
<div><dt>Judged as of</dt><dd><time datetime="${new Date(run.asOf).toISOString()}">${minuteLabel(run.asOf)}</time></dd></div>
<div><dt>${run.sources.length === 1 ? "Source" : "Sources"}</dt><dd>${run.sources.slice(0, 6).join(", ")}${run.sources.length > 6 ? ` and ${count(run.sources.length - 6)} more` : ""}</dd></div>
<div><dt>Strength tests</dt><dd>${run.strength.tier}; lists: ${run.strength.lists.length === 0 ? "none" : run.strength.lists.join(", ")}</dd></div>
<div><dt>Made by</dt><dd>keylint ${run.tool.version}</dd></div>
</dl>`;
}

/** Failures by severity as tiles that filter the results, and where all keys stand. */
export function glance(run: Run, digest: Digest, newOnly: boolean): Markup {
  const failures = newOnly ? run.summary.newFailures : run.summary.failures;
  const tile = (severity: Severity): Markup =>
    markup`<li><a class="tile ${severity}${failures[severity] === 0 ? " none" : ""}" href="#results" data-severity="${severity}" data-kind="fail" data-suppressed="no"><strong>${count(failures[severity])}</strong><span>${severity}</span></a></li>`;
  const shares = [
    ...severities.map((severity) => ({
      kind: severity,
      label: `worst is ${severity}`,
      amount: digest.outcomes[severity],
    })),
    { kind: "open", label: "open", amount: digest.outcomes.open },
    { kind: "pass", label: "pass", amount: digest.outcomes.pass },
  ];
  const total = run.keys.length;
  return markup`<section aria-labelledby="glance"><h2 id="glance">At a glance</h2>
<ul class="tiles">${severities.map(tile)}</ul>
<figure><figcaption>Where ${total === 1 ? "the one key stands" : `the ${count(total)} keys stand`}, by the worst result of each</figcaption>
${shareBar(shares, total, shares.map((share) => `${share.label}: ${share.amount}`).join(", "))}
<ul class="legend">${shares.filter((share) => share.amount > 0).map((share) => markup`<li class="${share.kind}">${share.label} <b>${count(share.amount)}</b></li>`)}</ul></figure>
<p class="small">${plural(run.summary.kinds.open, "result")} open (something the rule needs is not known), ${count(run.summary.suppressed)} suppressed by an exception, ${count(run.summary.kinds.pass)} passed, ${count(run.summary.kinds.notApplicable)} not applicable${run.hasBaseline ? markup`; ${plural(run.absent.length, "result")} of the baseline ${run.absent.length === 1 ? "is" : "are"} gone` : undefined}.</p></section>`;
}

const notificationWords = { error: "not read", warning: "warning", note: "note" } as const;

/** What was read, source by source, and everything that the run has to say of itself. */
export function coverageSection(run: Run): Markup {
  const worstFirst = (["error", "warning", "note"] as const).flatMap((level) =>
    run.notifications.filter((notification) => notification.level === level),
  );
  const shown = worstFirst.slice(0, 200);
  return markup`<section aria-labelledby="coverage"><h2 id="coverage">What was read</h2>
<div class="scroll" role="region" aria-label="Coverage by source" tabindex="0"><table><thead><tr><th scope="col">Source</th><th scope="col" class="number">Keys</th><th scope="col" class="number">Judged</th><th scope="col" class="number">Open</th><th scope="col" class="number">Not read</th></tr></thead>
<tbody>${run.coverage.map((one) => markup`<tr><th scope="row">${one.source}</th><td class="number">${count(one.keys)}</td><td class="number">${count(one.judged)}</td><td class="number">${count(one.open)}</td><td class="number${one.unread > 0 ? " bad" : ""}">${count(one.unread)}</td></tr>`)}</tbody></table></div>
${shown.length === 0 ? markup`<p class="small">Nothing was left out.</p>` : undefined}
<ul class="notifications">${shown.map(
    (notification) =>
      markup`<li class="${notification.level}"><b>${notificationWords[notification.level]}</b> ${notification.message}${notification.location ? markup` <code>${placeLabel(notification.location)}</code>` : undefined}</li>`,
  )}</ul>
${worstFirst.length > shown.length ? markup`<p class="small">${plural(worstFirst.length - shown.length, "more notification")} in the other reports.</p>` : undefined}</section>`;
}
