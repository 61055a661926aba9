import { spend } from "../evaluation/budget.ts";
import { commonType, convert } from "../evaluation/conversion.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { valueIdentity, makeSet } from "../evaluation/set.ts";
import { dynamicType, setOf, tupleOf, type Type } from "../evaluation/type.ts";
import { unify } from "../evaluation/type-conversion.ts";
import { isKind, isSequence, list, tuple, typeOf, type Value } from "../evaluation/value.ts";
import { any, define, elements, type FunctionTable, type FunctionParameter } from "./function.ts";

const aSet: FunctionParameter = { type: setOf(dynamicType) };

type Combine = (first: readonly Value[], second: ReadonlySet<string>, others: readonly Value[]) => readonly Value[];

/** The sets get one type first; an empty one of no type takes any. */
function combining(combine: Combine): (given: readonly Value[]) => Value {
  return (given) => {
    const types: Type[] = [];
    for (const each of given)
      if (isKind(each, "set") && !(each.items.length === 0 && each.of.kind === "dynamic")) types.push(each.of);
    const of = types.length === 0 ? dynamicType : unify(types);
    if (of === undefined) throw new EvaluationProblem("the sets have elements of types that do not fit together");
    const [first, ...others] = given.map((each) => elements(convert(each, setOf(of))));
    if (commonType([first ?? [], ...others].flat()) === undefined)
      throw new EvaluationProblem("the sets have elements of several types");
    const result = others.reduce(
      (sofar, other) => combine(sofar, new Set(other.map((item) => valueIdentity(item, true))), other),
      first ?? [],
    );
    return makeSet(result.length === 0 ? of : typeOf(result[0] ?? false), result);
  };
}

function outOf(others: ReadonlySet<string>, wanted: boolean): (item: Value) => boolean {
  return (item) => others.has(valueIdentity(item, true)) === wanted;
}

/** Lists alone give a list, with a set among them a set; each of tuples. */
function product(given: readonly Value[]): Value {
  if (given.length < 2) throw new EvaluationProblem("setproduct() takes at least two sets");
  const types = given.map((each) => elementType(each));
  const counts = given.map((each) => (isSequence(each) ? each.items.length : 0));
  const total = counts.reduce((product, count) => product * count, 1);
  spend(total * given.length, total * given.length * 8);
  const columns = given.map((each, at) => elements(each).map((item) => convert(item, types[at] ?? dynamicType)));
  if (columns.some((column) => commonType(column) === undefined))
    throw new EvaluationProblem("the elements must have one type");
  let rows: (readonly Value[])[] = total === 0 ? [] : [[]];
  if (total > 0) for (const column of columns) rows = rows.flatMap((row) => column.map((item) => row.concat([item])));
  const of = tupleOf(types);
  const tuples = rows.map((row) => tuple(row));
  return given.some((each) => isKind(each, "set")) ? makeSet(of, tuples) : list(of, tuples);
}

function elementType(given: Value): Type {
  if (isKind(given, "set") || isKind(given, "list")) return given.of;
  if (!isKind(given, "tuple")) throw new EvaluationProblem("setproduct() takes sets and lists");
  const found = given.items.length === 0 ? dynamicType : unify(given.items.map(typeOf));
  if (found === undefined) throw new EvaluationProblem("the elements must have one type");
  return found;
}

export const setFunctions: FunctionTable = {
  setunion: define(
    [aSet],
    dynamicType,
    combining((sofar, _, others) => [...sofar, ...others]),
    aSet,
  ),
  setintersection: define(
    [aSet],
    dynamicType,
    combining((sofar, other) => sofar.filter(outOf(other, true))),
    aSet,
  ),
  setsubtract: define(
    [aSet, aSet],
    dynamicType,
    combining((sofar, other) => sofar.filter(outOf(other, false))),
  ),
  setproduct: define([], dynamicType, product, any),
};
