import { createHash } from "node:crypto";
import { isGap, isKey, type Subject } from "../model/gap.ts";
import type { Instant } from "../model/instant.ts";
import { compareLocations, type Location } from "../model/location.ts";
import type { ExceptionResult, Suppression } from "../model/result.ts";
import type { Rule } from "../model/rule.ts";
import type { KeylintComment } from "../model/terraform.ts";
import { endOf, type Exception, type MalformedException, readComment } from "./exception.ts";
import { exceptionRules } from "./exception-rules.ts";
import { keyPattern, namesOfKey } from "./key-pattern.ts";
import { didYouMean } from "./problem.ts";

/** What exceptions are read from and judged against. */
export interface ExceptionOptions {
  /** Those of keylint.yaml. */
  readonly external: readonly (Exception | MalformedException)[];
  /** The rules of this run. */
  readonly rules: readonly Rule[];
  /** Ids of rules that exist but are switched off: an exception for them is neither wrong nor unused. */
  readonly disabled: readonly string[];
  /** Exceptions hold to the end of their last day in UTC, measured at this moment. */
  readonly asOf: Instant;
}

/** The exceptions of a run; it remembers which of them silenced something. */
export interface Exceptions {
  /** The exception that silences a failing or open result, if one does. */
  suppressionOf(rule: Rule, subject: Subject): Suppression | undefined;
  /**
   * Results about the exceptions themselves, in the order of their locations, once every result was shown to `suppressionOf`.
   * @param complete whether all was read and judged; if not, nothing can be said about unused exceptions
   */
  results(subjects: Iterable<Subject>, complete: boolean): readonly ExceptionResult[];
}

/** Prepares the exceptions of a run. */
export function createExceptions({ external, rules, disabled, asOf }: ExceptionOptions): Exceptions {
  const ran = new Set(rules.flatMap((rule) => [rule.id, ...rule.aliases]));
  const names = new Set([...ran, ...disabled]);
  const used = new Set<Exception>();
  const checked = external.map((exception) => checkRules(exception, names));
  const patterns = checked
    .filter(isException)
    .map((exception) => ({ exception, fits: keyPattern(exception.key ?? "") }));
  // One block can stand for many keys (count, for_each): its comment is read once.
  const comments = new Map<string, Exception | MalformedException>();
  const besideBlock = (subject: Subject): readonly (Exception | MalformedException)[] =>
    commentsOf(subject).map((comment) => {
      const place = placeOf(comment.location);
      const exception = comments.get(place) ?? checkRules(readComment(comment), names);
      comments.set(place, exception);
      return exception;
    });
  const holds = (exception: Exception): boolean => asOf < (endOf(exception.expires) ?? -Infinity);

  const patternsOf = new Map(
    rules.map((rule) => [rule.id, patterns.filter(({ exception }) => concerns(exception, rule))]),
  );

  const suppressionOf = (rule: Rule, subject: Subject): Suppression | undefined => {
    const listed = patternsOf.get(rule.id) ?? [];
    const comments = besideBlock(subject);
    if (listed.length === 0 && comments.length === 0) return undefined;
    const inSource = comments.filter((exception) => isException(exception) && concerns(exception, rule));
    const keyNames = listed.length > 0 ? namesOfKey(subject) : [];
    const external = listed.filter(({ fits }) => keyNames.some(fits)).map(({ exception }) => exception);
    const candidates = [...inSource, ...external].filter(isException).filter(holds);
    for (const exception of candidates) used.add(exception);
    const [exception] = candidates;
    if (exception === undefined) return undefined;
    const { kind, reason, owner, expires, location } = exception;
    return { kind, justification: reason, owner, expires, location };
  };

  const resultOf = (exception: Exception | MalformedException, complete: boolean): readonly ExceptionResult[] => {
    const { location } = exception;
    if ("problem" in exception)
      return [resultFor(exceptionRules.malformed, exception.problem, location, exception.text)];
    const what = `${exception.rules.join(", ")}${exception.key === undefined ? "" : ` for ${exception.key}`}`;
    const identity = JSON.stringify([exception.kind, exception.rules, exception.key, exception.owner, location.uri]);
    if (!holds(exception)) {
      const message = `the exception of ${exception.owner} for ${what} expired on ${exception.expires}`;
      return [resultFor(exceptionRules.expired, message, location, identity)];
    }
    const judged = exception.rules.every((id) => ran.has(id));
    if (!complete || !judged || used.has(exception)) return [];
    const message = `the exception of ${exception.owner} for ${what} silences nothing`;
    return [resultFor(exceptionRules.unused, message, location, identity)];
  };

  return {
    suppressionOf,
    results: (subjects, complete) => {
      for (const subject of subjects) besideBlock(subject);
      return [...checked, ...comments.values()]
        .flatMap((exception) => resultOf(exception, complete))
        .toSorted((a, b) => compareLocations(a.location, b.location));
    },
  };
}

function commentsOf(subject: Subject): readonly KeylintComment[] {
  if (isGap(subject)) return [];
  return isKey(subject) ? subject.views[0].comments : subject.comments;
}

function concerns({ rules }: Exception, { id, aliases }: Rule): boolean {
  return rules.some((name) => name === id || aliases.includes(name));
}

function isException(exception: Exception | MalformedException): exception is Exception {
  return !("problem" in exception);
}

function checkRules(
  exception: Exception | MalformedException,
  names: ReadonlySet<string>,
): Exception | MalformedException {
  if ("problem" in exception) return exception;
  const missing = exception.rules.filter((id) => !names.has(id));
  if (missing.length === 0) return exception;
  const problem = missing.map((id) => `there is no rule \`${id}\`${didYouMean(id, names)}`).join("; ");
  return { problem, text: JSON.stringify(exception.rules), location: exception.location };
}

function resultFor(rule: Rule, message: string, location: Location, identity: string): ExceptionResult {
  const fingerprint = createHash("sha256").update(`${rule.id}\0${identity}`).digest("hex");
  return { rule, message, location, fingerprint };
}

function placeOf({ uri, region }: Location): string {
  return `${uri}:${region?.startLine ?? 0}:${region?.startColumn ?? 0}`;
}
