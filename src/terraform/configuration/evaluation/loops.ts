import { isUnknown, type Unknown, unknown } from "../../../model/unknown.ts";
import type { Expression, LoopNames } from "../syntax/expression.ts";
import { spend } from "./budget.ts";
import { toBoolean, toText } from "./conversion.ts";
import { evaluate, evaluateKey } from "./evaluate.ts";
import { EvaluationProblem } from "./problem.ts";
import { type Scope, withNames } from "./scope.ts";
import { keyMarksOf, unmarked } from "./sensitivity.ts";
import { isPrimitive, typeName } from "./type.ts";
import {
  entriesOf,
  isNull,
  object,
  tuple,
  typeOf,
  unknownOf,
  unknownValue,
  type Value,
  dropReference,
} from "./value.ts";

/** The scope of each turn of a loop, or why the collection is not known. */
export function turnsOf(names: LoopNames, collection: Expression, scope: Scope): readonly Scope[] | Unknown {
  let marks = unmarked;
  const value = scope.sensitivity.watch(
    () => evaluate(collection, scope),
    (found) => {
      scope.sensitivity.note(found);
      marks = found;
    },
  );
  const type = typeOf(value);
  if (isNull(value)) throw new EvaluationProblem("null can't be iterated");
  if (isPrimitive(type)) throw new EvaluationProblem(`a ${typeName(type)} can't be iterated`);
  const notKnown = unknownOf(value);
  if (notKnown !== undefined) return dropReference(notKnown);
  const entries = entriesOf(value) ?? [];
  const keyMarks = keyMarksOf(value, marks);
  return entries.map(([key, item]) => {
    spend(2, 100);
    const bound = new Map([[names.item, item]]);
    const markOf = new Map([[names.item, marks]]);
    if (names.key !== undefined) {
      bound.set(names.key, key);
      markOf.set(names.key, keyMarks);
    }
    return withNames(scope, bound, markOf);
  });
}

/** A condition that fits no element is an error also where there is none. */
function checkCondition({ names, condition }: Expression & { kind: "for" }, scope: Scope): void {
  if (condition === undefined) return;
  const any = unknownValue(unknown("there is no element"));
  const bound = new Map<string, Value>([[names.item, any]]);
  if (names.key !== undefined) bound.set(names.key, any);
  if (toBoolean(evaluate(condition, withNames(scope, bound))) === null)
    throw new EvaluationProblem("the condition of a loop is null");
}

export function evaluateFor(expression: Expression & { kind: "for" }, scope: Scope): Value {
  const turns = turnsOf(expression.names, expression.collection, scope);
  if (isUnknown(turns) || turns.length === 0) checkCondition(expression, scope);
  if (isUnknown(turns)) return unknownValue(turns);
  const items: Value[] = [];
  const entries = new Map<string, Value[]>();
  let notKnown: Unknown | undefined;
  for (const turn of turns) {
    const wanted = expression.condition === undefined ? true : toBoolean(evaluate(expression.condition, turn));
    if (wanted === null) throw new EvaluationProblem("the condition of a loop is null");
    if (isUnknown(wanted)) notKnown ??= dropReference(wanted);
    if (wanted !== true) continue;
    if (expression.key === undefined) {
      items.push(evaluate(expression.value, turn));
      continue;
    }
    const key = toText(evaluateKey(expression.key, turn));
    if (key === null) throw new EvaluationProblem("a key of the object is null");
    if (isUnknown(key)) {
      notKnown ??= dropReference(key);
      continue;
    }
    const value = evaluate(expression.value, turn);
    const before = entries.get(key);
    if (before === undefined) entries.set(key, [value]);
    else if (expression.group) before.push(value);
    else throw new EvaluationProblem("two elements have the same key");
  }
  if (notKnown !== undefined) return unknownValue(notKnown);
  if (expression.key === undefined) return tuple(items);
  return object(
    Array.from(entries, ([key, values]) => [key, expression.group ? tuple(values) : (values[0] ?? tuple([]))]),
  );
}
