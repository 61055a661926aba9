import { createHash } from "node:crypto";
import type { Derived } from "../facts/derive.ts";
import type { Facts } from "../facts/facts.ts";
import type { ApiKey } from "../model/api-key.ts";
import type { Location } from "../model/location.ts";
import type { BaselineState, Result, ResultKind, Suppression } from "../model/result.ts";
import type { Rule } from "../model/rule.ts";
import { known } from "../model/unknown.ts";

/** A rule that can judge; what the engine compiles. */
export interface Judge {
  readonly rule: Rule;
  judge(facts: Facts): { readonly kind: ResultKind; readonly message: string; readonly reasons: readonly string[] };
}

/** What is known of a result beyond the judgement: who silenced it, and whether an earlier run had it. */
export interface Annotations {
  suppressionOf(rule: Rule, key: ApiKey): Suppression | undefined;
  baselineStateOf(result: Result): BaselineState | undefined;
}

/** Every result of every key: made anew as it is iterated, in the order of keys, then of rules. */
export function* judge(
  keys: readonly ApiKey[],
  rules: readonly Judge[],
  derived: Derived,
  annotations: Annotations,
): Iterable<Result> {
  for (const key of keys) {
    const subject = key.existence === "removed" ? "removal" : "key";
    let facts: Facts | undefined;
    for (const compiled of rules) {
      if (compiled.rule.subject !== subject) continue;
      facts ??= derived.factsOf(key);
      yield annotated(resultOf(key, compiled, facts, derived), annotations);
    }
  }
}

/** A result that passes has nothing to silence or to compare. */
function annotated(result: Result, annotations: Annotations): Result {
  if (result.kind !== "fail" && result.kind !== "open") return result;
  const suppression = annotations.suppressionOf(result.rule, result.key);
  const baselineState = annotations.baselineStateOf(result);
  if (suppression === undefined && baselineState === undefined) return result;
  return {
    ...result,
    ...(suppression === undefined ? {} : { suppression }),
    ...(baselineState === undefined ? {} : { baselineState }),
  };
}

function resultOf(key: ApiKey, compiled: Judge, facts: Facts, derived: Derived): Result {
  const { rule } = compiled;
  const { kind, message, reasons } = compiled.judge(facts);
  let fingerprint: string | undefined;
  return {
    rule,
    key,
    kind,
    message,
    reasons,
    location: locationOf(key, rule),
    ...(kind === "fail" ? relatedOf(key, rule, derived) : { related: [] }),
    get fingerprint() {
      fingerprint ??= fingerprintOf(rule.id, key);
      return fingerprint;
    },
  };
}

/** The attribute that the rule points at, where the source says where it stands. */
function locationOf(key: ApiKey, rule: Rule): Location {
  for (const attribute of rule.at) {
    const region = key.places.get(attribute);
    if (region !== undefined) return { ...key.location, region };
  }
  return key.location;
}

function relatedOf(key: ApiKey, rule: Rule, derived: Derived): Pick<Result, "related" | "relatedLeft"> {
  const others = rule.related === undefined ? undefined : derived.relatedOf(key, rule.related);
  const named = others?.named ?? [];
  const left = (others?.count ?? 0) - named.length;
  return {
    related: [...named.map((other) => ({ location: other.location, message: nameOf(other) })), ...key.alsoAt],
    ...(left > 0 ? { relatedLeft: left } : {}),
  };
}

/** How people name a key: its Terraform address, else user and id. */
export function nameOf(key: ApiKey): string {
  if (key.origin.kind === "terraform")
    return key.origin.address + (key.origin.deposed === undefined ? "" : ` (deposed ${key.origin.deposed})`);
  return key.declaredBy?.address ?? key.origin.path.join(" / ");
}

/** Lower hex SHA-256 over rule, system and stable identity: the live id, else root and address. Lines may move without changing it. */
export function fingerprintOf(ruleId: string, key: ApiKey): string {
  const terraform = key.origin.kind === "terraform" ? key.origin : key.declaredBy;
  const identity =
    terraform === undefined
      ? (known(key.id) ?? key.location.uri)
      : `${key.location.uri} ${terraform.address} ${terraform.deposed ?? ""} ${key.existence === "removed" ? "removed" : ""}`;
  return createHash("sha256").update(`${ruleId}\0${key.system}\0${identity}`).digest("hex");
}
