import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import { EvaluationProblem } from "./scope.ts";
import { numberText, typeName, unknownOf, type Value } from "./value.ts";

/** Converts as Terraform does where a bool is expected: `"true"` and `"1"` are bools too. */
export function toBoolean(value: Value): boolean | null | Unknown {
  const notKnown = unknownOf(value);
  if (notKnown !== undefined) return notKnown;
  if (value === null || typeof value === "boolean") return value;
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  throw new EvaluationProblem(`expected a bool, not a ${typeName(value)}`);
}

/** Converts as Terraform does where a number is expected: decimal text is a number too. */
export function toNumber(value: Value): number | null | Unknown {
  const notKnown = unknownOf(value);
  if (notKnown !== undefined) return notKnown;
  if (value === null || typeof value === "number") return value;
  if (typeof value === "string" && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return Number(value);
  throw new EvaluationProblem(
    `expected a number, not ${typeof value === "string" ? "this text" : `a ${typeName(value)}`}`,
  );
}

/** Converts as Terraform does where text is expected: numbers and bools have a text. */
export function toText(value: Value): string | null | Unknown {
  const notKnown = unknownOf(value);
  if (notKnown !== undefined) return notKnown;
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  throw new EvaluationProblem(`expected text, not a ${typeName(value)}`);
}

/** The value, which may be neither null nor unknown. */
export function settled<T>(value: T | null | Unknown, what: string): T {
  if (value === null) throw new EvaluationProblem(`${what} is null`);
  if (isUnknown(value)) throw new EvaluationProblem(`${what} is not known`);
  return value;
}

/** The elements of a list have one type: beside text, numbers and bools become text. */
export function oneType(items: readonly Value[]): Value[] {
  return items.some((item) => typeof item === "string") &&
    items.every((item) => typeof item !== "object" || item === null)
    ? items.map((item) => toText(item))
    : [...items];
}
