import { formatInstant } from "../model/instant.ts";
import type { Notification } from "../model/notification.ts";
import { isKey } from "../model/gap.ts";
import { known } from "../model/unknown.ts";
import { ownerName, subjectName } from "./key-name.ts";
import { plainLine } from "./plain-text.ts";
import { type AnyResult, hasSubject, sourceOf } from "./reported.ts";
import { relatedLinks } from "./related.ts";
import type { Reporter } from "./reporter.ts";

const columns: Readonly<Record<string, (result: AnyResult) => string | number | undefined>> = {
  kind: (result) => (hasSubject(result) ? result.kind : "fail"),
  severity: ({ rule }) => rule.severity,
  rule: ({ rule }) => rule.id,
  title: ({ rule }) => rule.title,
  key: subjectName,
  system: (result) => (hasSubject(result) ? result.subject.system : undefined),
  owner: (result) => (hasSubject(result) ? ownerName(result.subject) : undefined),
  created: (result) => {
    const created = hasSubject(result) && isKey(result.subject) ? known(result.subject.timeCreated) : undefined;
    return created === undefined ? undefined : formatInstant(created);
  },
  source: (result) => (hasSubject(result) ? sourceOf(result.subject) : undefined),
  path: ({ location }) => location.uri,
  line: ({ location }) => location.region?.startLine,
  column: ({ location }) => location.region?.startColumn,
  message: ({ message }) => message,
  exception: (result) => (hasSubject(result) ? result.suppression?.justification : undefined),
  exceptionOwner: (result) => (hasSubject(result) ? result.suppression?.owner : undefined),
  exceptionExpires: (result) => (hasSubject(result) ? result.suppression?.expires : undefined),
  baselineState: ({ baselineState }) => baselineState,
  controls: ({ rule }) =>
    Object.entries(rule.controls)
      .flatMap(([catalogue, ids]) => ids.map((id) => `${catalogue} ${id}`))
      .join("; "),
  remediation: ({ rule }) => rule.remediation,
  fingerprint: ({ fingerprint }) => fingerprint,
  related: (result) => relatedLinks(result).join("; "),
};

type Row = Readonly<Record<string, string | number | undefined>>;

/** What was not read, or not as asked, in the columns of results: the level as severity, the id as rule. */
function notificationRow({ level, id, message, source, location }: Notification): Row {
  const place = { path: location?.uri, line: location?.region?.startLine, column: location?.region?.startColumn };
  return { kind: "notification", severity: level, rule: id, source, ...place, message };
}

/**
 * A table for spreadsheets (RFC 4180, UTF-8 without a mark): every result, passes too, a line each; then a line of the kind `notification` for
 * each error and warning of the run, so that a run that is not complete can be told from one that is.
 */
export const csv: Reporter = function* csv(run) {
  const line = (cells: readonly string[]) => `${cells.join(",")}\r\n`;
  const row = (result: AnyResult) => line(Object.values(columns).map((column) => cell(column(result))));
  yield line(Object.keys(columns));
  for (const result of run.results()) yield row(result);
  for (const result of run.exceptionResults) yield row(result);
  for (const notification of run.notifications.filter(({ level }) => level !== "note")) {
    const cells = notificationRow(notification);
    yield line(Object.keys(columns).map((column) => cell(cells[column])));
  }
};

/** Spreadsheets run a cell that starts with one of these as a formula; an apostrophe in front makes it text (OWASP, CSV injection). */
const formula = /^\s*[=+\-@\t\r|%]/;

function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = plainLine(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
