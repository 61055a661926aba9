import type { ApiKey } from "./api-key.ts";
import type { Gap } from "./gap.ts";
import type { Instant } from "./instant.ts";
import type { Notification } from "./notification.ts";
import type { ProviderSecret } from "./provider-secret.ts";
import type { ExceptionResult, Result, ResultKind } from "./result.ts";
import type { Rule, Severity } from "./rule.ts";

/** How much of one source was read and judged. */
export interface Coverage {
  /** The source, as the user gave it. */
  readonly source: string;
  /** Keys that the source shows, each instance once. */
  readonly keys: number;
  /** Of these: every applicable rule passed or failed. */
  readonly judged: number;
  /** Of these: at least one rule is open. */
  readonly open: number;
  /** Things that could not be read: files, users, domains. */
  readonly unread: number;
}

/** A result of an earlier run that this one no longer has. */
export interface AbsentResult {
  readonly ruleId: string;
  readonly fingerprint: string;
  readonly message: string;
  readonly uri: string;
}

/** Counts over all results; suppressed ones are counted apart. */
export interface Summary {
  readonly kinds: Readonly<Record<ResultKind, number>>;
  /** Failing, unsuppressed results by severity. */
  readonly failures: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  /** Failing, unsuppressed results that the baseline did not have; equals all of them without a baseline. */
  readonly newFailures: Readonly<Record<Severity, number>>;
}

/** One finished scan: what a reporter turns into text. */
export interface Run {
  readonly tool: { readonly name: "keylint"; readonly version: string; readonly informationUri: string };
  /** The moment that ages are measured at. */
  readonly asOf: Instant;
  readonly sources: readonly string[];
  readonly rules: readonly Rule[];
  /** Every key, in the order of their locations. */
  readonly keys: readonly ApiKey[];
  /** What could not be listed, in the order of their locations: no key is among them, and none is counted. */
  readonly gaps: readonly Gap[];
  /** Secrets in arguments of providers, in the order of their locations: no keys either. */
  readonly providerSecrets: readonly ProviderSecret[];
  /**
   * Every result, in the order of the places of keys and gaps, then of rules. Made anew as it is iterated, so that a million results do not need
   * the memory of a million; it can be iterated any number of times.
   */
  results(): Iterable<Result>;
  /** Results about the exceptions themselves, in the order of their locations. Their rules are in `rules`; `summary` counts them. */
  readonly exceptionResults: readonly ExceptionResult[];
  readonly summary: Summary;
  readonly coverage: readonly Coverage[];
  readonly notifications: readonly Notification[];
  /** Whether all that was asked for was read. */
  readonly complete: boolean;
  /** Only with a baseline. */
  readonly absent: readonly AbsentResult[];
  readonly hasBaseline: boolean;
  /** Which tests on public keys ran, and the lists of known keys that were loaded. */
  readonly strength: { readonly tier: "standard" | "extended" | "deep"; readonly lists: readonly string[] };
  /** Where the paths of locations start: absolute, with forward slashes. */
  readonly root: string;
}
