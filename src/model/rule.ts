/** From worst to least. `note` informs and never fails a run by default. */
export const severities = ["critical", "high", "medium", "low", "note"] as const;
export type Severity = (typeof severities)[number];

/** A value that a rule's parameter can take. */
export type ParameterValue = number | string | boolean | readonly string[];

/** A rule's parameter: a JSON Schema for its value, with a default. */
export interface Parameter {
  readonly type: "integer" | "number" | "string" | "boolean" | "array";
  readonly default: ParameterValue;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly (string | number)[];
  readonly items?: { readonly type: "string"; readonly enum?: readonly string[] };
}

/** A judgement over facts, as its YAML file says it (rules/*.yaml). */
export interface RuleDefinition {
  /** Equals the file's name; never reused. */
  readonly id: string;
  /** Former ids, which exceptions and baselines may still use. */
  readonly aliases: readonly string[];
  readonly title: string;
  /** Why it matters, for people who read a report. Markdown. */
  readonly description: string;
  readonly severity: Severity;
  /**
   * `key`: the keys that will exist after the plan. `removal`: the keys that the plan destroys. `record`: the keys that will exist, and those that a
   * newer source proves to be gone. `provider`: the secrets that stand in the clear in arguments of Terraform providers.
   */
  readonly subject: "key" | "removal" | "record" | "provider";
  /** CEL; false means that the rule is not applicable to the key. */
  readonly applies: string;
  /** CEL; false means that the key fails. */
  readonly require: string;
  /** Text with `{expression}` parts, each CEL over the same facts. */
  readonly message: string;
  /** The attribute to point at, by the source's own name; a list is tried in order. */
  readonly at: readonly string[];
  /** Which other keys the result links to: those of the same owner, or those with the same mathematics or modulus. */
  readonly related?: "owner" | "duplicates" | "modulus" | "fingerprint" | "shared-factor";
  readonly params: Readonly<Record<string, Parameter>>;
  readonly remediation: string;
  /** Catalogue to control ids: `{ "nist-800-53-r5": ["IA-5"] }`. */
  readonly controls: Readonly<Record<string, readonly string[]>>;
  /** Why no control fits, where none does. */
  readonly noControl?: string;
  /** CWE numbers. */
  readonly cwe: readonly number[];
  /** SARIF `security-severity`, 0.1 to 10.0; derived from the severity when the file does not give it. */
  readonly securitySeverity: number;
  /** SARIF `precision`. */
  readonly precision: "very-high" | "high" | "medium" | "low";
  readonly tags: readonly string[];
  /** The strength tier that derives the facts of this rule; the rule is not run below it. */
  readonly tier: "standard" | "extended" | "deep";
  readonly references: readonly string[];
  /** The version of keylint that brought it. */
  readonly since: string;
}

/** A rule with the parameters that this run uses. */
export interface Rule extends RuleDefinition {
  /** Where it comes from: `shipped`, or the path of the user's file. */
  readonly from: string;
  /** The values in force: the defaults, overridden by keylint.yaml. */
  readonly values: Readonly<Record<string, ParameterValue>>;
}
