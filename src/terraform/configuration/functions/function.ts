import { spend } from "../evaluation/budget.ts";
import { type NumberValue, toWhole } from "../evaluation/number.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import type { Scope } from "../evaluation/scope.ts";
import { normalized } from "../evaluation/text.ts";
import { dynamicType, listOf, numberType, stringType, type Type, typeName } from "../evaluation/type.ts";
import {
  isKind,
  isMapping,
  isSequence,
  type MapValue,
  type ObjectValue,
  typeOf,
  type Value,
} from "../evaluation/value.ts";

/** What a function takes at one place. The argument is converted to `type`; null is refused unless it is `nullable`. */
export interface FunctionParameter {
  readonly type: Type;
  readonly nullable?: true;
}

/** A function of the Terraform language. */
export interface TerraformFunction {
  readonly parameters: readonly FunctionParameter[];
  /** What further arguments are. */
  readonly rest?: FunctionParameter;
  /**
   * What an unknown argument does: `spreads` makes the result unknown, at whatever depth it sits; `parts` does so only for
   * an argument of which nothing is known; `own` leaves it to the function.
   */
  readonly unknowns: "spreads" | "parts" | "own";
  /** The type of the result, where it does not depend on the arguments. */
  readonly returns: Type;
  /** The result may be null. */
  readonly nullable?: true;
  /** The result is the first argument in all but blanks and type: an unknown keeps what it refers to. */
  readonly passes?: true;
  /** The first argument must be a plain reference. */
  readonly takesReference?: true;
  readonly call: (given: readonly Value[], scope: Scope) => Value;
}

export type FunctionTable = Readonly<Record<string, TerraformFunction>>;

type Call = TerraformFunction["call"];

export const aText: FunctionParameter = { type: stringType };
export const aNumber: FunctionParameter = { type: numberType };
export const any: FunctionParameter = { type: dynamicType };
export const anyOrNull: FunctionParameter = { type: dynamicType, nullable: true };
export const aList: FunctionParameter = { type: listOf(dynamicType) };
export const texts: FunctionParameter = { type: listOf(stringType) };

/** A function whose result is not known as soon as any part of an argument is not. */
export function define(
  parameters: readonly FunctionParameter[],
  returns: Type,
  call: Call,
  rest?: FunctionParameter,
): TerraformFunction {
  const found: TerraformFunction = { parameters, returns, unknowns: "spreads", call };
  return rest === undefined ? found : { ...found, rest };
}

/** A function that looks into collections of which parts are not known. */
export function ofParts(
  parameters: readonly FunctionParameter[],
  returns: Type,
  call: Call,
  rest?: FunctionParameter,
): TerraformFunction {
  return { ...define(parameters, returns, call, rest), unknowns: "parts" };
}

/** Text that a function makes, of the budget. */
export function made(text: string): string {
  spend(text.length / 64, text.length);
  return normalized(text);
}

function missing(value: Value | undefined, wanted: Type): never {
  const given = value === undefined ? "nothing" : typeName(typeOf(value));
  throw new EvaluationProblem(`expected a ${typeName(wanted)}, not ${given}`);
}

/** An argument that was converted to text. */
export function text(value: Value | undefined): string {
  if (typeof value !== "string") return missing(value, stringType);
  spend(value.length / 256);
  return value;
}

/** An argument that was converted to a number. */
export function number(value: Value | undefined): NumberValue {
  return value !== undefined && isKind(value, "number") ? value : missing(value, numberType);
}

/** A whole number of 64 bits. */
export function integerOf(value: Value | undefined): number {
  const found = toWhole(number(value));
  if (found === undefined) throw new EvaluationProblem("expected a whole number");
  return found;
}

/** The elements of a list, set or tuple. */
export function elements(value: Value | undefined): readonly Value[] {
  if (value === undefined || !isSequence(value)) return missing(value, listOf(dynamicType));
  spend(1 + value.items.length / 4);
  return value.items;
}

/** The texts of a list of text, none of them null. */
export function textsOf(value: Value | undefined): readonly string[] {
  return elements(value).map((item) => {
    if (typeof item !== "string") throw new EvaluationProblem("an element is null");
    return item;
  });
}

/** A map or an object. */
export function mapping(value: Value | undefined): MapValue | ObjectValue {
  if (value === undefined || !isMapping(value))
    throw new EvaluationProblem(`expected a map, not ${value === undefined ? "nothing" : typeName(typeOf(value))}`);
  spend(1 + value.entries.size / 4);
  return value;
}
