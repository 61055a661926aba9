import { isUnknown, type Unknown, unknown } from "../../../model/unknown.ts";
import { numberedKey } from "../../../secrecy/instance-key.ts";
import { toNumber } from "../evaluation/conversion.ts";
import { spend, UnfinishedWork } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { keyMarksOf, type Marks } from "../evaluation/sensitivity.ts";
import { toWhole } from "../evaluation/number.ts";
import { typeName } from "../evaluation/type.ts";
import {
  entriesOf,
  isKind,
  isMapping,
  isNull,
  typeOf,
  unknownOf,
  unknownValue,
  type Value,
  whole,
  dropReference,
} from "../evaluation/value.ts";

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
  if (isUnknown(count)) return { kind: "unknown", by: "count", reason: dropReference(count) };
  const wanted = count === null ? undefined : toWhole(count);
  if (wanted === undefined || wanted < 0) throw new EvaluationProblem("count must be a whole number, zero or more");
  if (wanted > most) throw new UnfinishedWork(`it is more than the ${most} instances of one block that keylint lists`);
  spend(wanted * 4, wanted * 200);
  const instances = new Map(Array.from({ length: wanted }, (_, index) => [index, { count: whole(index) }]));
  return { kind: "known", by: "count", instances };
}

/** @throws {EvaluationProblem} */
export function expandForEach(value: Value, marks: Marks): Expansion {
  const notKnown = unknownOf(value);
  if (notKnown !== undefined) return { kind: "unknown", by: "for_each", reason: dropReference(notKnown) };
  if (!isMapping(value) && !isKind(value, "set"))
    throw new EvaluationProblem(
      `for_each takes a map or a set of text, not ${isNull(value) ? "null" : `a ${typeName(typeOf(value))}`}`,
    );
  const instances = new Map<string, Repetition>();
  const keyMarks = keyMarksOf(value, marks);
  for (const [key, item] of entriesOf(value) ?? []) {
    const why = unknownOf(key);
    if (why !== undefined) return { kind: "unknown", by: "for_each", reason: dropReference(why) };
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
  const notKnown = unknownValue(unknown(expansion.reason.reason));
  if (expansion.by === "count") return { count: typeof key === "number" ? whole(key) : notKnown };
  return { each: { key: typeof key === "string" ? key : notKnown, value: notKnown } };
}
