import type { Expression, TemplatePart } from "../syntax/expression.ts";

const known = new WeakMap<Expression, readonly string[]>();

/** The names of the locals that an expression refers to. It goes over the expression without recursion: sums can be long. */
export function localReferences(expression: Expression): readonly string[] {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const found = new Set<string>();
  const waiting: Expression[] = [expression];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "attribute" && next.of.kind === "name" && next.of.name === "local") found.add(next.name);
    waiting.push(...innerOf(next));
  }
  const names = [...found];
  known.set(expression, names);
  return names;
}

function innerOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "number":
    case "name":
      return [];
    case "template":
      return expression.parts.flatMap(innerOfPart);
    case "attribute":
      return [expression.of];
    case "index":
      return [expression.of, expression.key];
    case "splat":
      return [expression.of, expression.each];
    case "call":
      return expression.arguments;
    case "tuple":
      return expression.items;
    case "object":
      return expression.items.flatMap(({ key, value }) => [key, value]);
    case "for":
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (inner) => inner !== undefined,
      );
    case "conditional":
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case "binary":
      return [expression.left, expression.right];
    case "unary":
      return [expression.operand];
  }
}

function innerOfPart(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case "text":
      return [];
    case "interpolation":
      return [part.value];
    case "if":
      return [part.condition, ...part.whenTrue.flatMap(innerOfPart), ...part.whenFalse.flatMap(innerOfPart)];
    case "for":
      return [part.collection, ...part.parts.flatMap(innerOfPart)];
  }
}
