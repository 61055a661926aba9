import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import type { BinaryOperator, Expression } from "../syntax/expression.ts";
import { UnfinishedWork } from "./budget.ts";
import { toBoolean, toNumber } from "./conversion.ts";
import { equals } from "./equality.ts";
import { evaluate } from "./evaluate.ts";
import { add, compareNumbers, quotient, remainder, multiply, negate, type NumberValue } from "./number.ts";
import { EvaluationProblem } from "./problem.ts";
import { type Scope, sinceNewer } from "./scope.ts";
import { boolType, numberType, type Type } from "./type.ts";
import { unknownValue, type Value, dropReference } from "./value.ts";

function notKnown(why: Unknown, type: Type): Value {
  return unknownValue(dropReference(why), type, true);
}

export function evaluateUnary(expression: Expression & { kind: "unary" }, scope: Scope): Value {
  const operand = evaluate(expression.operand, scope);
  if (expression.operator === "!") {
    const value = toBoolean(operand);
    if (value === null) throw new EvaluationProblem("the operand is null");
    return isUnknown(value) ? notKnown(value, boolType) : !value;
  }
  const value = toNumber(operand);
  if (value === null) throw new EvaluationProblem("the operand is null");
  return isUnknown(value) ? notKnown(value, numberType) : negate(value);
}

export function evaluateBinary(expression: Expression & { kind: "binary" }, scope: Scope): Value {
  const { operator } = expression;
  if (operator === "&&" || operator === "||") return evaluateLogical(expression, scope);
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  if (operator === "==" || operator === "!=") {
    const equal = equals(left, right);
    return isUnknown(equal) ? notKnown(equal, boolType) : equal === (operator === "==");
  }
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a === null || b === null) throw new EvaluationProblem("an operand is null");
  const result = isComparison(operator) ? boolType : numberType;
  if (isUnknown(a)) return notKnown(a, result);
  if (isUnknown(b)) return notKnown(b, result);
  return arithmetic(operator, a, b);
}

/** One side is enough where it decides. */
function evaluateLogical(expression: Expression & { kind: "binary" }, scope: Scope): Value {
  const deciding = expression.operator === "||";
  const left = toBoolean(evaluate(expression.left, scope));
  let right: ReturnType<typeof toBoolean>;
  try {
    right = toBoolean(evaluate(expression.right, scope));
  } catch (problem) {
    if (!(problem instanceof EvaluationProblem) || problem instanceof UnfinishedWork) throw problem;
    // The other side may guard against exactly this. Before Terraform 1.12 it was an error all the same.
    if (left === deciding) return sinceNewer(scope, deciding);
    if (isUnknown(left)) return notKnown(left, boolType);
    throw problem;
  }
  if (left === deciding || right === deciding) {
    if (left === null || right === null) throw new EvaluationProblem("an operand is null");
    return deciding;
  }
  if (left === null || right === null) throw new EvaluationProblem("an operand is null");
  if (isUnknown(left)) return notKnown(left, boolType);
  if (isUnknown(right)) return notKnown(right, boolType);
  return !deciding;
}

type Arithmetic = Exclude<BinaryOperator, "&&" | "||" | "==" | "!=">;

function isComparison(operator: Arithmetic): boolean {
  return operator === "<" || operator === ">" || operator === "<=" || operator === ">=";
}

function arithmetic(operator: Arithmetic, a: NumberValue, b: NumberValue): Value {
  switch (operator) {
    case "+":
      return add(a, b);
    case "-":
      return add(a, negate(b));
    case "*":
      return multiply(a, b);
    case "/":
      return quotient(a, b);
    case "%":
      return remainder(a, b);
    case "<":
      return compareNumbers(a, b) < 0;
    case ">":
      return compareNumbers(a, b) > 0;
    case "<=":
      return compareNumbers(a, b) <= 0;
    case ">=":
      return compareNumbers(a, b) >= 0;
  }
}
