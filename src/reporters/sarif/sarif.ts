import { formatInstant } from "../../model/instant.ts";
import type { Notification } from "../../model/notification.ts";
import type { Run } from "../../model/run.ts";
import { redaction } from "../../secrecy/snippet.ts";
import { alone } from "../blocks.ts";
import { counted, notificationSentence } from "../plain-text.ts";
import type { AnyResult } from "../reported.ts";
import type { Reporter, ReporterOptions } from "../reporter.ts";
import { type Locations, locations, sourceRoot } from "./locations.ts";
import { messageText } from "./message.ts";
import { absentResult, sarifResult } from "./results.ts";
import { driver } from "./rules.ts";
import { mostResults, selected } from "./selection.ts";
import { taxonomies } from "./taxonomies.ts";

/**
 * SARIF 2.1.0 for GitHub code scanning, which turns every result into an alert whatever its kind, suppressions or baseline: only
 * failing results without an exception, at most {@link mostResults}.
 *
 * Code scanning closes the alerts that a newer file does not have. A run that could not read everything therefore has no `results`
 * property at all (not an empty one): upload-sarif refuses such a file, and the alerts stay as they are. With `allowIncomplete` they are there.
 */
export const sarif: Reporter = (run, options) => log(run, options, forCodeScanning);

/** SARIF 2.1.0 with all there is: every kind of result, suppressions, baseline states, absent results. For archives, viewers and baselines. */
export const sarifFull: Reporter = (run, options) => log(run, options, everything);

/** The results of a profile, and notifications that follow from writing them. */
type Profile = (run: Run, options: ReporterOptions, places: Locations) => Generator<object, Notification[]> | undefined;

const forCodeScanning: Profile = (run, options, places) => {
  if (!run.complete && !options.allowIncomplete) return undefined;
  return (function* () {
    const blocks = selected(run, options);
    const index = ruleIndices(run);
    let next = blocks.next();
    for (; next.done !== true; next = blocks.next()) {
      yield sarifResult(next.value, index(next.value.result), places);
    }
    return next.value === 0 ? [] : [leftOut(next.value)];
  })();
};

const everything: Profile = function* (run, _options, places) {
  const index = ruleIndices(run);
  for (const result of run.results()) yield sarifResult(alone(result), index(result), places);
  for (const result of run.exceptionResults) yield sarifResult(alone(result), index(result), places);
  for (const absent of run.absent) yield absentResult(absent, run, places);
  return [];
};

function ruleIndices(run: Run): (result: AnyResult) => number {
  const indices = new Map(run.rules.map((rule, index) => [rule.id, index]));
  return ({ rule }) => indices.get(rule.id) ?? -1;
}

function leftOut(count: number): Notification {
  return {
    level: "warning",
    id: "results-left-out",
    message: `${counted(count, "result")} of lesser severity left out: code scanning takes at most ${mostResults}. The profile sarif-full has them all.`,
  };
}

const withheld: Notification = {
  level: "error",
  id: "results-withheld",
  message:
    "The results are left out because the run is incomplete: uploaded, they would close the alerts of what was not read. Do not upload this file; repair what the errors above name, or ask for the results of an incomplete run.",
};

function* log(run: Run, options: ReporterOptions, profile: Profile): Generator<string> {
  const places = locations(run, options);
  const components = taxonomies(run.rules);
  const results = profile(run, options, places);
  const known = [...run.notifications, ...(results === undefined ? [withheld] : [])];
  const property = (name: string, value: unknown) =>
    value === undefined ? "" : `,\n"${name}":${JSON.stringify(value)}`;
  const category = (options.category ?? "keylint").replace(/\/+$/, "");
  const { checkout } = options;

  yield '{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{\n';
  yield `"tool":${JSON.stringify({ driver: driver(run, components) })}`;
  yield property("automationDetails", { id: `${category}/`, description: { text: `API keys, category ${category}.` } });
  yield property("columnKind", "utf16CodeUnits");
  yield property("language", "en-US");
  yield property("originalUriBaseIds", { [sourceRoot]: { description: { text: "The top folder of the checkout." } } });
  yield property("versionControlProvenance", checkout && [provenance(checkout)]);
  yield property("taxonomies", components);
  let notifications: readonly Notification[] = known;
  if (results !== undefined) {
    yield ',\n"results":[';
    let separator = "\n";
    let next = results.next();
    for (; next.done !== true; next = results.next()) {
      yield `${separator}${JSON.stringify(next.value)}`;
      separator = ",\n";
    }
    yield "\n]";
    notifications = [...known, ...next.value];
  }
  yield property("artifacts", places.artifacts());
  yield property("invocations", [invocation(run, options, notifications, places)]);
  yield property("redactionTokens", places.redacted() ? [redaction] : undefined);
  yield property("properties", {
    asOf: formatInstant(run.asOf),
    complete: run.complete,
    coverage: run.coverage,
    strength: run.strength,
  });
  yield "\n}]}\n";
}

function provenance({ repositoryUri, revisionId, branch }: NonNullable<ReporterOptions["checkout"]>): object {
  return { repositoryUri, revisionId, branch, mappedTo: { uriBaseId: sourceRoot } };
}

function invocation(
  run: Run,
  { exitStatus }: ReporterOptions,
  notifications: readonly Notification[],
  places: Locations,
): object {
  return {
    executionSuccessful: run.complete,
    exitCode: exitStatus,
    toolExecutionNotifications: notifications.map((notification) => ({
      level: notification.level,
      message: { text: messageText(notificationSentence(notification)) },
      descriptor: { id: notification.id },
      locations: notification.location === undefined ? undefined : [places.plain(notification.location)],
      properties: notification.source === undefined ? undefined : { source: notification.source },
    })),
  };
}
