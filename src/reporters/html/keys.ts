import type { ApiKey } from "../../model/api-key.ts";
import type { Instant } from "../../model/instant.ts";
import { severities } from "../../model/rule.ts";
import { locationOf } from "../../model/gap.ts";
import { isUnknown, type Maybe } from "../../model/unknown.ts";
import { keyName } from "../key-name.ts";
import type { Digest, KeyRow } from "./digest.ts";
import { filters, systemChoices } from "./filters.ts";
import { breakable, type Markup, markup } from "./markup.ts";
import { count, credentialLabel, dayLabel, ownerLabel, placeLabel, plural, systemLabel } from "./names.ts";
import { severityChoices } from "./results.ts";
import { heading } from "./tables.ts";

const outcomesInOrder: readonly string[] = [...severities, "open", "pass"];

function dayCell(instant: Maybe<Instant>, unset: string): Markup {
  if (isUnknown(instant))
    return markup`<td class="number faint" data-value="" title="${instant.reason}">not known</td>`;
  if (instant === undefined) return markup`<td class="number faint" data-value="">${unset}</td>`;
  return markup`<td class="number" data-value="${instant}"><time>${dayLabel(instant)}</time></td>`;
}

function stateLabel(key: ApiKey): string {
  if (key.existence !== "exists") return key.existence;
  if (isUnknown(key.active)) return "not known";
  return key.active === false ? "inactive" : "active";
}

function row({ key, outcome, failures }: KeyRow): Markup {
  const pill = outcome === "pass" || outcome === "open" ? "quiet" : outcome;
  return markup`<tr data-worst="${outcome}" data-system="${key.system}"><td data-value="${outcomesInOrder.indexOf(outcome)}"><span class="pill ${pill}">${outcome}</span></td><td class="number">${failures}</td><th scope="row"><bdi>${breakable(keyName(key))}</bdi><small>${breakable(placeLabel(locationOf(key)))}</small></th><td class="name"><bdi>${breakable(ownerLabel(key))}</bdi></td><td>${systemLabel(key)}</td><td>${credentialLabel(key)}</td><td>${stateLabel(key)}</td>${dayCell(key.timeCreated, "unknown")}${dayCell(key.timeExpires, "never")}</tr>
`;
}

/** Every key, the worst first, in pieces. */
export function* keyTable(digest: Digest, keyCount: number): Generator<string> {
  if (keyCount === 0) return;
  const left = keyCount - digest.keys.length;
  yield markup`<section aria-labelledby="keys"><h2 id="keys">Keys</h2>
${left > 0 ? markup`<p class="small">The ${count(digest.keys.length)} worst are shown; ${plural(left, "more key")} ${left === 1 ? "is" : "are"} counted above.</p>` : undefined}
${filters("keys-table", "keys", { worst: [...severityChoices, ["open", "open"], ["pass", "pass"]], system: systemChoices(digest) })}
<div class="scroll" role="region" aria-label="Table of keys" tabindex="0"><table id="keys-table"><thead><tr>${heading("Worst", "rank")}${heading("fail", "number")}${heading("Key", "text")}${heading("Owner", "text")}${heading("System", "text")}${heading("Credential", "text")}${heading("State", "text")}${heading("Created", "number")}${heading("Expires", "number")}</tr></thead><tbody>
`.html;
  for (const key of digest.keys) yield row(key).html;
  yield "</tbody></table></div></section>\n";
}
