import { createHash } from "node:crypto";
import type { Derived } from "../facts/derive.ts";
import type { Facts } from "../facts/facts.ts";
import { type ApiKey, isLasting } from "../model/api-key.ts";
import { isGap, isKey, locationOf, type Subject } from "../model/gap.ts";
import { nameOf } from "../model/key-name.ts";
import { compareLocations, type Location } from "../model/location.ts";
import type { BaselineState, Result, ResultKind, Suppression } from "../model/result.ts";
import type { Rule } from "../model/rule.ts";
import { known } from "../model/unknown.ts";
import type { View } from "../model/view.ts";

/** A rule that can judge; what the engine compiles. */
export interface Judge {
  readonly rule: Rule;
  judge(facts: Facts): { readonly kind: ResultKind; readonly message: string; readonly reasons: readonly string[] };
}

/** What is known of a result beyond the judgement: who silenced it, and whether an earlier run had it. */
export interface Annotations {
  suppressionOf(rule: Rule, subject: Subject): Suppression | undefined;
  baselineStateOf(result: Result): BaselineState | undefined;
}

/** Every result of every subject: made anew as it is iterated, in the order of subjects, then of rules. */
export function* judge(
  subjects: readonly Subject[],
  rules: readonly Judge[],
  derived: Derived,
  annotations: Annotations,
): Iterable<Result> {
  for (const subject of subjects) {
    const concerned = ruleSubjects(subject);
    let facts: Facts | undefined;
    for (const compiled of rules) {
      if (!concerned.has(compiled.rule.subject)) continue;
      facts ??= derived.factsOf(subject);
      yield annotated(resultOf(subject, compiled, facts, derived), annotations);
    }
  }
}

const lasting: ReadonlySet<Rule["subject"]> = new Set(["key", "record"]);
const removed: ReadonlySet<Rule["subject"]> = new Set(["removal"]);
const ofProvider: ReadonlySet<Rule["subject"]> = new Set(["provider"]);
const absent: ReadonlySet<Rule["subject"]> = new Set(["record"]);

/** What rules are about a subject. */
function ruleSubjects(subject: Subject): ReadonlySet<Rule["subject"]> {
  if (isGap(subject)) return lasting;
  if (!isKey(subject)) return ofProvider;
  if (isLasting(subject)) return lasting;
  return subject.existence === "removed" ? removed : absent;
}

/** A result that passes has nothing to silence or to compare. */
function annotated(result: Result, annotations: Annotations): Result {
  if (result.kind !== "fail" && result.kind !== "open") return result;
  const suppression = annotations.suppressionOf(result.rule, result.subject);
  const baselineState = annotations.baselineStateOf(result);
  if (suppression === undefined && baselineState === undefined) return result;
  return {
    ...result,
    ...(suppression === undefined ? {} : { suppression }),
    ...(baselineState === undefined ? {} : { baselineState }),
  };
}

function resultOf(subject: Subject, compiled: Judge, facts: Facts, derived: Derived): Result {
  const { rule } = compiled;
  const { kind, message, reasons } = compiled.judge(facts);
  let fingerprint: string | undefined;
  return {
    rule,
    subject,
    kind,
    message,
    reasons,
    location: isKey(subject) ? placeOf(subject, rule) : subject.location,
    ...(kind === "fail" ? relatedOf(subject, rule, derived) : { related: [] }),
    get fingerprint() {
      fingerprint ??= resultFingerprint(rule.id, subject);
      return fingerprint;
    },
  };
}

/** The attribute that the rule points at, where the source says where it stands. */
function placeOf({ views: [{ location, places }] }: ApiKey, rule: Rule): Location {
  for (const attribute of rule.at) {
    const region = places.get(attribute);
    if (region !== undefined) return { ...location, region };
  }
  return location;
}

function relatedOf(subject: Subject, rule: Rule, derived: Derived): Pick<Result, "related" | "relatedLeft"> {
  if (isKey(subject)) return relatedToKey(subject, rule, derived);
  const places = isGap(subject) ? [] : subject.alsoAt;
  return { related: places.map((location) => ({ location, message: "the same secret" })) };
}

function relatedToKey(key: ApiKey, rule: Rule, derived: Derived): Pick<Result, "related" | "relatedLeft"> {
  const others = rule.related === undefined ? undefined : derived.relatedOf(key, rule.related);
  const named = others?.named ?? [];
  const left = (others?.count ?? 0) - named.length;
  const [first, ...views] = key.views;
  const isAboutSecret = rule.at.some((attribute) => known(key.secretAt)?.includes(attribute) === true);
  const secretFiles = new Set(isAboutSecret ? key.views.flatMap((view) => view.secretFiles ?? []) : []);
  const elsewhere = views.filter(({ location }) => compareLocations(location, first.location) !== 0);
  return {
    related: [
      ...[...secretFiles].map((uri) => ({ location: { uri }, message: "the file that holds the secret" })),
      ...named.map((other) => ({ location: locationOf(other), message: nameOf(other) })),
      ...elsewhere.map((view) => ({ location: view.location, message: describeView(view, key) })),
    ],
    ...(left > 0 ? { relatedLeft: left } : {}),
  };
}

/** What a link to another view of the key says. */
function describeView({ origin }: View, { terraform }: ApiKey): string {
  if (origin.kind === "live") return "the same key as the live system lists it";
  return origin.address === terraform?.address
    ? `the same key in the ${origin.document}`
    : `the same key as ${origin.address}`;
}

/** Lower hex SHA-256 over rule, system and stable identity: the live id, else root and address. Lines may move without changing it. */
export function resultFingerprint(ruleId: string, subject: Subject): string {
  return createHash("sha256")
    .update(`${ruleId}\0${subject.system}\0${identityOf(subject)}`)
    .digest("hex");
}

function identityOf(subject: Subject): string {
  const { uri } = locationOf(subject);
  if (isGap(subject)) return uri;
  if (!isKey(subject)) return `${subject.root} ${nameOf(subject)}`;
  const { terraform, existence } = subject;
  if (terraform === undefined) return known(subject.id) ?? uri;
  return `${uri} ${terraform.address} ${terraform.deposed ?? ""} ${existence === "removed" ? "removed" : ""}`;
}
