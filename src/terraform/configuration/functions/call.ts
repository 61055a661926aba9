import { type Unknown, unknown } from "../../../model/unknown.ts";
import { spend, UnfinishedWork } from "../evaluation/budget.ts";
import { convert, firstUntold } from "../evaluation/conversion.ts";
import { evaluate, isUnset } from "../evaluation/evaluate.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import type { Scope } from "../evaluation/scope.ts";
import { type Marks, marksOf, unmarked } from "../evaluation/sensitivity.ts";
import { boolType, dynamicType } from "../evaluation/type.ts";
import {
  firstUnknown,
  isDeferred,
  isNull,
  isSequence,
  nullValue,
  unknownOf,
  unknownValue,
  type Value,
  madeOf,
  dropReference,
} from "../evaluation/value.ts";
import type { Expression } from "../syntax/expression.ts";
import type { FunctionParameter, TerraformFunction } from "./function.ts";
import { functions, onlyAtRuntime, readsFiles, rendersTemplates, unsupported } from "./names.ts";

type Call = Expression & { kind: "call" };

/** Calls a function, three-valued: see {@link TerraformFunction.unknowns}. */
export function callFunction(call: Call, scope: Scope): Value {
  const name = call.name.replace(/^core::/, "");
  const guarded = { ...scope, guarded: true };
  if (name === "try") return firstThatWorks(call.arguments, guarded);
  if (name === "can") return works(call.arguments, guarded);
  if (name === "issensitive") return isSensitive(call.arguments, scope);
  const value = scope.sensitivity.watch(
    () => called(name, call, scope),
    (marks) => scope.sensitivity.note(resultMarks(name, marks)),
  );
  if (name === "sensitive") scope.sensitivity.note(marksOf(value));
  return value;
}

/** Functions whose maps have names that come from values. */
const namesFromValues: ReadonlySet<string> = new Set(["zipmap", "transpose", "jsondecode", "yamldecode", "csvdecode"]);

/** What of a function's result is sensitive, by its arguments. */
function resultMarks(name: string, { values, keys }: Marks): Marks {
  if (name === "nonsensitive") return unmarked;
  if (name === "keys") return { values: keys, keys };
  return { values, keys: keys || (values && namesFromValues.has(name)) };
}

/** keylint follows what is sensitive more widely than Terraform: only where nothing sensitive is read, and where a value is called so, is it told. */
function isSensitive(candidates: readonly Expression[], scope: Scope): Value {
  const [candidate] = candidates;
  if (candidate === undefined || candidates.length > 1) throw new EvaluationProblem("issensitive() takes 1 argument");
  let found = unmarked;
  const value = scope.sensitivity.watch(
    () => evaluate(candidate, scope),
    (marks) => {
      found = marks;
    },
  );
  const why = unknownOf(value);
  if (why !== undefined) return unknownValue(dropReference(why), boolType);
  if (!found.values) return false;
  if (candidate.kind === "call" && candidate.name === "sensitive") return true;
  return unknownValue(unknown("keylint does not tell which part of a value is sensitive"), boolType);
}

function called(name: string, call: Call, scope: Scope): Value {
  spend(2);
  const found = functions.get(name);
  if (found === undefined) return notEvaluated(name);
  refuseIn(scope, name);
  const given = argumentsOf(call, scope, found);
  if (!Array.isArray(given)) return notKnown(found, dropReference(given));
  try {
    return apply(name, found, given, scope);
  } catch (problem) {
    if (!(problem instanceof EvaluationProblem) || problem instanceof UnfinishedWork) throw problem;
    // An argument of a type that nobody tells may yet be one that the function takes.
    const untold = given.map(firstUntold).find((why) => why !== undefined);
    if (untold === undefined) throw problem;
    return notKnown(found, dropReference(untold));
  }
}

/** Functions whose result holds the text of its arguments, whole or in part. */
const joining: ReadonlySet<string> = new Set(
  (
    "format formatlist indent replace substr trim trimprefix trimsuffix regex split " +
    "base64encode base64decode jsonencode jsondecode yamlencode yamldecode urlencode"
  ).split(" "),
);

function notEvaluated(name: string): Value {
  if (onlyAtRuntime.has(name)) return unknownValue(unknown(`${name}() is known only when Terraform runs`));
  if (name.startsWith("provider::") || unsupported.has(name))
    return unknownValue(unknown(`keylint does not evaluate the function ${name}()`));
  throw new EvaluationProblem(`there is no function ${name}()`);
}

