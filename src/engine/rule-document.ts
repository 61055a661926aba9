import type { Parameter, RuleDefinition, Severity } from "../model/rule.ts";

/** A rule as its YAML file has it, once it fits schemas/rule.schema.json: what has a default may be absent. */
export interface RuleDocument {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly description?: string;
  readonly severity: Severity;
  readonly subject?: RuleDefinition["subject"];
  readonly applies?: string;
  readonly require: string;
  readonly message: string;
  readonly at?: string | readonly string[];
  readonly related?: NonNullable<RuleDefinition["related"]>;
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly remediation: string;
  readonly controls?: RuleDefinition["controls"];
  readonly noControl?: string;
  readonly cwe?: readonly number[];
  readonly securitySeverity?: number;
  readonly precision?: RuleDefinition["precision"];
  readonly tags?: readonly string[];
  readonly tier?: RuleDefinition["tier"];
  readonly references?: readonly string[];
  readonly since?: string;
}

/** SARIF `security-severity` of a rule that does not give one: the middle of GitHub's band for each word. */
export const securitySeverities = {
  critical: 9.5,
  high: 8,
  medium: 5.5,
  low: 2.5,
  note: 0.1,
} as const satisfies Record<Severity, number>;

/** Fills in what the file leaves out. */
export function completeRule(document: RuleDocument): RuleDefinition {
  const { id, title, severity, require, message, remediation, at = [] } = document;
  return {
    id,
    aliases: document.aliases ?? [],
    title,
    description: document.description ?? title,
    severity,
    subject: document.subject ?? "key",
    applies: document.applies ?? "true",
    require,
    message,
    at: typeof at === "string" ? [at] : at,
    ...(document.related === undefined ? {} : { related: document.related }),
    params: document.params ?? {},
    remediation,
    controls: document.controls ?? {},
    ...(document.noControl === undefined ? {} : { noControl: document.noControl }),
    cwe: document.cwe ?? [],
    securitySeverity: document.securitySeverity ?? securitySeverities[severity],
    precision: document.precision ?? "high",
    tags: document.tags ?? [],
    tier: document.tier ?? "standard",
    references: document.references ?? [],
    since: document.since ?? "",
  };
}
