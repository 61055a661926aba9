import { createHash } from "node:crypto";
import { pageScript, pageStyle } from "../../../generated/html-page.ts";
import type { Run } from "../../model/run.ts";
import type { Reporter } from "../reporter.ts";
import { ageChart } from "./charts.ts";
import { digest } from "./digest.ts";
import { ages } from "./histogram.ts";
import { keyTable } from "./keys.ts";
import { type Markup, markup } from "./markup.ts";
import { count, plural } from "./names.ts";
import { coverageSection, glance, headline } from "./overview.ts";
import { resultTable } from "./results.ts";
import { groups, ruleTable } from "./tables.ts";

/** Rows that a browser still sorts and filters without a pause; what is left out is counted on the page. */
const mostRows = 2000;

function sha256(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Only this page's own style and script may act, and nothing may be loaded or sent: no name from a source can change that. */
function contentSecurityPolicy(): string {
  return `default-src 'none'; style-src ${sha256(pageStyle)}; script-src ${sha256(pageScript)}; base-uri 'none'; form-action 'none'`;
}

function head(run: Run): Markup {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="keylint ${run.tool.version}">
<title>API key report · keylint</title>
<style>${{ html: pageStyle }}</style>
</head>
<body>
<a class="skip" href="#results">Skip to the results</a>
<header><button type="button" id="theme" hidden>Dark</button>
`;
}

function ageSection(run: Run): Markup | undefined {
  const counted = ages(run.keys, run.asOf, run.rules);
  const shown = counted.withinLimit + counted.overLimit;
  if (shown === 0) return undefined;
  const words = {
    declared: "only declared",
    planned: "planned",
    removed: "removed by the plan",
    inactive: "inactive",
    notKnown: "of unknown age",
  };
  const left = (["declared", "planned", "removed", "inactive", "notKnown"] as const)
    .filter((reason) => counted.left[reason] > 0)
    .map((reason) => `${count(counted.left[reason])} ${words[reason]}`);
  return markup`<section aria-labelledby="ages"><h2 id="ages">Key ages against the limit</h2>
${ageChart(counted)}
<p class="small">${plural(shown, "key")} that can be used now.${left.length === 0 ? "" : ` Not among them: ${left.join(", ")}.`}</p></section>
`;
}

/** One self-contained page: readable without its script, printable, and unable to load or send anything. */
export const html: Reporter = function* (run, options) {
  const digested = digest(run, mostRows, options.newOnly);
  yield head(run).html;
  yield markup`${headline(run, digested, options.newOnly)}</header>
<main>
${glance(run, digested, options.newOnly)}
`.html;
  yield markup`${run.complete ? undefined : coverageSection(run)}${ageSection(run)}${groups(digested, run.asOf)}${ruleTable(digested)}`
    .html;
  yield* resultTable(digested);
  yield* keyTable(digested, run.keys.length);
  yield markup`${run.complete ? coverageSection(run) : undefined}
</main>
<footer><p>Made by <a href="${run.tool.informationUri}" rel="noreferrer">keylint ${run.tool.version}</a>. This page holds no private key material and loads nothing from the network.</p></footer>
<script>${{ html: pageScript }}</script>
</body>
</html>
`.html;
};
