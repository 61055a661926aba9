import { createHash } from "node:crypto";
import type { Notification } from "../model/notification.ts";
import type { Severity } from "../model/rule.ts";
import type { BlockResult } from "./blocks.ts";
import { subjectName } from "./key-name.ts";
import { counted, notificationSentence, plainLine, sentence } from "./plain-text.ts";
import { relatedSentences } from "./related.ts";
import type { Reporter } from "./reporter.ts";
import { reportedBlocks } from "./worst-first.ts";

const severities = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  note: "info",
} as const satisfies Record<Severity, string>;

/**
 * GitLab Code Quality: the results to act on. The format has no words for a run that is incomplete: what could not be read
 * stands among them as a blocker, so that no merge request looks clean because of it.
 */
export const gitlab: Reporter = function* gitlab(run, options) {
  let separator = "[\n";
  for (const { level, ...problem } of run.notifications) {
    if (level !== "error") continue;
    yield separator + JSON.stringify(unread(problem));
    separator = ",\n";
  }
  for (const block of reportedBlocks(run, options)) {
    yield separator + JSON.stringify(degradation(block));
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
};

function degradation({ result, count }: BlockResult): object {
  const { rule, message, fingerprint, location } = result;
  const more = count > 1 ? ` The same block has ${counted(count - 1, "more such instance")}.` : "";
  return {
    description: [`${subjectName(result)}: ${sentence(message)}${more}`, ...relatedSentences(result)].join(" "),
    check_name: rule.id,
    fingerprint,
    severity: severities[rule.severity],
    location: { path: plainLine(location.uri), lines: { begin: location.region?.startLine ?? 1 } },
  };
}

function unread(notification: Omit<Notification, "level">): object {
  const { id, message, source, location } = notification;
  return {
    description: `Not read: ${notificationSentence(notification)}`,
    check_name: id,
    fingerprint: createHash("sha256")
      .update(`${id}\0${source ?? ""}\0${message}`)
      .digest("hex"),
    severity: "blocker",
    location: { path: plainLine(location?.uri ?? source ?? "."), lines: { begin: location?.region?.startLine ?? 1 } },
  };
}
