import { compareText } from "../model/location.ts";
import type { Result } from "../model/result.ts";
import type { Run } from "../model/run.ts";

/** What a rule must say of a fixture. */
export type Expectation = "pass" | "fail" | "open";

/** The moment at which fixtures are judged, so that the ages in them stand still. */
export const fixtureInstant = Date.UTC(2026, 10, 1);

/** An input that shows what a rule does: a source that `keylint scan` reads. */
export interface Fixture {
  readonly path: string;
  readonly expected: Expectation;
}

/** The fixtures among the entries of a rule's folder: `pass.tf`, `fail.json`, `open-plan.json`, `fail/`, ... */
export function fixturesIn(folder: string, names: readonly string[]): readonly Fixture[] {
  return names.toSorted(compareText).flatMap((name) => {
    const expected = /^(pass|fail|open)(?![a-z])/.exec(name)?.[1];
    return isExpectation(expected) ? [{ path: `${folder}/${name}`, expected }] : [];
  });
}

/**
 * What in a run does not meet the expectation: a result that must be there and is not, or that must not be there and is.
 * `pass`: some key passes, none fails or is open. `fail`: some key fails, none is open. `open`: some key is open, none fails.
 */
export function unmetBy(run: Pick<Run, "notifications" | "results">, expected: Expectation): readonly string[] {
  const unread = run.notifications
    .filter(({ level }) => level === "error")
    .map(({ message }) => `not read whole: ${message}`);
  const results = [...run.results()];
  const found = results.some(({ kind }) => kind === expected);
  const allowed = new Set<Result["kind"]>([expected, "pass", "notApplicable"]);
  const stray = results.filter(({ kind }) => !allowed.has(kind));
  return [
    ...unread,
    ...(found ? [] : [`no result is ${expected}`]),
    ...stray.map(({ kind, location, message }) => `${placeOf(location)} is ${kind}, not ${expected}: ${message}`),
  ];
}

function placeOf({ uri, region }: Result["location"]): string {
  return region === undefined ? uri : `${uri}:${region.startLine}`;
}

function isExpectation(word: string | undefined): word is Expectation {
  return word === "pass" || word === "fail" || word === "open";
}
