import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import type { Expression, LoopNames } from "../syntax/expression.ts";
import { toBoolean, toText } from "./conversion.ts";
import { evaluate, evaluateKey } from "./evaluate.ts";
import { EvaluationProblem, type Scope, withNames } from "./scope.ts";
import { keyMarksOf, unmarked } from "./sensitivity.ts";
import { entriesOf, isList, typeName, unknownOf, type Value, withoutReference } from "./value.ts";

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
  const notKnown = unknownOf(value);
  if (notKnown !== undefined) return withoutReference(notKnown);
  const entries = entriesOf(value);
  if (entries === undefined) throw new EvaluationProblem(`a ${typeName(value)} can't be iterated`);
  const keyMarks = keyMarksOf(value, marks);
  return entries.map(([key, item]) => {
    const bound = new Map([[names.item, item]]);
    const markOf = new Map([[names.item, marks]]);
    if (names.key !== undefined) {
      bound.set(names.key, key);
      markOf.set(names.key, keyMarks);
    }
    return withNames(scope, bound, markOf);
  });
}

export function evaluateFor(expression: Expression & { kind: "for" }, scope: Scope): Value {
  const turns = turnsOf(expression.names, expression.collection, scope);
  if (isUnknown(turns)) return turns;
  const list: Value[] = [];
  const object = new Map<string, Value>();
  for (const turn of turns) {
    const wanted = expression.condition === undefined ? true : toBoolean(evaluate(expression.condition, turn));
    if (isUnknown(wanted)) return withoutReference(wanted);
    if (wanted !== true) continue;
    if (expression.key === undefined) {
      list.push(evaluate(expression.value, turn));
      continue;
    }
    const key = toText(evaluateKey(expression.key, turn));
    if (isUnknown(key)) return withoutReference(key);
    if (key === null) throw new EvaluationProblem("a key of the object is null");
    add(object, key, evaluate(expression.value, turn), expression.group);
  }
  return expression.key === undefined ? list : object;
}

function add(object: Map<string, Value>, key: string, value: Value, group: boolean): void {
  const before = object.get(key);
  if (!group) {
    if (before !== undefined) throw new EvaluationProblem("two elements have the same key");
    object.set(key, value);
  } else object.set(key, before !== undefined && isList(before) ? [...before, value] : [value]);
}
