import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import type { BinaryOperator, Expression } from "../syntax/expression.ts";
import { settled, toBoolean, toNumber } from "./conversion.ts";
import { evaluate } from "./evaluate.ts";
import { EvaluationProblem, type Scope } from "./scope.ts";
import { DeferredObject, equalValues, firstUnknown, type Value, withoutReference } from "./value.ts";

export function evaluateUnary(expression: Expression & { kind: "unary" }, scope: Scope): Value {
  const operand = evaluate(expression.operand, scope);
  const value = expression.operator === "!" ? toBoolean(operand) : toNumber(operand);
  if (isUnknown(value)) return withoutReference(value);
  const given = settled(value, "the operand");
  return typeof given === "boolean" ? !given : -given;
}

export function evaluateBinary(expression: Expression & { kind: "binary" }, scope: Scope): Value {
  const { operator } = expression;
  if (operator === "&&" || operator === "||") return evaluateLogical(expression, scope);
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  if (operator === "==" || operator === "!=") {
    const equal = equals(left, right);
    return isUnknown(equal) ? equal : equal === (operator === "==");
  }
  const a = toNumber(left);
  const b = toNumber(right);
  if (isUnknown(a)) return withoutReference(a);
  if (isUnknown(b)) return withoutReference(b);
  return arithmetic(operator, settled(a, "the left operand"), settled(b, "the right operand"));
}

/** One side is enough where it decides. */
function evaluateLogical(expression: Expression & { kind: "binary" }, scope: Scope): Value {
  const deciding = expression.operator === "||";
  const left = toBoolean(evaluate(expression.left, scope));
  if (left === deciding) return deciding;
  let right: boolean | null | Unknown;
  try {
    right = toBoolean(evaluate(expression.right, scope));
  } catch (problem) {
    // The other side may guard against exactly this.
    if (isUnknown(left) && problem instanceof EvaluationProblem) return withoutReference(left);
    throw problem;
  }
  if (right === deciding) return deciding;
  if (isUnknown(left)) return withoutReference(left);
  if (isUnknown(right)) return withoutReference(right);
  if (left === null || right === null) throw new EvaluationProblem("an operand is null");
  return !deciding;
}

function equals(left: Value, right: Value): boolean | Unknown {
  // An object that Terraform makes is never null.
  if ((left instanceof DeferredObject && right === null) || (right instanceof DeferredObject && left === null))
    return false;
  const notKnown = firstUnknown(left) ?? firstUnknown(right);
  if (notKnown !== undefined) return withoutReference(notKnown);
  return equalValues(left, right);
}

function arithmetic(operator: Exclude<BinaryOperator, "&&" | "||" | "==" | "!=">, a: number, b: number): Value {
  switch (operator) {
    case "+":
      return rounded(a + b);
    case "-":
      return rounded(a - b);
    case "*":
      return rounded(a * b);
    case "/":
      if (b === 0) throw new EvaluationProblem("division by zero");
      return rounded(a / b);
    case "%":
      if (b === 0) throw new EvaluationProblem("division by zero");
      return rounded(a % b);
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
  }
}

/** Terraform counts in decimals of 512 bits: 0.1 + 0.2 is 0.3. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}
