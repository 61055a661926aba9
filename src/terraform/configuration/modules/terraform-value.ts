import type { TerraformValue } from "../../../model/terraform.ts";
import { spend } from "../evaluation/budget.ts";
import { type NumberValue, toDouble } from "../evaluation/number.ts";
import { numberText } from "../evaluation/number-text.ts";
import { isDeferred, isKind, isMapping, isNull, isSequence, type Value } from "../evaluation/value.ts";

/**
 * The value in the form that the rest of keylint reads.
 * @throws {UnfinishedWork} for values that stand in each other again and again
 */
export function terraformValue(value: Value): TerraformValue {
  spend(1, 16);
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (isKind(value, "number")) return plainNumber(value);
  if (isNull(value)) return null;
  if (isKind(value, "unknown")) return value.why;
  if (isDeferred(value)) return value.whole;
  if (isSequence(value)) return value.items.map(terraformValue);
  if (isMapping(value))
    return Object.fromEntries(Array.from(value.entries, ([key, item]) => [key, terraformValue(item)]));
  return value satisfies never;
}

/** A number that a double does not tell exactly stays its text, as providers convert it. */
function plainNumber(value: NumberValue): number | string {
  const double = toDouble(value);
  const text = value.infinite ? String(double) : numberText(value);
  return String(double) === text ? double : text;
}
