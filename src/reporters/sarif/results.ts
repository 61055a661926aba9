import { keyIdOf } from "../../model/api-key.ts";
import { isKey, type Subject } from "../../model/gap.ts";
import { fingerprintName, type Result, type Suppression } from "../../model/result.ts";
import type { AbsentResult, Run } from "../../model/run.ts";
import type { BlockResult } from "../blocks.ts";
import { keyName, ownerName, subjectName } from "../key-name.ts";
import { counted, plainLine, sentence } from "../plain-text.ts";
import { type AnyResult, hasSubject, sourceOf } from "../reported.ts";
import type { Locations } from "./locations.ts";
import { messageLink, messageText } from "./message.ts";
import { levels, rank } from "./rules.ts";

/** A message with more is not read; GitHub shows the places that a message links to, and no others. */
const mostLinks = 10;

/** SARIF's form of a result, or of those that one line of configuration causes for all instances of its block. */
export function sarifResult({ result, count, others }: BlockResult, ruleIndex: number, places: Locations): object {
  const { rule, fingerprint, baselineState } = result;
  const all = hasSubject(result) ? result.related : [];
  const related = all.slice(0, mostLinks);
  const more = hasSubject(result) ? (result.relatedLeft ?? 0) : 0;
  const kind = hasSubject(result) ? result.kind : "fail";
  const suppression = hasSubject(result) ? result.suppression : undefined;
  return {
    ruleId: rule.id,
    ruleIndex,
    kind,
    level: kind === "fail" ? levels[rule.severity] : "none",
    rank: kind === "fail" ? rank(rule) : undefined,
    message: { text: [...messages(result, count, others), ...linkSentences(all, more)].join(" ") },
    locations: [places.primary(result)],
    relatedLocations:
      related.length === 0 ? undefined : related.map((link, index) => relatedLocation(link, index, places)),
    partialFingerprints: { primaryLocationLineHash: places.lineHash(result), [fingerprintName]: fingerprint },
    occurrenceCount: count > 1 ? count : undefined,
    suppressions: suppression === undefined ? undefined : [sarifSuppression(suppression, places)],
    baselineState,
    properties: {
      instances:
        count > 1
          ? others.map(({ subject, fingerprint }) => ({
              name: keyName(subject),
              fingerprint,
              keyId: idOfPair(subject),
            }))
          : undefined,
      ...(hasSubject(result) ? subjectProperties(result) : {}),
    },
  };
}

function subjectProperties({ subject, reasons }: Result): object {
  return {
    system: subject.system,
    source: sourceOf(subject),
    owner: ownerName(subject),
    keyId: idOfPair(subject),
    reasons: reasons.length === 0 ? undefined : reasons,
  };
}

/** The identity of its key pair; a gap has none. */
function idOfPair(subject: Subject): string | undefined {
  return isKey(subject) ? keyIdOf(subject) : undefined;
}

function sarifSuppression({ kind, justification, location, owner, expires }: Suppression, places: Locations): object {
  return {
    kind,
    status: "accepted",
    justification: plainLine(justification),
    location: places.plain(location),
    properties: { owner, expires },
  };
}

type Related = Result["related"][number];

function relatedLocation({ location, message }: Related, index: number, places: Locations): object {
  return places.plain(location, { id: index + 1, message: messageText(sentence(message)) });
}

function messages(result: AnyResult, count: number, others: readonly Result[]): string[] {
  const about = (one: AnyResult) => messageText(`${subjectName(one)}: ${sentence(one.message)}`);
  const named = others.slice(0, 5);
  const left = count - 1 - named.length;
  if (named.length === 0) return [about(result)];
  if (named.some(({ message }) => message !== result.message)) {
    return [about(result), ...named.map(about), ...(left > 0 ? [`And ${left} more.`] : [])];
  }
  const names = named.map(({ subject }) => messageText(keyName(subject))).join(", ");
  return [about(result), `The same holds for ${names}${left > 0 ? ` and ${left} more` : ""}.`];
}

function linkSentences(related: readonly Related[], more: number): string[] {
  const left = Math.max(related.length - mostLinks, 0) + more;
  const links = related.slice(0, mostLinks).map(({ message }, index) => `See ${messageLink(message, index + 1)}.`);
  return left > 0 ? [...links, `And ${counted(left, "more place")}.`] : links;
}

/** A result of the baseline that this run no longer has. */
export function absentResult(absent: AbsentResult, run: Run, places: Locations): object {
  const ruleIndex = run.rules.findIndex(({ id, aliases }) => id === absent.ruleId || aliases.includes(absent.ruleId));
  return {
    ruleId: absent.ruleId,
    ruleIndex: ruleIndex < 0 ? undefined : ruleIndex,
    message: { text: messageText(sentence(absent.message)) },
    locations: [places.plain({ uri: decoded(absent.uri), virtual: true })],
    partialFingerprints: { [fingerprintName]: absent.fingerprint },
    baselineState: "absent",
  };
}

/** A baseline's URI is percent-encoded already, unless another tool wrote it. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
