import { fingerprintName, type Result } from "../../model/result.ts";
import type { AbsentResult, Run } from "../../model/run.ts";
import type { BlockResult } from "../blocks.ts";
import { keyName, keyUser } from "../key-name.ts";
import { sentence } from "../plain-text.ts";
import type { Locations } from "./locations.ts";
import { messageLink, messageText } from "./message.ts";
import { levels, rank } from "./rules.ts";

/** GitHub keeps 100 locations of a result. */
const mostLinks = 50;

/** SARIF's form of a result, or of those that one line of configuration causes for all instances of its block. */
export function sarifResult({ result, count, others }: BlockResult, ruleIndex: number, places: Locations): object {
  const { rule, key, kind, related, suppression } = result;
  const links = related.slice(0, mostLinks);
  const failing = kind === "fail";
  return {
    ruleId: rule.id,
    ruleIndex,
    kind,
    level: failing ? levels[rule.severity] : "none",
    rank: failing ? rank(rule) : undefined,
    message: { text: [...messages(result, count, others), ...links.map(linkSentence)].join(" ") },
    locations: [places.primary(result)],
    relatedLocations:
      links.length === 0
        ? undefined
        : links.map(({ location, message }, index) =>
            places.plain(location, { id: index + 1, message: messageText(sentence(message)) }),
          ),
    partialFingerprints: {
      primaryLocationLineHash: places.lineHash(result),
      [fingerprintName]: result.fingerprint,
    },
    occurrenceCount: count > 1 ? count : undefined,
    suppressions:
      suppression === undefined
        ? undefined
        : [
            {
              kind: suppression.kind,
              status: "accepted",
              justification: messageText(suppression.justification),
              location: places.plain(suppression.location),
              properties: { owner: suppression.owner, expires: suppression.expires },
            },
          ],
    baselineState: result.baselineState,
    properties: {
      system: key.system,
      source: key.source,
      user: keyUser(key),
      reasons: result.reasons.length === 0 ? undefined : result.reasons,
      instances:
        count > 1 ? others.map((other) => ({ name: keyName(other.key), fingerprint: other.fingerprint })) : undefined,
    },
  };
}

function messages({ key, message }: Result, count: number, others: readonly Result[]): string[] {
  const about = (result: Result) => messageText(`${keyName(result.key)}: ${sentence(result.message)}`);
  const first = messageText(`${keyName(key)}: ${sentence(message)}`);
  if (count === 1) return [first];
  const named = others.slice(0, 5);
  const left = count - 1 - named.length;
  const further = left > 0 ? [`And ${left} more.`] : [];
  if (named.every((other) => other.message === message)) {
    const names = named.map((other) => messageText(keyName(other.key))).join(", ");
    return [first, `The same holds for ${names}${left > 0 ? ` and ${left} more` : ""}.`];
  }
  return [first, ...named.map(about), ...further];
}

function linkSentence({ message }: Result["related"][number], index: number): string {
  return `See ${messageLink(message, index + 1)}.`;
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
