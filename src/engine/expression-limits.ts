import type { ASTNode } from "@marcbachmann/cel-js";
import { didYouMean } from "./problem.ts";
import { presenceOf } from "./fact-view.ts";

/** The names that an expression may use: the fields of each group. */
export type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** A stretch of an expression that is refused. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** What is wrong with the argument of `matchesRe()`, if anything is. */
export type PatternProblem = (pattern: ASTNode) => string | undefined;

const comprehensions = new Set(["all", "exists", "exists_one", "map", "filter"]);

/** 60 keys nested three deep already cost 70 ms a key. */
const deepestComprehension = 2;

/**
 * Refuses what the type check lets pass: misspelt names inside `has()`, groups used whole or indexed by computed names,
 * regular expressions that can take exponential time, deep comprehensions. Turns `has(group.fact)` to the view's own
 * presence field, so that asking for a fact that is not set is not the same as reading it.
 * @throws {ExpressionError}
 */
export function checkNames(root: ASTNode, names: Names, patternProblem: PatternProblem): void {
  const visit = (node: ASTNode, depth: number): void => {
    if (node.op === "id") {
      if (names.has(node.args)) throw refuse(node, `name one fact: \`${node.args}.FACT\``);
    } else if (node.op === "." && node.args[0].op === "id" && names.has(node.args[0].args)) {
      checkField(node, names);
    } else if (node.op === "call" && node.args[0] === "has") {
      checkPresence(node, names);
    } else {
      if (node.op === "rcall" && node.args[0] === "matchesRe") checkPattern(node, patternProblem);
      if ((node.op === "rcall" || node.op === "call") && node.args[0] === "matches")
        throw refuse(node, "`matches()` can take exponential time; use `matchesRe()`, which runs in linear time");
      const receiver = node.op === "rcall" ? node.args[1] : undefined;
      const inner = node.op === "rcall" && comprehensions.has(node.args[0]) ? depth + 1 : depth;
      if (inner > deepestComprehension) throw refuse(node, `nested more than ${deepestComprehension} deep`);
      for (const child of children(node)) visit(child, child === receiver ? depth : inner);
    }
  };
  visit(root, 0);
}

type FieldNode = Extract<ASTNode, { op: "." }>;

function checkField(node: FieldNode, names: Names): void {
  const [group, field] = node.args;
  const groupName = group.op === "id" ? group.args : "";
  const fields = names.get(groupName) ?? new Set();
  if (fields.has(field)) return;
  const kind = groupName === "params" ? "parameter" : "fact";
  const suggestion = didYouMean(`${groupName}.${field}`, allNames(names));
  throw new ExpressionError(`unknown ${kind} \`${groupName}.${field}\`${suggestion}`, node.start, node.end);
}

function checkPresence(node: Extract<ASTNode, { op: "call" }>, names: Names): void {
  const argument = node.args[1][0];
  const group = argument?.op === "." ? argument.args[0] : undefined;
  if (argument?.op !== "." || group?.op !== "id" || !names.has(group.args))
    throw refuse(node, "`has()` takes one fact: `has(key.expires)`");
  if (group.args === "params") throw refuse(node, "a parameter is always set");
  checkField(argument, names);
  argument.args[1] = presenceOf(argument.args[1]);
}

function children(node: ASTNode): readonly ASTNode[] {
  const found: ASTNode[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) collect(item);
    else if (isNode(value)) found.push(value);
  };
  collect(node.args);
  return found;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}

function* allNames(names: Names): Iterable<string> {
  for (const [group, fields] of names) for (const field of fields) yield `${group}.${field}`;
}

function refuse(node: ASTNode, message: string): ExpressionError {
  return new ExpressionError(message, node.start, node.end);
}

function checkPattern(node: Extract<ASTNode, { op: "rcall" }>, patternProblem: PatternProblem): void {
  const pattern = node.args[2][0];
  const wrong = pattern === undefined ? undefined : patternProblem(pattern);
  if (wrong !== undefined) throw refuse(pattern ?? node, wrong);
}
