import { compareText } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import type { ExceptionResult, Result } from "../model/result.ts";
import { severities, type Severity } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import { byBlock } from "../reporters/blocks.ts";
import { keepWorst } from "../reporters/html/worst.ts";
import { keyName } from "../reporters/key-name.ts";
import { plainLine, sentence } from "../reporters/plain-text.ts";
import { isReported } from "../reporters/reported.ts";
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

function place(location: Result["location"]): Pick<Annotation, "file" | "line" | "endLine"> {
  // A live key has no file; standard input neither.
  if (location.virtual === true || location.uri === "-") return {};
  const { region } = location;
  return {
    file: plainLine(location.uri),
    ...(region === undefined ? {} : { line: region.startLine, endLine: region.endLine }),
  };
}

function ofResult(result: Result, count: number): Annotation {
  const more = count > 1 ? ` and ${count - 1} more of its block` : "";
  return {
    level: levels[result.rule.severity],
    title: `${result.rule.id} (${result.rule.severity})`,
    message: `${keyName(result.key)}${more}: ${sentence(result.message)}\n${sentence(result.rule.remediation)}`,
    ...place(result.location),
  };
}

function ofException({ rule, message, location }: ExceptionResult): Annotation {
  return {
    level: levels[rule.severity],
    title: `${rule.id} (${rule.severity})`,
    message: sentence(message),
    ...place(location),
  };
}

function ofNotification({ id, message, location, source }: Notification): Annotation {
  return {
    level: "error",
    title: `not read: ${id}`,
    message: `${source === undefined ? "" : `${plainLine(source)}: `}${sentence(message)}`,
    ...(location === undefined ? {} : place(location)),
  };
}

/** What GitHub shows of the run beside the code: what could not be read, then the worst results, ten of each level. */
export function annotations(run: Run, newOnly: boolean): readonly Annotation[] {
  const worst = new Map(
    (["error", "warning", "notice"] as const).map((level) => [
      level,
      keepWorst<Annotation>(mostPerLevel, severities.length),
    ]),
  );
  const add = (annotation: Annotation, severity: Severity): void =>
    worst.get(annotation.level)?.add(annotation, severities.indexOf(severity));

  function* reported(): Generator<Result> {
    for (const result of run.results()) if (isReported(result, { newOnly })) yield result;
  }
  for (const { result, count } of byBlock(reported())) add(ofResult(result, count), result.rule.severity);
  for (const result of run.exceptionResults)
    if (!newOnly || result.baselineState === undefined || result.baselineState === "new")
      add(ofException(result), result.rule.severity);

  const unread = run.notifications
    .filter(({ level }) => level === "error")
    .sort((a, b) => compareText(a.source ?? "", b.source ?? ""))
    .slice(0, mostUnread)
    .map(ofNotification);
  return [...worst].flatMap(([level, kept]) =>
    [...(level === "error" ? unread : []), ...kept.kept()].slice(0, mostPerLevel),
  );
}
