import { isUnknown, type Unknown, unknown } from "../../../model/unknown.ts";
import { callFunction } from "../functions/call.ts";
import type { Expression } from "../syntax/expression.ts";
import { toBoolean, toText } from "./conversion.ts";
import { evaluateFor } from "./loops.ts";
import { evaluateBinary, evaluateUnary } from "./operators.ts";
import { EvaluationProblem, type Scope, withNames } from "./scope.ts";
import { evaluateTemplate } from "./template.ts";
import { attributeOf, elementOf, splat } from "./traversal.ts";
import { equalValues, firstUnknown, isDeferred, unknownOf, type Value, withoutReference } from "./value.ts";

/**
 * The value of an expression. What is not known stays {@link Unknown} with its reason, and no further than it must.
 * @throws {EvaluationProblem} with its place, for what Terraform would refuse too.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  try {
    return evaluateKind(expression, scope);
  } catch (problem) {
    if (problem instanceof EvaluationProblem) problem.place ??= { source: scope.source, span: expression };
    throw problem;
  }
}

function evaluateKind(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return evaluateTemplate(expression.parts, scope);
    case "name":
      return evaluateName(expression.name, scope);
    case "attribute":
      return attributeOf(evaluate(expression.of, scope), expression.name);
    case "index":
      return evaluateIndex(expression, scope);
    case "splat":
      return splat(evaluate(expression.of, scope), (item) =>
        evaluate(expression.each, withNames(scope, new Map([["*", item]]))),
      );
    case "call":
      return callFunction(expression, scope);
    case "tuple":
      return expression.items.map((item) => evaluate(item, scope));
    case "object":
      return evaluateObject(expression.items, scope);
    case "for":
      return evaluateFor(expression, scope);
    case "conditional":
      return evaluateConditional(expression, scope);
    case "binary":
      return evaluateBinary(expression, scope);
    case "unary":
      return evaluateUnary(expression, scope);
  }
}

/** A key that is sensitive names no instance: the address would show it. */
function evaluateIndex(expression: Expression & { kind: "index" }, scope: Scope): Value {
  const value = evaluate(expression.of, scope);
  let secret = false;
  const key = scope.sensitivity.watch(
    () => evaluate(expression.key, scope),
    (marks) => {
      scope.sensitivity.note(marks);
      secret = marks.values;
    },
  );
  return elementOf(value, key, secret);
}

/** What names an element of a map, and makes its names sensitive where it is. */
export function evaluateKey(expression: Expression, scope: Scope): Value {
  return scope.sensitivity.watch(
    () => evaluate(expression, scope),
    ({ values }) => scope.sensitivity.note({ values, keys: values }),
  );
}

function evaluateName(name: string, scope: Scope): Value {
  const value = scope.lookup(name);
  if (value === undefined) throw new EvaluationProblem(`there is nothing of the name "${name}" here`);
  return value;
}

function evaluateObject(items: readonly { key: Expression; value: Expression }[], scope: Scope): Value {
  const object = new Map<string, Value>();
  for (const item of items) {
    const key = evaluateKey(item.key, scope);
    const notKnown = unknownOf(key);
    if (notKnown !== undefined) return withoutReference(notKnown);
    if (typeof key !== "string" && typeof key !== "number" && typeof key !== "boolean")
      throw new EvaluationProblem("a key of an object must be text");
    object.set(String(key), evaluate(item.value, scope));
  }
  return object;
}

function evaluateConditional(expression: Expression & { kind: "conditional" }, scope: Scope): Value {
  const condition = toBoolean(evaluate(expression.condition, scope));
  if (condition === null) throw new EvaluationProblem("the condition is null");
  if (!isUnknown(condition)) {
    const [taken, other] = condition
      ? [expression.whenTrue, expression.whenFalse]
      : [expression.whenFalse, expression.whenTrue];
    const value = evaluate(taken, scope);
    // Both branches have one type: beside text, a number or bool becomes text.
    const asText = other.kind === "template" || (other.kind === "literal" && typeof other.value === "string");
    return asText && (typeof value === "number" || typeof value === "boolean") ? toText(value) : value;
  }
  return eitherOf(branch(expression.whenTrue, scope), branch(expression.whenFalse, scope), condition);
}

/** A branch that may not be taken may be wrong without harm. */
function branch(expression: Expression, scope: Scope): Value {
  try {
    return evaluate(expression, scope);
  } catch (problem) {
    if (problem instanceof EvaluationProblem) return unknown(problem.message);
    throw problem;
  }
}

/**
 * What is known of a value that is one of two, while it isn't known which. Beside null or no text an unknown value stays
 * what it refers to: a key or a user that is unset would be refused.
 */
export function eitherOf(a: Value, b: Value, condition: Unknown): Value {
  if (isUnknown(a) && isUnset(b)) return a;
  if (isUnknown(b) && isUnset(a)) return b;
  if (isUnknown(a) && isUnknown(b) && a.reference !== undefined) {
    if (a.reference.address === b.reference?.address && a.reference.attribute === b.reference.attribute) return a;
  }
  if (firstUnknown(a) === undefined && firstUnknown(b) === undefined && equalValues(a, b)) return a;
  if (isDeferred(a) && a === b) return a;
  return withoutReference(condition);
}

export function isUnset(value: Value): boolean {
  return value === null || value === "";
}
