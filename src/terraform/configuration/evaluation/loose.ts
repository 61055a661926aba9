import { isUnknown, type Unknown, unknown } from "../../../model/unknown.ts";
import type { Expression } from "../syntax/expression.ts";
import { UnfinishedWork } from "./budget.ts";
import { convert, toBoolean, toText } from "./conversion.ts";
import { evaluate, typeOfBoth } from "./evaluate.ts";
import { turnsOf } from "./loops.ts";
import { EvaluationProblem } from "./problem.ts";
import { type Scope, withNames } from "./scope.ts";
import { attributeOf, elementOf } from "./traversal.ts";
import { boolType, listOf, numberType, stringType, tupleOf, type Type } from "./type.ts";
import { isNull, object, tuple, typeOf, unknownValue, type Value } from "./value.ts";

/**
 * The value of a branch that is not taken, which may be wrong without harm: as HCL does, what is wrong in it leaves no
 * more unknown than it must, since its type still decides the type of the other branch.
 */
export function evaluateLoosely(expression: Expression, scope: Scope): Value {
  return otherwise(
    () => evaluate(expression, scope),
    (why) => partsOf(expression, scope, why),
  );
}

function otherwise<T>(work: () => T, fallback: (why: Unknown) => T): T {
  try {
    return work();
  } catch (problem) {
    if (!(problem instanceof EvaluationProblem) || problem instanceof UnfinishedWork) throw problem;
    return fallback(unknown(problem.message));
  }
}

const comparisons: ReadonlySet<string> = new Set(["||", "&&", "==", "!=", "<", ">", "<=", ">="]);

function partsOf(expression: Expression, scope: Scope, why: Unknown): Value {
  const loosely = (inner: Expression): Value => evaluateLoosely(inner, scope);
  const nothing = (): Value => unknownValue(why);
  switch (expression.kind) {
    case "template":
      return unknownValue(why, stringType, true);
    case "unary":
      return unknownValue(why, expression.operator === "!" ? boolType : numberType);
    case "binary":
      return unknownValue(why, comparisons.has(expression.operator) ? boolType : numberType);
    case "tuple":
      return tuple(expression.items.map(loosely));
    case "object":
      return otherwise(() => objectOf(expression.items, scope, why), nothing);
    case "attribute":
      return otherwise(() => attributeOf(loosely(expression.of), expression.name), nothing);
    case "index":
      return otherwise(() => elementOf(loosely(expression.of), loosely(expression.key)), nothing);
    case "for":
      return otherwise(() => loopOf(expression, scope, why), nothing);
    case "conditional":
      return otherwise(() => conditionalOf(expression, scope, why), nothing);
    case "literal":
    case "number":
    case "name":
    case "call":
      return nothing();
    case "splat":
      return otherwise(() => splatOf(expression, scope, why), nothing);
  }
}

/** What each element gives may be wrong, and its type with it. */
function splatOf({ of, each }: Expression & { kind: "splat" }, scope: Scope, why: Unknown): Value {
  const source = evaluate(of, scope);
  const typeOfEach = (item: Type): Type =>
    typeOf(evaluateLoosely(each, withNames(scope, new Map([["*", unknownValue(why, item)]]))));
  const type = typeOf(source);
  if (type.kind === "list" || type.kind === "set") return unknownValue(why, listOf(typeOfEach(type.of)));
  return unknownValue(why, tupleOf((type.kind === "tuple" ? type.items : [type]).map(typeOfEach)));
}

function objectOf(items: readonly { key: Expression; value: Expression }[], scope: Scope, why: Unknown): Value {
  const entries: [string, Value][] = [];
  for (const { key, value } of items) {
    const name = toText(evaluate(key, scope));
    if (name === null || isUnknown(name)) return unknownValue(why);
    entries.push([name, evaluateLoosely(value, scope)]);
  }
  return object(entries);
}

function loopOf(expression: Expression & { kind: "for" }, scope: Scope, why: Unknown): Value {
  const turns = turnsOf(expression.names, expression.collection, scope);
  if (isUnknown(turns)) return unknownValue(turns);
  const items: Value[] = [];
  const entries = new Map<string, Value[]>();
  for (const turn of turns) {
    const wanted = expression.condition === undefined ? true : toBoolean(evaluate(expression.condition, turn));
    if (wanted === null || isUnknown(wanted)) return unknownValue(why);
    if (!wanted) continue;
    const key = expression.key === undefined ? "" : toText(evaluate(expression.key, turn));
    if (key === null || isUnknown(key)) return unknownValue(why);
    const value = evaluateLoosely(expression.value, turn);
    items.push(value);
    // Of two elements with one key the first one counts.
    entries.set(key, [...(entries.get(key) ?? []), value]);
  }
  if (expression.key === undefined) return tuple(items);
  return object(
    Array.from(entries, ([key, values]) => [key, expression.group ? tuple(values) : (values[0] ?? tuple([]))]),
  );
}

function conditionalOf(expression: Expression & { kind: "conditional" }, scope: Scope, why: Unknown): Value {
  const whenTrue = evaluateLoosely(expression.whenTrue, scope);
  const whenFalse = evaluateLoosely(expression.whenFalse, scope);
  const type = typeOfBoth(whenTrue, whenFalse);
  const condition = otherwise(
    () => toBoolean(evaluateLoosely(expression.condition, scope)),
    () => null,
  );
  if (condition === null || isUnknown(condition)) return unknownValue(why, type);
  const taken = condition ? whenTrue : whenFalse;
  return isNull(taken)
    ? taken
    : otherwise(
        () => convert(taken, type),
        () => unknownValue(why, type),
      );
}
