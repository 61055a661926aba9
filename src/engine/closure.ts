import type { ASTNode } from "@marcbachmann/cel-js";

/** What an expression reads from the facts and parameters; `undefined` is not known. */
type Read<T> = () => T | undefined;

/** A part of an expression as a function of JavaScript's own, by the kind of its value. CEL's `int` and `double` are both numbers here. */
export type Closure =
  | { readonly kind: "truth"; readonly read: Read<boolean> }
  | { readonly kind: "number"; readonly read: Read<number> }
  | { readonly kind: "text"; readonly read: Read<string> }
  | { readonly kind: "texts"; readonly read: Read<readonly string[]> };

/** Finds how `group.field` is read: a fact, a parameter, or the presence of a fact. */
export type FieldReader = (group: string, field: string) => Closure | undefined;

/**
 * Turns the everyday part of CEL - facts, literals, comparisons, `in`, logic - into closures, which judge ten times as fast as the library
 * walks its tree. The rest of the language gives `undefined` and is left to the library; a test holds both against each other.
 * The expression must have passed the library's type check.
 */
export function closureOf(node: ASTNode, field: FieldReader): Closure | undefined {
  const of = (part: ASTNode): Closure | undefined => closureOf(part, field);
  if (node.op === "value") return literal(node.args);
  if (node.op === ".") return node.args[0].op === "id" ? field(node.args[0].args, node.args[1]) : undefined;
  if (node.op === "call") {
    const [name, [fact]] = node.args;
    return name === "has" && fact !== undefined ? of(fact) : undefined;
  }
  if (node.op === "!_") return negation(of(node.args));
  if (node.op === "&&") return conjunction(of(node.args[0]), of(node.args[1]), false);
  if (node.op === "||") return conjunction(of(node.args[0]), of(node.args[1]), true);
  if (node.op === "in") return membership(of(node.args[0]), node.args[1], field);
  if (
    node.op === "==" ||
    node.op === "!=" ||
    node.op === "<" ||
    node.op === "<=" ||
    node.op === ">" ||
    node.op === ">="
  )
    return comparison(node.op, of(node.args[0]), of(node.args[1]));
  return undefined;
}

function literal(value: unknown): Closure | undefined {
  if (typeof value === "boolean") return { kind: "truth", read: () => value };
  if (typeof value === "string") return { kind: "text", read: () => value };
  const number = typeof value === "bigint" ? Number(value) : value;
  const exact = typeof number === "number" && (typeof value === "number" || Number.isSafeInteger(number));
  return exact ? { kind: "number", read: () => number } : undefined;
}

function negation(part: Closure | undefined): Closure | undefined {
  if (part?.kind !== "truth") return undefined;
  const { read } = part;
  return {
    kind: "truth",
    read: () => {
      const value = read();
      return value === undefined ? undefined : !value;
    },
  };
}

/** `&&` is settled by the first false, `||` by the first true, whatever is not known beside it (Kleene). */
function conjunction(a: Closure | undefined, b: Closure | undefined, settled: boolean): Closure | undefined {
  if (a?.kind !== "truth" || b?.kind !== "truth") return undefined;
  const [left, right] = [a.read, b.read];
  return {
    kind: "truth",
    read: () => {
      const first = left();
      if (first === settled) return settled;
      const second = right();
      if (second === settled) return settled;
      return first === undefined ? undefined : second;
    },
  };
}

type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

function comparison(op: Comparison, a: Closure | undefined, b: Closure | undefined): Closure | undefined {
  if (a?.kind === "number" && b?.kind === "number") return compared(a.read, b.read, relation(op));
  if (a?.kind === "text" && b?.kind === "text") return compared(a.read, b.read, relation(op));
  if (a?.kind !== "truth" || b?.kind !== "truth") return undefined;
  if (op === "==") return compared(a.read, b.read, (left, right) => left === right);
  return op === "!=" ? compared(a.read, b.read, (left, right) => left !== right) : undefined;
}

function compared<T>(left: Read<T>, right: Read<T>, holds: (left: T, right: T) => boolean): Closure {
  return {
    kind: "truth",
    read: () => {
      const first = left();
      if (first === undefined) return undefined;
      const second = right();
      return second === undefined ? undefined : holds(first, second);
    },
  };
}

/** CEL orders texts by code point and JavaScript by code unit: they differ only beyond the Basic Multilingual Plane, and the library does as JavaScript does. */
function relation<T extends number | string>(op: Comparison): (left: T, right: T) => boolean {
  switch (op) {
    case "==":
      return (left, right) => left === right;
    case "!=":
      return (left, right) => left !== right;
    case "<":
      return (left, right) => left < right;
    case "<=":
      return (left, right) => left <= right;
    case ">":
      return (left, right) => left > right;
    case ">=":
    default:
      return (left, right) => left >= right;
  }
}

function membership(item: Closure | undefined, list: ASTNode, field: FieldReader): Closure | undefined {
  if (item?.kind !== "text" && item?.kind !== "number") return undefined;
  if (list.op === "list") {
    const literals = list.args.map((element) => (element.op === "value" ? literal(element.args) : undefined));
    if (!literals.every((element) => element?.kind === item.kind)) return undefined;
    const members = new Set<unknown>(literals.map((element) => element?.read()));
    return tested(item.read, (value) => members.has(value));
  }
  const texts = closureOf(list, field);
  if (item.kind !== "text" || texts?.kind !== "texts") return undefined;
  return compared<string | readonly string[]>(item.read, texts.read, (value, all) => all.includes(String(value)));
}

function tested(read: Read<unknown>, holds: (value: unknown) => boolean): Closure {
  return {
    kind: "truth",
    read: () => {
      const value = read();
      return value === undefined ? undefined : holds(value);
    },
  };
}
