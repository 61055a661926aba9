import { UsageError } from "../errors.ts";
import { factSchema } from "../facts/schema.ts";
import { exceptionRules } from "../engine/exception-rules.ts";
import { didYouMean } from "../engine/problem.ts";
import type { FactDefinition } from "../model/fact-type.ts";
import type { Rule } from "../model/rule.ts";
import { languageHelp } from "./rule-language.ts";

/** `keylint rules list`: one line per rule in force. */
export function listRules(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => [
    rule.id,
    rule.severity,
    rule.title + (rule.from === "shipped" ? "" : ` (${rule.from})`),
  ]);
  const widthOf = (column: number): number => Math.max(0, ...rows.map((row) => (row[column] ?? "").length));
  const [idWidth, severityWidth] = [widthOf(0), widthOf(1)];
  return rows
    .map(
      ([id = "", severity = "", title = ""]) => `${id.padEnd(idWidth)}  ${severity.padEnd(severityWidth)}  ${title}\n`,
    )
    .join("");
}

/**
 * `keylint rules explain`: a rule by its id or a former one, a fact by its name (`key.ageDays`), a group of facts (`key`), or
 * `language`: what an expression can be.
 * @throws {UsageError} when there is no such rule or fact
 */
export function explain(name: string, rules: readonly Rule[]): string {
  if (name === "language") return languageHelp();
  const all = [...rules, ...Object.values(exceptionRules)];
  const rule = all.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (rule !== undefined) return explainRule(rule);
  const facts = allFacts().filter(({ path }) => path === name || path.startsWith(`${name}.`));
  if (facts.length > 0) return facts.map(({ path, fact }) => `${path}  (${fact.type})\n    ${fact.doc}\n`).join("");
  const names = [
    ...all.map(({ id }) => id),
    ...all.flatMap(({ aliases }) => aliases),
    ...allFacts().map(({ path }) => path),
  ];
  throw new UsageError(
    `there is no rule or fact \`${name}\`${didYouMean(name, names) || "; `keylint rules list` shows the rules"}`,
  );
}

function explainRule(rule: Rule): string {
  const params = Object.entries(rule.params).map(([name, { type, default: preset, description }]) => {
    const value = rule.values[name] ?? preset;
    const changed = JSON.stringify(value) === JSON.stringify(preset) ? "" : ` (default ${show(preset)})`;
    return `${name}: ${show(value)}${changed}, ${type}${description === undefined ? "" : `. ${description}`}`;
  });
  const controls = Object.entries(rule.controls).map(([catalogue, ids]) => `${catalogue}: ${ids.join(", ")}`);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["Why", [rule.description.trim()]],
    ["Applies to", rule.applies.trim() === "true" ? [] : [rule.applies]],
    ["Requires", rule.require === "false" ? [] : [rule.require]],
    ["Parameters", params],
    ["What to do", [rule.remediation.trim()]],
    ["Controls", [...controls, ...(rule.noControl === undefined ? [] : [`none: ${rule.noControl}`])]],
    ["Weaknesses", rule.cwe.map((number) => `CWE-${number}`)],
    ["More", rule.references],
    ["Former ids", rule.aliases],
    ["From", [rule.from === "shipped" ? `keylint ${rule.since}` : rule.from]],
  ];
  const shown = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `\n${title}\n${indent(lines.join("\n"))}\n`);
  return `${rule.id}: ${rule.title} [${rule.severity}]\n${shown.join("")}`;
}

function allFacts(): readonly { readonly path: string; readonly fact: FactDefinition }[] {
  return Object.entries(factSchema).flatMap(([group, schema]) =>
    Object.entries(schema).map(([name, fact]: [string, FactDefinition]) => ({ path: `${group}.${name}`, fact })),
  );
}

function show(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "    ");
}
