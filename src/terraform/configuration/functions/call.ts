import { unknown } from "../../../model/unknown.ts";
import { evaluate, isUnset } from "../evaluation/evaluate.ts";
import { EvaluationProblem, type Scope } from "../evaluation/scope.ts";
import { type Marks, marksOf, unmarked } from "../evaluation/sensitivity.ts";
import { firstUnknown, isDeferred, madeOf, unknownOf, type Value, withoutReference } from "../evaluation/value.ts";
import type { Expression } from "../syntax/expression.ts";
import { collectionFunctions } from "./collections.ts";
import { dateFunctions } from "./dates.ts";
import { documentFunctions } from "./documents.ts";
import { encodingFunctions } from "./encoding.ts";
import { fileFunctions } from "./files.ts";
import { type FunctionTable, list, type TerraformFunction } from "./function.ts";
import { networkFunctions } from "./network.ts";
import { numberFunctions } from "./numbers.ts";
import { regularExpressionFunctions } from "./regular-expressions.ts";
import { setFunctions } from "./sets.ts";
import { textFunctions } from "./text.ts";
import { typeFunctions } from "./types.ts";

const table: FunctionTable = {
  ...textFunctions,
  ...numberFunctions,
  ...collectionFunctions,
  ...setFunctions,
  ...encodingFunctions,
  ...typeFunctions,
  ...fileFunctions,
  ...regularExpressionFunctions,
  ...dateFunctions,
  ...networkFunctions,
  ...documentFunctions,
};

const functions: ReadonlyMap<string, TerraformFunction> = new Map(Object.entries(table));

/** Functions whose value only a run of Terraform gives. */
const atRuntime: ReadonlySet<string> = new Set(["timestamp", "plantimestamp", "uuid", "bcrypt"]);

/** Calls a function, three-valued: see {@link TerraformFunction.unknowns}. */
export function callFunction(call: Expression & { kind: "call" }, scope: Scope): Value {
  const name = call.name.replace(/^core::/, "");
  if (name === "try") return firstThatWorks(call.arguments, scope);
  if (name === "can") return works(call.arguments[0], scope);
  if (atRuntime.has(name)) return unknown(`${name}() is known only when Terraform runs`);
  if (name === "issensitive") return isSensitive(call.arguments, scope);
  const value = scope.sensitivity.watch(
    () => called(name, call, scope),
    (marks) => scope.sensitivity.note(resultMarks(name, marks)),
  );
  if (name === "sensitive") scope.sensitivity.note(marksOf(value));
  return value;
}

/** Functions whose result holds the text of its arguments, whole or in part. */
const joining: ReadonlySet<string> = new Set(
  (
    "format formatlist indent replace substr trim trimprefix trimsuffix regex split " +
    "base64encode base64decode jsonencode jsondecode yamlencode yamldecode urlencode"
  ).split(" "),
);

/** Functions whose maps have names that come from values. */
const namesFromValues: ReadonlySet<string> = new Set(["zipmap", "transpose", "jsondecode", "yamldecode", "csvdecode"]);

/** What of a function's result is sensitive, by its arguments. */
function resultMarks(name: string, { values, keys }: Marks): Marks {
  if (name === "nonsensitive") return unmarked;
  if (name === "keys") return { values: keys, keys };
  return { values, keys: keys || (values && namesFromValues.has(name)) };
}

function isSensitive(candidates: readonly Expression[], scope: Scope): Value {
  const [candidate] = candidates;
  if (candidate === undefined) throw new EvaluationProblem("issensitive() takes 1 argument");
  let found = unmarked;
  scope.sensitivity.watch(
    () => evaluate(candidate, scope),
    (marks) => {
      found = marks;
    },
  );
  return found.values;
}

function called(name: string, call: Expression & { kind: "call" }, scope: Scope): Value {
  const found = functions.get(name);
  const given = argumentsOf(call, scope);
  if (!Array.isArray(given)) return withoutReference(unknownOf(given) ?? unknown("the arguments are not known"));
  if (found === undefined) return unknown(`keylint does not evaluate the function ${name}()`);
  const [minimum, maximum] = found.arity;
  if (given.length < minimum || given.length > maximum)
    throw new EvaluationProblem(`${name}() does not take ${given.length} argument${given.length === 1 ? "" : "s"}`);
  if (found.unknowns !== "own") {
    for (const value of given) {
      const notKnown = found.unknowns === "parts" ? unknownOf(value) : firstUnknown(value);
      if (notKnown === undefined) continue;
      if (found.passes === true) return notKnown;
      return (joining.has(name) ? madeOf(given) : undefined) ?? withoutReference(notKnown);
    }
  }
  return found.call(given, scope);
}

/** The arguments, the last one spread where `...` follows it; that one itself when it is not known. */
function argumentsOf(call: Expression & { kind: "call" }, scope: Scope): Value[] | Exclude<Value, readonly Value[]> {
  const given = call.arguments.map((argument) => evaluate(argument, scope));
  if (!call.expand) return given;
  const last = given.pop();
  const notKnown = last === undefined ? undefined : unknownOf(last);
  return notKnown ?? [...given, ...list(last)];
}

/**
 * `try`: the first argument without an error. One that is not known may yet turn out to be an error; it stays what it
 * refers to where only null or no text could stand for it.
 */
function firstThatWorks(candidates: readonly Expression[], scope: Scope): Value {
  for (const [index, candidate] of candidates.entries()) {
    try {
      const value = evaluate(candidate, scope);
      const notKnown = isDeferred(value) ? undefined : unknownOf(value);
      if (notKnown === undefined) return value;
      return candidates.slice(index + 1).every(isUnsetLiteral) ? notKnown : withoutReference(notKnown);
    } catch (problem) {
      if (!(problem instanceof EvaluationProblem)) throw problem;
    }
  }
  throw new EvaluationProblem("none of the arguments of try() can be evaluated");
}

function isUnsetLiteral(expression: Expression): boolean {
  return expression.kind === "literal" && isUnset(expression.value);
}

function works(candidate: Expression | undefined, scope: Scope): Value {
  if (candidate === undefined) throw new EvaluationProblem("can() takes 1 argument");
  try {
    const notKnown = firstUnknown(evaluate(candidate, scope));
    return notKnown === undefined ? true : withoutReference(notKnown);
  } catch (problem) {
    if (problem instanceof EvaluationProblem) return false;
    throw problem;
  }
}
