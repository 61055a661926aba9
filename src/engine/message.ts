import type { RuleExpression, RuleScope } from "./expression.ts";
import { ExpressionError } from "./expression-limits.ts";
import { notKnown } from "./fact-view.ts";

/** Renders a rule's message for the facts shown last. */
export type Message = () => string;

/**
 * Compiles text with `{expression}` parts; `{{` and `}}` stand for the braces themselves.
 * @throws {ExpressionError} with offsets into the whole text.
 */
export function compileMessage(text: string, scope: RuleScope): Message {
  const parts: (string | RuleExpression)[] = [];
  let literal = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character !== "{" && character !== "}") literal += character;
    else if (text[at + 1] === character) literal += text[at++] ?? "";
    else if (character === "}")
      throw new ExpressionError("a `}` without `{`; write `}}` for the brace itself", at, at + 1);
    else {
      const end = closingBrace(text, at);
      parts.push(literal, compilePart(text, at + 1, end, scope));
      literal = "";
      at = end;
    }
  }
  parts.push(literal);
  return () => parts.map((part) => (typeof part === "string" ? part : show(part.evaluate()))).join("");
}

function compilePart(text: string, start: number, end: number, scope: RuleScope): RuleExpression {
  try {
    return scope.compile(text.slice(start, end));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(error.message, start + error.start, start + error.end);
  }
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  let quote = "";
  for (let at = open; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at;
  }
  throw new ExpressionError("a `{` without `}`; write `{{` for the brace itself", open, open + 1);
}

function show(value: unknown): string {
  if (value === notKnown) return "(not known)";
  if (typeof value === "number") return showNumber(value);
  if (Array.isArray(value)) return value.map(show).join(", ");
  return String(value);
}

/** Whole numbers without a fraction, others cut, not rounded, to two decimals: 90.999 days must not read as 91. */
function showNumber(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return value
    .toFixed(9)
    .replace(/^(-?\d+\.\d\d)\d*$/, "$1")
    .replace(/\.?0+$/, "");
}
