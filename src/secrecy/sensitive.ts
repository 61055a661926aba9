import type { TerraformValue, TerraformValues } from "../model/terraform.ts";
import { isUnknown, unknown, unknownFrom } from "../model/unknown.ts";

/**
 * What is marked as sensitive and would be shown (a user, a name, a purpose) is not read at all.
 * @param sensitive names of the attributes that are marked, whole or in part
 * @param neverShown names of the attributes that are judged and never shown as they stand: they are read all the same
 */
export function maskSensitive(
  values: TerraformValues,
  sensitive: ReadonlySet<string> | undefined,
  neverShown: readonly string[],
): TerraformValues {
  const hidden = [...(sensitive ?? [])].filter((name) => !neverShown.includes(name) && values[name] !== undefined);
  if (hidden.length === 0) return values;
  const withheld = hidden.map((name) => [
    name,
    unknown(`${name} is marked as sensitive, so that keylint does not read it`),
  ]);
  return { ...values, ...Object.fromEntries(withheld) };
}

/** A value that comes from something sensitive, with reasons that hold nothing of it; what an unknown part refers to stays. */
export function maskReasons(value: TerraformValue): TerraformValue {
  if (typeof value !== "object" || value === null) return value;
  if (isUnknown(value))
    return value.from === undefined
      ? unknown(notKnownSensitive, value.reference)
      : unknownFrom(notKnownSensitive, value.from);
  if (Array.isArray(value)) return value.map(maskReasons);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, maskReasons(part)]));
}

/** The reason of what is not known and comes from something sensitive. */
export const notKnownSensitive = "it depends on a sensitive value that is not known";

/** Stands for an error whose words may hold something sensitive: the name of a file, for one. */
export const sensitiveProblem = "it depends on a sensitive value, so that it is not told what is wrong";
