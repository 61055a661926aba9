import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import type { TemplatePart } from "../syntax/expression.ts";
import { spend } from "./budget.ts";
import { toBoolean, toText } from "./conversion.ts";
import { evaluate } from "./evaluate.ts";
import { turnsOf } from "./loops.ts";
import { EvaluationProblem } from "./problem.ts";
import type { Scope } from "./scope.ts";
import { normalized } from "./text.ts";
import { stringType } from "./type.ts";
import { fromAll, unknownValue, type Value, dropReference } from "./value.ts";

/** The text of a template; not known as soon as one part is not. Blanks around one unknown value leave it that value. */
export function evaluateTemplate(parts: readonly TemplatePart[], scope: Scope): Value {
  const rendered = render(parts, scope);
  const unknowns = rendered.filter((part) => isUnknown(part));
  const [first] = unknowns;
  if (first === undefined) return normalized(rendered.map((part) => (isUnknown(part) ? "" : part)).join(""));
  const alone = unknowns.length === 1 && rendered.every((part) => isUnknown(part) || part.trim() === "");
  return unknownValue(alone ? first : (fromAll(unknowns) ?? first), stringType, true);
}

function render(parts: readonly TemplatePart[], scope: Scope): (string | Unknown)[] {
  return parts.flatMap((part) => {
    spend(1);
    switch (part.kind) {
      case "text":
        spend(part.text.length / 64, part.text.length);
        return [part.text];
      case "interpolation":
        return [textOf(evaluate(part.value, scope))];
      case "if": {
        const condition = toBoolean(evaluate(part.condition, scope));
        if (condition === null) throw new EvaluationProblem("the condition is null");
        if (isUnknown(condition)) return [dropReference(condition)];
        return render(condition ? part.whenTrue : part.whenFalse, scope);
      }
      case "for": {
        const turns = turnsOf(part.names, part.collection, scope);
        return isUnknown(turns) ? [turns] : turns.flatMap((turn) => render(part.parts, turn));
      }
    }
  });
}

function textOf(value: Value): string | Unknown {
  const text = toText(value);
  if (text === null) throw new EvaluationProblem("a template can't hold null");
  if (typeof text === "string") spend(text.length / 64, text.length);
  return text;
}
