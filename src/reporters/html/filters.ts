import type { Digest } from "./digest.ts";
import { type Markup, markup } from "./markup.ts";

/** A choice of a filter: the value that rows carry in `data-NAME`, and what the reader sees. */
export type Choice = readonly [value: string, label: string];

/** The systems that the run has keys or gaps of. */
export function systemChoices({ systems }: Digest): readonly Choice[] {
  return systems.map(({ system, label }) => [system, label]);
}

/** The form above a table. It stays hidden where the page's script does not run, because it would do nothing. */
export function filters(table: string, what: string, selects: Readonly<Record<string, readonly Choice[]>>): Markup {
  const select = (name: string, choices: readonly Choice[]): Markup =>
    markup`<label>${name}<select name="${name}"><option value="">all</option>${choices.map(([value, label]) => markup`<option value="${value}">${label}</option>`)}</select></label>`;
  return markup`<form class="filters" data-table="${table}" data-what="${what}" role="search" aria-label="Filter ${what}" hidden>
<label class="text">text<input type="search" name="text" autocomplete="off" spellcheck="false" placeholder="name, rule, file …"></label>
${Object.entries(selects).map(([name, choices]) => select(name, choices))}
<button type="reset">Clear</button><output aria-live="polite"></output></form>`;
}