/** Inside a template that a function renders there are no such functions again, and in one from a text no files. */
function refuseIn(scope: Scope, name: string): void {
  if (scope.template === undefined) return;
  if (rendersTemplates.has(name) || (scope.template === "string" && readsFiles.has(name)))
    throw new EvaluationProblem(`${name}() can't be called in this template`);
}

function notKnown(found: TerraformFunction, why: Unknown): Value {
  return unknownValue(why, found.returns, found.nullable !== true && found.returns !== dynamicType);
}

function apply(name: string, found: TerraformFunction, given: readonly Value[], scope: Scope): Value {
  if (given.length < found.parameters.length || (found.rest === undefined && given.length > found.parameters.length))
    throw new EvaluationProblem(`${name}() does not take ${given.length} argument${given.length === 1 ? "" : "s"}`);
  const converted = given.map((value, at) => argument(value, found.parameters[at] ?? found.rest));
  if (found.unknowns !== "own") {
    for (const value of converted) {
      const why = found.unknowns === "parts" ? unknownOf(value) : firstUnknown(value);
      if (why === undefined) continue;
      if (found.passes === true) return unknownValue(why, found.returns, true);
      return notKnown(found, (joining.has(name) ? madeOf(converted) : undefined) ?? dropReference(why));
    }
  }
  return found.call(converted, scope);
}

function argument(value: Value, parameter: FunctionParameter | undefined): Value {
  if (parameter === undefined) return value;
  const converted = convert(value, parameter.type);
  if (isNull(converted) && parameter.nullable !== true) throw new EvaluationProblem("an argument is null");
  return converted;
}

/** The arguments, the last one spread where `...` follows it; why they aren't known when that one is not. */
function argumentsOf(call: Call, scope: Scope, found: TerraformFunction): Value[] | Unknown {
  const given = call.arguments.map((each, at) =>
    // What templatestring() is given is looked at as an expression.
    found.takesReference === true && at === 0 ? referenced(each, scope) : evaluate(each, scope),
  );
  const last = call.expand ? given.pop() : undefined;
  if (last === undefined) return given;
  const why = unknownOf(last);
  if (why !== undefined) return why;
  if (!isSequence(last)) throw new EvaluationProblem("what `...` follows must be a list");
  spend(last.items.length, last.items.length * 8);
  return [...given, ...last.items];
}

/** A direct reference to a text, as templatestring() asks for. */
function referenced(expression: Expression, scope: Scope): Value {
  let at = expression;
  while (at.kind === "attribute" || at.kind === "index" || at.kind === "splat") at = at.of;
  if (at.kind !== "name" || expression.kind === "template")
    throw new EvaluationProblem("templatestring() takes a reference to a text, not an expression");
  return evaluate(expression, scope);
}

/**
 * `try`: the first argument without an error. One that is not known may yet turn out to be an error; it stays what it
 * refers to where only null or no text could stand for it.
 */
function firstThatWorks(candidates: readonly Expression[], scope: Scope): Value {
  for (const [index, candidate] of candidates.entries()) {
    try {
      const value = evaluate(candidate, scope);
      const why = isDeferred(value) ? undefined : unknownOf(value);
      if (why === undefined) return value;
      return unknownValue(candidates.slice(index + 1).every(isUnsetLiteral) ? why : dropReference(why));
    } catch (problem) {
      if (!(problem instanceof EvaluationProblem)) throw problem;
      if (problem instanceof UnfinishedWork) return unknownValue(unknown(problem.message));
    }
  }
  throw new EvaluationProblem("none of the arguments of try() can be evaluated");
}

function isUnsetLiteral(expression: Expression): boolean {
  return expression.kind === "literal" && isUnset(expression.value === null ? nullValue : expression.value);
}

function works(candidates: readonly Expression[], scope: Scope): Value {
  const [candidate] = candidates;
  if (candidate === undefined || candidates.length > 1) throw new EvaluationProblem("can() takes 1 argument");
  try {
    const why = firstUnknown(evaluate(candidate, scope));
    return why === undefined ? true : unknownValue(dropReference(why), boolType);
  } catch (problem) {
    if (problem instanceof UnfinishedWork) return unknownValue(unknown(problem.message), boolType);
    if (problem instanceof EvaluationProblem) return false;
    throw problem;
  }
}
