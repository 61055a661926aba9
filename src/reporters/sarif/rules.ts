import type { Rule, Severity } from "../../model/rule.ts";
import type { Run } from "../../model/run.ts";
import { plainLine, sentence } from "../plain-text.ts";
import { catalogueOf, weaknessTitle } from "./catalogues.ts";
import { relationships, supportedTaxonomies } from "./taxonomies.ts";

/** SARIF's levels for our severities; what GitHub shows follows from `security-severity`. */
export const levels = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  note: "note",
} as const satisfies Record<Severity, string>;

/** GitHub reads no more tags of a rule, and refuses twice as many. */
const mostTags = 10;

/** keylint itself: its name is part of every alert's identity and never changes. */
export function driver(run: Run, taxonomies: readonly object[]): object {
  const { name, version, informationUri } = run.tool;
  return {
    name,
    semanticVersion: version,
    version,
    informationUri,
    rules: run.rules.map((rule) => reportingDescriptor(rule, informationUri)),
    supportedTaxonomies: supportedTaxonomies(taxonomies),
  };
}

function reportingDescriptor(rule: Rule, informationUri: string): object {
  const tags = [
    "security",
    ...rule.cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, "0")}`),
    ...rule.tags.map(plainLine),
    ...Object.entries(rule.controls).flatMap(([id, entries]) => entries.map((entry) => `${id}/${entry}`)),
  ];
  return {
    id: rule.id,
    deprecatedIds: rule.aliases.length > 0 ? rule.aliases : undefined,
    name: rule.id.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: sentence(rule.title).slice(0, 1024) },
    fullDescription: { text: sentence(rule.description).slice(0, 1024) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    helpUri: helpUri(rule, informationUri),
    defaultConfiguration: { level: levels[rule.severity], rank: rank(rule) },
    relationships: relationships(rule),
    properties: {
      tags: [...new Set(tags)].slice(0, mostTags),
      precision: rule.precision,
      "security-severity": rule.securitySeverity.toFixed(1),
      severity: rule.severity,
      since: rule.since,
      parameters: rule.values,
    },
  };
}

/** SARIF's rank, 0 to 100, of a failing result. */
export function rank(rule: Rule): number {
  return Math.round(rule.securitySeverity * 10);
}

/** A shipped rule's own file, which compliance reviews; a user's rule has its references. The rules on exceptions are not files. */
function helpUri(rule: Rule, informationUri: string): string {
  if (rule.id.startsWith("exception-")) return informationUri;
  if (rule.from !== "shipped") return rule.references[0] ?? informationUri;
  return informationUri.startsWith("https://github.com/")
    ? `${informationUri}/blob/main/rules/${rule.id}.yaml`
    : informationUri;
}

function helpText(rule: Rule): string {
  return [rule.title, rule.description, `How to fix: ${rule.remediation}`].map(sentence).join("\n\n");
}

/** GitHub shows this in place of the text; description and remediation are Markdown already. */
function helpMarkdown(rule: Rule): string {
  const controls = Object.entries(rule.controls).map(([id, entries]) => {
    const { name, version } = catalogueOf(id);
    return `- ${name}${version === undefined ? "" : ` ${version}`}: ${entries.join(", ")}`;
  });
  const parameters = Object.entries(rule.values).map(([name, value]) => `- \`${name}\`: \`${JSON.stringify(value)}\``);
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];
  return [
    `# ${plainLine(rule.title)}`,
    rule.description.trim(),
    ...section("How to fix", [rule.remediation]),
    ...section("Parameters of this run", parameters),
    ...section("Controls", rule.noControl === undefined ? controls : [...controls, rule.noControl]),
    ...section(
      "Weaknesses",
      rule.cwe.map((number) => `- [${weaknessTitle(number)}](https://cwe.mitre.org/data/definitions/${number}.html)`),
    ),
    ...section(
      "References",
      rule.references.map((reference) => `- <${reference}>`),
    ),
  ].join("\n\n");
}
