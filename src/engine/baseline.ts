import { UsageError } from "../errors.ts";
import { compareText } from "../model/location.ts";
import { type BaselineState, fingerprintName } from "../model/result.ts";
import type { AbsentResult } from "../model/run.ts";

/** The failing results of an earlier run, by fingerprint. Suppressed ones are left out: what loses its exception is new. */
export type Baseline = ReadonlyMap<string, BaselineResult>;

/** A failing result of an earlier run. */
export interface BaselineResult extends AbsentResult {
  /** SARIF level: `error`, `warning`, `note`. */
  readonly level: string;
  /** One of several instances that share a SARIF result, whose message is that of the first. */
  readonly grouped: boolean;
  /** Identity of the public key that the result was about, where the report tells it. */
  readonly keyId?: string;
}

/** What of a result of this run is compared to the earlier one. */
export interface Comparable {
  readonly fingerprint: string;
  /** Fingerprints that the result would have under the former ids of its rule. */
  readonly formerFingerprints?: readonly string[];
  readonly message: string;
  /** Identity of the public key. */
  readonly keyId?: string | undefined;
  /** SARIF level, where it is to be compared too. */
  readonly level?: string;
}

/** Beyond this JSON.parse nears the longest text that a JavaScript engine holds. */
const largestBaseline = 200 * 1024 * 1024;

/**
 * Reads a SARIF report that keylint wrote earlier.
 * @param path the file as the user named it, for messages
 * @throws {UsageError} when it is not SARIF 2.1.0 of keylint
 */
export function readBaseline(path: string, text: string): Baseline {
  if (text.length > largestBaseline) throw new UsageError(`${path}: the baseline is larger than 200 MB`);
  const log = parse(path, text);
  if (log["version"] !== "2.1.0" || !Array.isArray(log["runs"]))
    throw new UsageError(`${path}: the baseline is not a SARIF 2.1.0 report`);
  const runs = log["runs"].map(record).filter((run) => record(record(run["tool"])["driver"])["name"] === "keylint");
  if (runs.length === 0) throw new UsageError(`${path}: the baseline holds no run of keylint`);
  const baseline = new Map<string, BaselineResult>();
  for (const run of runs) {
    for (const result of list(run["results"]).map(record)) {
      if (!isFailure(result)) continue;
      for (const found of resultsOf(result)) baseline.set(found.fingerprint, found);
    }
  }
  return baseline;
}

/** How a failing result of this run stands to the baseline. What another key brings in the place of the former one is new. */
export function baselineStateOf(baseline: Baseline, result: Comparable): Exclude<BaselineState, "absent"> {
  const names = [result.fingerprint, ...(result.formerFingerprints ?? [])];
  const earlier = names.map((name) => baseline.get(name)).find((found) => found !== undefined);
  if (earlier === undefined) return "new";
  if (earlier.keyId !== undefined && result.keyId !== undefined && earlier.keyId !== result.keyId) return "new";
  const same = earlier.grouped || essence(earlier.message).includes(essence(result.message));
  return same && (result.level === undefined || result.level === earlier.level) ? "unchanged" : "updated";
}

/** The results of the baseline that this run no longer has, in the order of their places. */
export function absentResults(baseline: Baseline, fingerprints: ReadonlySet<string>): readonly AbsentResult[] {
  return [...baseline.values()]
    .filter(({ fingerprint }) => !fingerprints.has(fingerprint))
    .map(({ ruleId, fingerprint, message, uri }) => ({ ruleId, fingerprint, message, uri }))
    .toSorted((a, b) => compareText(a.uri, b.uri) || compareText(a.fingerprint, b.fingerprint));
}

function parse(path: string, text: string): Record<string, unknown> {
  try {
    return record(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    throw new UsageError(
      `${path}: the baseline is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function isFailure(result: Record<string, unknown>): boolean {
  const { kind = "fail", baselineState, suppressions } = result;
  return kind === "fail" && baselineState !== "absent" && list(suppressions).length === 0;
}

/** Several instances of one block share a result: the others are in its properties. */
function resultsOf(result: Record<string, unknown>): readonly BaselineResult[] {
  const place = record(record(list(result["locations"])[0])["physicalLocation"]);
  const properties = record(result["properties"]);
  const others = list(properties["instances"]).map(record);
  const common = {
    ruleId: words(result["ruleId"]),
    message: words(record(result["message"])["text"]).replaceAll(/([{}])\1/g, "$1"),
    uri: words(record(place["artifactLocation"])["uri"]),
    level: words(result["level"]) || "warning",
    grouped: others.length > 0,
  };
  const first = { fingerprint: record(result["partialFingerprints"])[fingerprintName], keyId: properties["keyId"] };
  return [first, ...others].flatMap(({ fingerprint, keyId }) => {
    if (typeof fingerprint !== "string") return [];
    return [{ ...common, fingerprint, ...(typeof keyId === "string" ? { keyId } : {}) }];
  });
}

/** A reporter may dress a message: name the key before it, add links behind it, change its first letter. */
function essence(message: string): string {
  return message
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}
