import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import type { TemplatePart } from "../syntax/expression.ts";
import { toBoolean, toText } from "./conversion.ts";
import { evaluate } from "./evaluate.ts";
import { turnsOf } from "./loops.ts";
import { EvaluationProblem, type Scope } from "./scope.ts";
import type { Value } from "./value.ts";
import { madeOf, withoutReference } from "./value.ts";

/** A longer text than anyone means, in UTF-16 code units: texts that are doubled again and again would take all memory. */
const longest = 16_000_000;

/** The text of a template; not known as soon as one part is not. Blanks around one unknown value leave it that value. */
export function evaluateTemplate(parts: readonly TemplatePart[], scope: Scope): Value {
  const rendered = render(parts, scope);
  const unknowns = rendered.filter((part) => isUnknown(part));
  const [first] = unknowns;
  if (first === undefined) {
    const text = rendered.map((part) => (isUnknown(part) ? "" : part)).join("");
    if (text.length > longest) throw new EvaluationProblem("the text is too long");
    return text;
  }
  const alone = unknowns.length === 1 && rendered.every((part) => isUnknown(part) || part.trim() === "");
  return alone ? first : (madeOf(unknowns) ?? first);
}

function render(parts: readonly TemplatePart[], scope: Scope): (string | Unknown)[] {
  return parts.flatMap((part) => {
    switch (part.kind) {
      case "text":
        return [part.text];
      case "interpolation":
        return [textOf(evaluate(part.value, scope))];
      case "if": {
        const condition = toBoolean(evaluate(part.condition, scope));
        if (isUnknown(condition)) return [withoutReference(condition)];
        return render(condition === true ? part.whenTrue : part.whenFalse, scope);
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
  return text;
}
