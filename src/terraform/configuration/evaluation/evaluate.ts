import { isUnknown, type Unknown, unknown } from "../../../model/unknown.ts";
import { callFunction } from "../functions/call.ts";
import type { Expression } from "../syntax/expression.ts";
import { deeper, spend, UnfinishedWork } from "./budget.ts";
import { convert, toBoolean, toText } from "./conversion.ts";
import { equals } from "./equality.ts";
import { evaluateLoosely } from "./loose.ts";
import { evaluateFor } from "./loops.ts";
import { parseNumber } from "./number.ts";
import { evaluateBinary, evaluateUnary } from "./operators.ts";
import { EvaluationProblem } from "./problem.ts";
import { type Scope, withNames } from "./scope.ts";
import { evaluateTemplate } from "./template.ts";
import { normalized } from "./text.ts";
import { attributeOf, elementOf, splat } from "./traversal.ts";
import { dynamicType, type Type } from "./type.ts";
import { unify } from "./type-conversion.ts";
import {
  isDeferred,
  isKind,
  isNull,
  nullValue,
  object,
  tuple,
  typeOf,
  unknownOf,
  unknownValue,
  type Value,
  dropReference,
} from "./value.ts";

/**
 * The value of an expression. What is not known stays unknown with its reason, and no further than it must.
 * @throws {EvaluationProblem} with its place, for what Terraform would refuse too, and for what takes more work than is spent on it.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  try {
    spend(1);
    return deeper(() => evaluateKind(expression, scope));
  } catch (problem) {
    if (problem instanceof EvaluationProblem) problem.place ??= { source: scope.source, span: expression };
    throw problem;
  }
}

function evaluateKind(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return literalValue(expression.value);
    case "number":
      return parseNumber(expression.digits) ?? unknownValue(unknown("it is no number"));
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
      return tuple(expression.items.map((item) => evaluate(item, scope)));
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

function literalValue(value: null | boolean | string): Value {
  if (value === null) return nullValue;
  return typeof value === "string" ? normalized(value) : value;
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
  const entries: [string, Value][] = [];
  let notKnown: Unknown | undefined;
  for (const item of items) {
    const key = toText(evaluateKey(item.key, scope));
    const value = evaluate(item.value, scope);
    if (key === null) throw new EvaluationProblem("a key of an object is null");
    if (isUnknown(key)) notKnown ??= dropReference(key);
    else entries.push([key, value]);
  }
  return notKnown === undefined ? object(entries) : unknownValue(notKnown);
}

/** Both branches have one type: beside text, a number becomes text. A branch that is not taken may be wrong without harm. */
function evaluateConditional(expression: Expression & { kind: "conditional" }, scope: Scope): Value {
  const condition = toBoolean(evaluate(expression.condition, scope));
  if (condition === null) throw new EvaluationProblem("the condition is null");
  const whenTrue = (condition === true ? evaluate : evaluateLoosely)(expression.whenTrue, scope);
  const whenFalse = (condition === false ? evaluate : evaluateLoosely)(expression.whenFalse, scope);
  const type = typeOfBoth(whenTrue, whenFalse);
  if (!isUnknown(condition)) return convert(condition ? whenTrue : whenFalse, type);
  return eitherOf(inType(whenTrue, type), inType(whenFalse, type), condition, type);
}

/** The type that both branches of a conditional get. @throws {EvaluationProblem} when there is none */
export function typeOfBoth(whenTrue: Value, whenFalse: Value): Type {
  const [a, b] = [typeOf(whenTrue), typeOf(whenFalse)];
  if (isNull(whenTrue) && a.kind === "dynamic") return b;
  if (isNull(whenFalse) && b.kind === "dynamic") return a;
  if (a.kind === "dynamic" || b.kind === "dynamic") return dynamicType;
  const both = unify([a, b]);
  if (both === undefined) throw new EvaluationProblem("the two branches have types that do not fit together");
  return both;
}

function inType(value: Value, type: Type): Value {
  try {
    return convert(value, type);
  } catch (problem) {
    if (!(problem instanceof EvaluationProblem) || problem instanceof UnfinishedWork) throw problem;
    return unknownValue(unknown(problem.message), type);
  }
}

/**
 * What is known of a value that is one of two, while it isn't known which. Beside null or no text an unknown value stays
 * what it refers to: a key or a user that is unset would be refused.
 */
export function eitherOf(a: Value, b: Value, condition: Unknown, type: Type = dynamicType): Value {
  if (isKind(a, "unknown") && isUnset(b)) return a;
  if (isKind(b, "unknown") && isUnset(a)) return b;
  if (isKind(a, "unknown") && isKind(b, "unknown") && a.why.reference !== undefined) {
    const { reference } = a.why;
    if (reference.address === b.why.reference?.address && reference.attribute === b.why.reference.attribute) return a;
  }
  if (isDeferred(a) && a === b) return a;
  if (unknownOf(a) === undefined && unknownOf(b) === undefined && equals(a, b) === true) return a;
  return unknownValue(dropReference(condition), type, isSet(a) && isSet(b));
}

function isSet(value: Value): boolean {
  return isKind(value, "unknown") ? value.notNull : !isNull(value);
}

export function isUnset(value: Value): boolean {
  return isNull(value) || value === "";
}
