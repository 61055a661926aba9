import type { Notification } from "../../model/notification.ts";
import type { Run } from "../../model/run.ts";
import { place } from "../place.ts";
import { counted, plainLine } from "../plain-text.ts";
import { strengthSentence } from "../strength.ts";
import { firstOf, type OpenReasons } from "../open-reasons.ts";
import { cellCode, code, escapeTags, escapeMarkdown } from "./escape.ts";

/** Longer lists are cut: they stand after what matters more, and the whole must fit. */
const mostLines = 200;

function folded(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const left = lines.length - mostLines;
  const shown = left > 0 ? [...lines.slice(0, mostLines), `\nAnd ${left} more.`] : lines;
  return `<details><summary>${title}</summary>\n\n${shown.join("\n")}\n\n</details>\n\n`;
}

/** What could not be decided, and why. */
export function openDetails(open: OpenReasons): string {
  const lines = [...open].map(([reason, { rules, keys, more }]) => {
    const names = [...keys].map(code).join(", ");
    return `- ${escapeMarkdown(reason)}: ${names}${more ? ", ..." : ""} (${firstOf(rules)})`;
  });
  return folded("<strong>open</strong>: not decided, because something is not known", lines);
}

/** Once for each rule that fails somewhere. A remediation is Markdown already. */
export function remedies(run: Run, failing: ReadonlySet<string>): string {
  const lines = run.rules
    .filter(({ id }) => failing.has(id))
    .map(
      ({ id, title, remediation }) => `- ${code(id)}: ${escapeMarkdown(title)}. ${escapeTags(plainLine(remediation))}`,
    );
  return folded("How to fix", lines);
}

function notification({ level, message, location }: Notification): string {
  return `- **${level}** ${escapeMarkdown(message)}${location === undefined ? "" : ` (${code(place(location))})`}`;
}

/** What could not be read; never folded away. */
export function unread(run: Run): string {
  const errors = run.notifications.filter(({ level }) => level === "error").map(notification);
  if (errors.length === 0) return "";
  const shown = errors.slice(0, mostLines).join("\n");
  const left = errors.length > mostLines ? `\n\nAnd ${counted(errors.length - mostLines, "more error")}.` : "";
  return `${shown}${left}\n\n`;
}

/** What else the run tells about itself. */
export function remarks(run: Run): string {
  return folded("About this run", run.notifications.filter(({ level }) => level !== "error").map(notification));
}

/** How public keys were tested. */
export function strengthLine(run: Run): string {
  return run.keys.length === 0 ? "" : `\n${strengthSentence(run, code)}\n`;
}

/** How much of each source was read and judged, sources with something unread first. */
export function coverageTable(run: Run): string {
  if (run.coverage.length === 0) return "";
  const rows = [
    ...run.coverage.filter(({ unread }) => unread > 0),
    ...run.coverage.filter(({ unread }) => unread === 0),
  ];
  const lines = rows
    .slice(0, mostLines)
    .map(
      ({ source, keys, judged, open, unread }) => `| ${cellCode(source)} | ${keys} | ${judged} | ${open} | ${unread} |`,
    );
  const left = rows.length > mostLines ? `\n\nAnd ${counted(rows.length - mostLines, "more source")}.` : "";
  return `| Source | Keys | Judged | Open | Unread |\n| --- | ---: | ---: | ---: | ---: |\n${lines.join("\n")}${left}\n`;
}
