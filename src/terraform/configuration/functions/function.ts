import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import { toNumber, toText } from "../evaluation/conversion.ts";
import { EvaluationProblem, type Scope } from "../evaluation/scope.ts";
import { isList, isMap, isSet, type List, type MapValue, typeName, type Value } from "../evaluation/value.ts";

/** A function of the Terraform language. */
export interface TerraformFunction {
  /** How many arguments it takes, at least and at most. */
  readonly arity: readonly [number, number];
  /**
   * What an unknown argument does: `spreads` makes the result unknown, at whatever depth it sits; `parts` does so only for
   * an argument of which nothing is known; `own` leaves it to the function.
   */
  readonly unknowns: "spreads" | "parts" | "own";
  /** The result is the first argument in all but blanks and type: an unknown keeps what it refers to. */
  readonly passes?: true;
  readonly call: (given: readonly Value[], scope: Scope) => Value;
}

export type FunctionTable = Readonly<Record<string, TerraformFunction>>;

type Call = TerraformFunction["call"];

export function spreading(arity: readonly [number, number], call: Call): TerraformFunction {
  return { arity, unknowns: "spreads", call };
}

export function ofParts(arity: readonly [number, number], call: Call): TerraformFunction {
  return { arity, unknowns: "parts", call };
}

function refuse(value: Unknown | null, what: string): never {
  throw new EvaluationProblem(`${what} is ${value === null ? "null" : "not known"}`);
}

export function text(value: Value | undefined): string {
  const converted = toText(value ?? null);
  return converted === null || isUnknown(converted) ? refuse(converted, "an argument") : converted;
}

export function number(value: Value | undefined): number {
  const converted = toNumber(value ?? null);
  return converted === null || isUnknown(converted) ? refuse(converted, "an argument") : converted;
}

export function whole(value: Value | undefined): number {
  const given = number(value);
  if (!Number.isInteger(given)) throw new EvaluationProblem("expected a whole number");
  return given;
}

/** The elements of a list or set. */
export function list(value: Value | undefined): List {
  if (value !== undefined && isList(value)) return value;
  if (value !== undefined && isSet(value)) return [...value];
  throw new EvaluationProblem(`expected a list, not ${typeName(value ?? null)}`);
}

export function texts(value: Value | undefined): string[] {
  return list(value).map((item) => text(item));
}

export function map(value: Value | undefined): MapValue {
  if (value !== undefined && isMap(value)) return value;
  throw new EvaluationProblem(`expected a map, not ${typeName(value ?? null)}`);
}

export const any = Number.POSITIVE_INFINITY;
