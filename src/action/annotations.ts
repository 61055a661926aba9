import { compareText, type Location } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import { severities, type Severity } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import { alone, type BlockResult, byBlock } from "../reporters/blocks.ts";
import { keepWorst } from "../reporters/worst.ts";
import { subjectName } from "../reporters/key-name.ts";
import { beginsWith, notificationSentence, plainLine, sentence } from "../reporters/plain-text.ts";
import { type AnyResult, isReported } from "../reporters/reported.ts";
import type { Annotation } from "./workflow-commands.ts";

/** GitHub shows the first ten of each level of a step and drops the rest (actions/toolkit, docs/problem-matchers.md). */
const mostPerLevel = 10;
/** Of the ten errors, how many may tell what could not be read: the worst results must be seen too. */
const mostUnread = 3;

const levels: Readonly<Record<Severity, Annotation["level"]>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "warning",
  note: "notice",
};

function place(location: Location): Pick<Annotation, "file" | "line" | "endLine"> {
  // A live key has no file; standard input neither.
  if (location.virtual === true || location.uri === "-") return {};
  const { region } = location;
  return {
    file: plainLine(location.uri),
    ...(region === undefined ? {} : { line: region.startLine, endLine: region.endLine }),
  };
}

function ofResult({ result, count }: BlockResult): Annotation {
  const { rule, message, location } = result;
  const more = count > 1 ? ` and ${count - 1} more of its block` : "";
  return {
    level: levels[rule.severity],
    title: `${rule.id} (${rule.severity})`,
    message: `${subjectName(result)}${more}: ${sentence(message)}\n${sentence(rule.remediation)}`,
    ...place(location),
  };
}

function ofNotification(notification: Notification): Annotation {
  const { id, message, location, source } = notification;
  const where = source === undefined || beginsWith(message, source) ? "" : `${plainLine(source)}: `;
  return {
    level: "error",
    title: `not read: ${id}`,
    message: `${where}${notificationSentence(notification)}`,
    ...(location === undefined ? {} : place(location)),
  };
}

function* reported<T extends AnyResult>(results: Iterable<T>, newOnly: boolean): Generator<T> {
  for (const result of results) if (isReported(result, { newOnly })) yield result;
}

/** What GitHub shows of the run beside the code: what could not be read, then the worst results, ten of each level. */
export function annotations(run: Run, newOnly: boolean): readonly Annotation[] {
  const worst = new Map(
    (["error", "warning", "notice"] as const).map((level) => [
      level,
      keepWorst<Annotation>(mostPerLevel, severities.length),
    ]),
  );
  const add = (block: BlockResult): void => {
    const annotation = ofResult(block);
    worst.get(annotation.level)?.add(annotation, severities.indexOf(block.result.rule.severity));
  };
  for (const block of byBlock(reported(run.results(), newOnly))) add(block);
  for (const result of reported(run.exceptionResults, newOnly)) add(alone(result));

  const unread = run.notifications
    .filter(({ level }) => level === "error")
    .sort((a, b) => compareText(a.source ?? "", b.source ?? ""))
    .slice(0, mostUnread)
    .map(ofNotification);
  return [...worst].flatMap(([level, kept]) =>
    [...(level === "error" ? unread : []), ...kept.kept()].slice(0, mostPerLevel),
  );
}
