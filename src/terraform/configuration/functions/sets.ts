import { EvaluationProblem } from "../evaluation/scope.ts";
import { makeSet, equalValues, isSet, type Value } from "../evaluation/value.ts";
import { any, type FunctionTable, list, spreading } from "./function.ts";

function has(items: readonly Value[], wanted: Value): boolean {
  return items.some((item) => equalValues(item, wanted));
}

/** More elements than anyone means. */
const most = 1_000_000;

function product(lists: readonly (readonly Value[])[]): Value[][] {
  if (lists.reduce((count, list) => count * list.length, 1) > most)
    throw new EvaluationProblem("setproduct() makes too many elements");
  return lists.reduce<Value[][]>((rows, items) => rows.flatMap((row) => items.map((item) => [...row, item])), [[]]);
}

export const setFunctions: FunctionTable = {
  setunion: spreading([1, any], (given) => makeSet(given.flatMap((each) => [...list(each)]))),
  setintersection: spreading([1, any], ([first, ...others]) =>
    makeSet(list(first).filter((item) => others.every((other) => has(list(other), item)))),
  ),
  setsubtract: spreading([2, 2], ([first, second]) => makeSet(list(first).filter((item) => !has(list(second), item)))),
  setproduct: spreading([1, any], (given) => {
    const rows = product(given.map((each) => list(each)));
    return given.every((each) => isSet(each)) ? makeSet(rows) : rows;
  }),
};
