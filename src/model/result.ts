import type { Subject } from "./gap.ts";
import type { Location } from "./location.ts";
import type { Rule } from "./rule.ts";

/** What judging one key, or one gap, by one rule gives (SARIF 2.1.0, 3.27.9). `open`: something that the rule needs is not known. */
export type ResultKind = "pass" | "fail" | "open" | "notApplicable";

/** An exception that silences a result without deleting it (SARIF 2.1.0, 3.35). */
export interface Suppression {
  /** `inSource`: a comment beside the block. `external`: keylint.yaml. */
  readonly kind: "inSource" | "external";
  readonly justification: string;
  readonly owner?: string;
  /** RFC 3339 date, inclusive. */
  readonly expires?: string;
  /** Where the exception is written. */
  readonly location: Location;
}

/** A result against an earlier run (SARIF 2.1.0, 3.27.24). */
export type BaselineState = "new" | "unchanged" | "updated" | "absent";

/** Where SARIF carries {@link Result.fingerprint} among `partialFingerprints`; a name there ends with a version (SARIF 2.1.0, 3.5.4.2). */
export const fingerprintName = "keylint/v1";

/** rule x key, or rule x gap: then it is open. */
export interface Result {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly kind: ResultKind;
  /** One or more sentences without secrets: what is wrong, or what is not known. */
  readonly message: string;
  /** For `open`: each thing that is not known, as a clause. */
  readonly reasons: readonly string[];
  /** The attribute that the rule points at where it has a region, else the key's own location. */
  readonly location: Location;
  /** Places to look at beside; of keys that have something in common only the first are named. */
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  /** How many more there are than {@link related} names. */
  readonly relatedLeft?: number;
  /**
   * Identity of the result across runs, independent of line numbers: lower hex SHA-256 over rule, system and the subject's stable
   * identity (address, live id, or virtual path).
   */
  readonly fingerprint: string;
  readonly suppression?: Suppression;
  readonly baselineState?: BaselineState;
}

/**
 * A result about an exception rather than a key: it has expired, silences nothing, or is malformed. Rules `exception-expired`,
 * `exception-unused`, `exception-malformed`; always of kind `fail` and never suppressed.
 */
export interface ExceptionResult {
  readonly rule: Rule;
  readonly message: string;
  /** Where the exception is written. */
  readonly location: Location;
  /** Identity across runs, independent of line numbers: lower hex SHA-256 over rule and the exception's own words. */
  readonly fingerprint: string;
  readonly baselineState?: BaselineState;
}
