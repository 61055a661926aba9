import type { Parameter, ParameterValue } from "../model/rule.ts";

/** A value that fits a parameter, or why one does not. */
export type ParameterReading = { readonly value: ParameterValue } | { readonly problem: string };

/** Checks a value that a file gives against what the rule says of its parameter. */
export function readParameter(parameter: Parameter, value: unknown): ParameterReading {
  switch (parameter.type) {
    case "integer":
    case "number":
      return readNumber(parameter, value);
    case "boolean":
      return typeof value === "boolean" ? { value } : { problem: "must be true or false" };
    case "string":
      if (typeof value !== "string") return { problem: "must be a text" };
      return allowed(parameter.enum, value) ?? { value };
    case "array":
    default: {
      if (!Array.isArray(value) || !value.every((item) => typeof item === "string"))
        return { problem: "must be a list of texts" };
      const wrong = value.map((item) => allowed(parameter.items?.enum, item)).find((problem) => problem !== undefined);
      return wrong ?? { value };
    }
  }
}

function readNumber(parameter: Parameter, value: unknown): ParameterReading {
  const { type, minimum = -Infinity, maximum = Infinity } = parameter;
  if (typeof value !== "number" || !Number.isFinite(value)) return { problem: "must be a number" };
  if (type === "integer" && !Number.isSafeInteger(value)) return { problem: "must be a whole number" };
  if (value < minimum) return { problem: `must be at least ${minimum}` };
  if (value > maximum) return { problem: `must be at most ${maximum}` };
  return allowed(parameter.enum, value) ?? { value };
}

function allowed(
  values: readonly (string | number)[] | undefined,
  value: string | number,
): { readonly problem: string } | undefined {
  return values === undefined || values.includes(value)
    ? undefined
    : { problem: `must be one of ${values.join(", ")}` };
}
