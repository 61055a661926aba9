import { isUnknown, type Unknown, unknown } from "../../../model/unknown.ts";
import { numberedKey } from "../../../secrecy/instance-key.ts";
import { toNumber } from "../evaluation/conversion.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { keyMarksOf, type Marks } from "../evaluation/sensitivity.ts";
import { entriesOf, isMap, isSet, typeName, unknownOf, type Value, withoutReference } from "../evaluation/value.ts";

/** What `count` and `each` mean inside one instance. */
export interface Repetition {
  readonly count?: Value;
  readonly each?: { readonly key: Value; readonly value: Value };
  /** What of `each.key` and `each.value` is sensitive. */
  readonly marks?: { readonly key: Marks; readonly value: Marks };
  /** Stands for a sensitive key in addresses. */
  readonly shownKey?: string;
}

/** The instances that a block stands for. */
export type Expansion =
  | { readonly kind: "single" }
  | {
      readonly kind: "known";
      readonly by: "count" | "for_each";
      readonly instances: ReadonlyMap<string | number, Repetition>;
    }
  | { readonly kind: "unknown"; readonly by: "count" | "for_each"; readonly reason: Unknown };

/** More instances of one block than anyone plans. */
const most = 100_000;

/** @throws {EvaluationProblem} */
export function expandCount(value: Value): Expansion {
  const count = toNumber(value);
  if (isUnknown(count)) return { kind: "unknown", by: "count", reason: withoutReference(count) };
  if (count === null || !Number.isInteger(count) || count < 0 || count > most)
    throw new EvaluationProblem("count must be a whole number, zero or more");
  const instances = new Map(Array.from({ length: count }, (_, index) => [index, { count: index }]));
  return { kind: "known", by: "count", instances };
}

/** @throws {EvaluationProblem} */
export function expandForEach(value: Value, marks: Marks): Expansion {
  const notKnown = unknownOf(value);
  if (notKnown !== undefined) return { kind: "unknown", by: "for_each", reason: withoutReference(notKnown) };
  if (!isMap(value) && !isSet(value))
    throw new EvaluationProblem(`for_each takes a map or a set of text, not a ${typeName(value)}`);
  const instances = new Map<string, Repetition>();
  const keyMarks = keyMarksOf(value, marks);
  for (const [key, item] of entriesOf(value) ?? []) {
    if (typeof key !== "string") throw new EvaluationProblem("for_each takes a map or a set of text");
    instances.set(key, {
      each: { key, value: item },
      marks: { key: keyMarks, value: marks },
      ...(keyMarks.values ? { shownKey: numberedKey("sensitive", instances.size + 1) } : {}),
    });
  }
  return { kind: "known", by: "for_each", instances };
}

/** What holds inside an instance of which only some of this is known: its key. */
export function repetitionOf(expansion: Expansion & { kind: "unknown" }, key: string | number | undefined): Repetition {
  const notKnown = unknown(expansion.reason.reason);
  if (expansion.by === "count") return { count: typeof key === "number" ? key : notKnown };
  return { each: { key: typeof key === "string" ? key : notKnown, value: notKnown } };
}
