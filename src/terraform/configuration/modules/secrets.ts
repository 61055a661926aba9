import { isUnknown } from "../../../model/unknown.ts";
import type { TerraformValue, TerraformValues } from "../../../model/terraform.ts";
import { isDeferred, type Value } from "../evaluation/value.ts";

/** The texts in a value, at any depth; those too short to tell anything, or to be told from others, are left out. */
export function* textsIn(value: Value): Generator<string> {
  if (typeof value === "string") {
    if (value.length > 3) yield value;
  } else if (typeof value === "object" && value !== null && !isUnknown(value) && !isDeferred(value)) {
    for (const part of value.values()) yield* textsIn(part);
  }
}

/** The attributes that hold one of the texts, whole or as a part. */
export function attributesHolding(secrets: ReadonlySet<string>, values: TerraformValues): ReadonlySet<string> {
  if (secrets.size === 0) return secrets;
  return new Set(Object.keys(values).filter((name) => holds(values[name] ?? null, secrets)));
}

function holds(value: TerraformValue, secrets: ReadonlySet<string>): boolean {
  if (typeof value === "string") return [...secrets].some((secret) => value.includes(secret));
  if (typeof value !== "object" || value === null || isUnknown(value)) return false;
  return Object.values(value).some((part: TerraformValue) => holds(part, secrets));
}
