import type { TerraformValue } from "../../../model/terraform.ts";
import { isUnknown, unknown } from "../../../model/unknown.ts";
import { isDeferred, isList, isMap, isSet, type Value } from "../evaluation/value.ts";

/** More parts than any attribute has: values that stand in each other again and again would take all memory. */
const most = 1_000_000;

/** The value in the form that the rest of keylint reads. */
export function terraformValue(value: Value): TerraformValue {
  const budget = { left: most };
  const converted = convert(value, budget);
  return budget.left < 0 ? unknown("it has too many parts to be read") : converted;
}

function convert(value: Value, budget: { left: number }): TerraformValue {
  if (--budget.left < 0) return null;
  if (isUnknown(value)) return value;
  if (isDeferred(value)) return value.whole;
  if (isMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, convert(item, budget)]));
  if (isList(value) || isSet(value)) return Array.from(value, (item) => convert(item, budget));
  return value;
}
