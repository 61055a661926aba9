import type { TerraformValue } from "../../model/terraform.ts";
import { type Reference, unknown } from "../../model/unknown.ts";
import { arrayOf, isJsonObject, isValue, memberOf } from "./json.ts";

/** The reason of every value that a plan marks in `after_unknown`. */
const reason = "known only after apply";

/**
 * Puts the unknown values of a plan back at their places.
 * @param after the values that are known; unknown ones are absent from it, or null.
 * @param marks `after_unknown`: `true` where a value is not known.
 * @param expression the configuration's expression for this value, or the block of expressions around it.
 * @param referenceOf what an expression refers to.
 */
export function withUnknowns(
  after: unknown,
  marks: unknown,
  expression: unknown,
  referenceOf: (expression: unknown) => Reference | undefined,
): TerraformValue {
  if (marks === true) return unknown(reason, referenceOf(expression));
  const inside = (key: string): unknown => (isExpression(expression) ? expression : memberOf(expression, key));
  if (Array.isArray(marks)) {
    const elements = arrayOf(after);
    return Array.from({ length: Math.max(elements.length, marks.length) }, (_, at) =>
      withUnknowns(
        elements[at],
        marks[at],
        Array.isArray(expression) ? expression[at] : isExpression(expression) ? expression : undefined,
        referenceOf,
      ),
    );
  }
  if (isJsonObject(marks)) {
    const keys = new Set([...(isJsonObject(after) ? Object.keys(after) : []), ...Object.keys(marks)]);
    if (keys.size > 0)
      return Object.fromEntries(
        [...keys].map((key) => [
          key,
          withUnknowns(memberOf(after, key), memberOf(marks, key), inside(key), referenceOf),
        ]),
      );
  }
  return isValue(after) ? after : null;
}

/** An expression has references or a constant; a block of expressions has neither as such. */
function isExpression(expression: unknown): boolean {
  return Array.isArray(memberOf(expression, "references"));
}
