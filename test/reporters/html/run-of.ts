import type { ApiKey } from "../../../src/model/api-key.ts";
import { keyPair } from "../../../src/model/credential.ts";
import { locationOf, type Subject } from "../../../src/model/gap.ts";
import type { Result, ResultKind } from "../../../src/model/result.ts";
import { type Rule, severities, type Severity } from "../../../src/model/rule.ts";
import type { Run } from "../../../src/model/run.ts";
import { unknown } from "../../../src/model/unknown.ts";
import type { View } from "../../../src/model/view.ts";
import { html } from "../../../src/reporters/html/html.ts";
import type { ReporterOptions } from "../../../src/reporters/reporter.ts";
import { key, terraform } from "../../kit/keys.ts";

const day = 86_400_000;
export const asOf = Date.UTC(2026, 10, 21, 12);

export const options: ReporterOptions = {
  color: false,
  width: 100,
  readText: () => undefined,
  newOnly: false,
  allowIncomplete: false,
};

/** A key of Terraform state, `ageDays` old at {@link asOf}. */
export function makeKey(name: string, ageDays: number, change: Partial<View> = {}): ApiKey {
  const notTold = unknown("not told");
  const region = { startLine: 7, startColumn: 1, endLine: 9, endColumn: 2 };
  return key({
    source: "infra/",
    origin: terraform(`oci_identity_api_key.${name}`, { document: "state", name }),
    existence: "exists",
    id: `tenancy/user/${name}`,
    account: "ocid1.tenancy.oc1..aaaa",
    owner: { kind: "user", id: `ocid1.user.oc1..${name}`, name },
    credential: keyPair({ publicKey: notTold }),
    active: true,
    timeCreated: asOf - ageDays * day,
    timeLastUsed: notTold,
    attributes: { lifecycleState: "ACTIVE" },
    location: { uri: "infra/terraform.tfstate", region },
    ...change,
  });
}

export function makeRule(id: string, severity: Severity, change: Partial<Rule> = {}): Rule {
  return {
    id,
    aliases: [],
    title: `Title of ${id}`,
    description: `Why ${id} matters.`,
    severity,
    subject: "key",
    applies: "true",
    require: "false",
    message: "m",
    at: [],
    params: {},
    remediation: `What to do about ${id}.`,
    controls: { "cis-oci-3.1": ["1.8"] },
    cwe: [],
    securitySeverity: 5.5,
    precision: "high",
    tags: [],
    tier: "standard",
    references: [],
    since: "0.1.0",
    from: "shipped",
    values: {},
    ...change,
  };
}

export function makeResult(subject: Subject, rule: Rule, kind: ResultKind, change: Partial<Result> = {}): Result {
  const message = `${rule.id}: ${kind}`;
  return {
    rule,
    subject,
    kind,
    message,
    reasons: [],
    location: locationOf(subject),
    related: [],
    fingerprint: message,
    ...change,
  };
}

/** A run whose counts follow from its results. */
export function makeRun(keys: readonly ApiKey[], results: () => Iterable<Result>, change: Partial<Run> = {}): Run {
  const kinds = { pass: 0, fail: 0, open: 0, notApplicable: 0 };
  const failures = { critical: 0, high: 0, medium: 0, low: 0, note: 0 };
  const rules = new Map<string, Rule>();
  let suppressed = 0;
  for (const { kind, rule, suppression } of results()) {
    rules.set(rule.id, rule);
    if (suppression !== undefined) suppressed += 1;
    else kinds[kind] += 1;
    if (suppression === undefined && kind === "fail") failures[rule.severity] += 1;
  }
  return {
    tool: { name: "keylint", version: "0.1.0", informationUri: "https://example.test/keylint" },
    asOf,
    sources: ["infra/"],
    rules: [...rules.values()].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    keys,
    gaps: [],
    providerSecrets: [],
    results,
    summary: { kinds, failures, suppressed, newFailures: failures },
    coverage: [{ source: "infra/", keys: keys.length, judged: keys.length, open: 0, unread: 0 }],
    notifications: [],
    complete: true,
    exceptionResults: [],
    absent: [],
    hasBaseline: false,
    strength: { tier: "standard", lists: [] },
    root: "/project",
    ...change,
  };
}

/** The whole page as one text. */
export function page(run: Run, change: Partial<ReporterOptions> = {}): string {
  return [...html(run, { ...options, ...change })].join("");
}

/** What a reader sees of a page, in one line. */
export function text(page: string): string {
  return page
    .slice(page.indexOf("<body>"))
    .replaceAll("<wbr>", "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
}
