import type { ParameterValue, Rule, RuleDefinition, Severity } from "../model/rule.ts";
import { readParameter } from "./parameter.ts";
import { didYouMean } from "./problem.ts";
import { securitySeverities } from "./rule-document.ts";
import { pointerStep } from "./yaml.ts";

/** What keylint.yaml says of one rule. */
export interface RuleSetting {
  readonly enabled?: boolean;
  readonly severity?: Severity;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** The `rules:` section of keylint.yaml. */
export interface RuleSettings {
  /** By id or alias of the rule. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Puts something wrong into words, at the place in the file that a JSON Pointer below `rules` names. */
  describe(pointer: string, message: string): string;
}

/** No settings: every rule as it ships. */
export const defaultSettings: RuleSettings = { rules: {}, describe: (pointer, message) => `${pointer}: ${message}` };

/** A definition and where it comes from. */
export interface DefinedRule {
  readonly definition: RuleDefinition;
  readonly from: string;
}

/**
 * The rules that are to run, with the values in force.
 * @returns also everything in the settings that names no rule or parameter, or does not fit one, in words.
 */
export function applySettings(
  defined: readonly DefinedRule[],
  settings: RuleSettings,
): { readonly rules: readonly Rule[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const settingOf = new Map<RuleDefinition, { name: string; setting: RuleSetting }>();
  for (const [name, setting] of Object.entries(settings.rules)) {
    const rule = defined.find(({ definition }) => definition.id === name || definition.aliases.includes(name));
    const names = defined.flatMap(({ definition }) => [definition.id, ...definition.aliases]);
    const place = pointerStep(name);
    if (rule === undefined)
      problems.push(settings.describe(place, `there is no rule \`${name}\`${didYouMean(name, names)}`));
    else if (settingOf.has(rule.definition))
      problems.push(settings.describe(place, `\`${rule.definition.id}\` is set twice, by its id and by a former one`));
    else settingOf.set(rule.definition, { name, setting });
  }
  const rules = defined.flatMap(({ definition, from }) => {
    const { name = "", setting = {} } = settingOf.get(definition) ?? {};
    const values = parameterValues(definition, setting, (parameter, message) =>
      problems.push(settings.describe(`${pointerStep(name)}/params${pointerStep(parameter)}`, message)),
    );
    if (setting.enabled === false) return [];
    const { severity = definition.severity } = setting;
    const securitySeverity =
      severity === definition.severity ? definition.securitySeverity : securitySeverities[severity];
    return [{ ...definition, severity, securitySeverity, from, values }];
  });
  return { rules, problems };
}

function parameterValues(
  definition: RuleDefinition,
  setting: RuleSetting,
  report: (parameter: string, message: string) => void,
): Readonly<Record<string, ParameterValue>> {
  const values: Record<string, ParameterValue> = {};
  for (const [name, parameter] of Object.entries(definition.params)) values[name] = parameter.default;
  for (const [name, given] of Object.entries(setting.params ?? {})) {
    const parameter = Object.hasOwn(definition.params, name) ? definition.params[name] : undefined;
    if (parameter === undefined) {
      const hint = didYouMean(name, Object.keys(definition.params));
      report(name, `\`${definition.id}\` has no parameter \`${name}\`${hint}`);
      continue;
    }
    const reading = readParameter(parameter, given);
    if ("problem" in reading) report(name, `\`${name}\` ${reading.problem}`);
    else values[name] = reading.value;
  }
  return values;
}
