import type { Rule, Severity } from "../model/rule.ts";
import { completeRule } from "./rule-document.ts";

/** The rules that judge exceptions instead of keys: they have no expression. */
export const exceptionRules = {
  expired: rule(
    "exception-expired",
    "Exception has expired",
    "low",
    "The exception no longer silences anything. Somebody accepted a risk until a day that has passed.",
    "Fix what it silenced and delete it, or have its owner accept the risk again and move the date.",
  ),
  unused: rule(
    "exception-unused",
    "Exception silences nothing",
    "note",
    "An exception that is left behind will silence the next key that fits it, which nobody has looked at.",
    "Delete it.",
  ),
  malformed: rule(
    "exception-malformed",
    "Exception is malformed",
    "low",
    "An exception that names no existing rule, owner, reason or day of expiry silences nothing.",
    'Write it as: keylint:ignore RULE owner=NAME reason="WHY" expires=YYYY-MM-DD',
  ),
} as const satisfies Record<string, Rule>;

function rule(id: string, title: string, severity: Severity, description: string, remediation: string): Rule {
  const definition = completeRule({
    id,
    title,
    description,
    severity,
    require: "false",
    message: title,
    remediation,
    noControl: "It is about keylint's own exceptions.",
    precision: "very-high",
    since: "0.1.0",
  });
  return { ...definition, from: "shipped", values: {} };
}
