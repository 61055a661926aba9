import type { RE2JS } from "re2js";
import { unknown } from "../../../model/unknown.ts";
import { spend, UnfinishedWork } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import type { Scope } from "../evaluation/scope.ts";
import { dynamicType, objectOf, stringType, tupleOf, type Type } from "../evaluation/type.ts";
import { list, nullOf, object, tuple, unknownValue, type Value } from "../evaluation/value.ts";
import { aText, define, type FunctionTable, made, text } from "./function.ts";

type Matcher = ReturnType<RE2JS["matcher"]>;

/** Repetitions in one pattern multiplied: more would make an automaton that fills the memory. */
const mostRepetitions = 5_000;

/** RE2, as Terraform's own; a pattern that it refuses is an error of the configuration. */
export function withPattern(source: string, scope: Scope, type: Type, use: (expression: RE2JS) => Value): Value {
  const library = scope.libraries.get("regularExpressions");
  if (library === undefined) return unknownValue(unknown("it needs regular expressions"), type);
  let repetitions = 1;
  for (const [, least = "", greatest = ""] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    repetitions *= Math.max(1, Number(least), Number(greatest));
  spend(source.length * 4);
  if (repetitions > mostRepetitions)
    throw new UnfinishedWork("its regular expression repeats more than keylint follows");
  let expression: RE2JS;
  try {
    expression = library.compile(source);
  } catch {
    throw new EvaluationProblem("the regular expression is not valid");
  }
  return use(expression);
}

/** Every match; nothing is found in the very place where another match ends (Go, Regexp.FindAll). */
function* matches(given: string, expression: RE2JS): Generator<Matcher> {
  const matcher = expression.matcher(given);
  const weight = 1 + expression.programSize() / 50;
  let end = -1;
  for (let at = 0; ; at = matcher.end()) {
    // A search may go over all the text that is left.
    spend(1 + ((given.length - at) * weight) / 8);
    if (!matcher.find()) return;
    if (matcher.start() === matcher.end() && matcher.end() === end) continue;
    yield matcher;
    end = matcher.end();
  }
}

/** The names of the groups, by their order. */
function groupNames(expression: RE2JS): readonly string[] {
  const named = Object.entries(expression.namedGroups());
  if (named.length > 0 && named.length < expression.groupCount())
    throw new EvaluationProblem("the regular expression has groups with and without names");
  return named.map(([name]) => name);
}

function matchType(expression: RE2JS): Type {
  const names = groupNames(expression);
  const groups = expression.groupCount();
  if (names.length > 0) return objectOf(new Map(names.map((name) => [name, stringType])));
  return groups === 0 ? stringType : tupleOf(Array.from({ length: groups }, () => stringType));
}

/** The whole match, the tuple of groups, or the object of named groups. */
function matchValue(expression: RE2JS, matcher: Matcher): Value {
  const names = groupNames(expression);
  const groups = expression.groupCount();
  const group = (found: string | null): Value => (found === null ? nullOf(stringType) : made(found));
  if (groups === 0) return group(matcher.group());
  if (names.length > 0) return object(names.map((name) => [name, group(matcher.group(name))]));
  return tuple(Array.from({ length: groups }, (_, index) => group(matcher.group(index + 1))));
}

/** What `$1`, `$name`, `${name}` and `$$` in a replacement stand for (Go, Regexp.Expand). */
function expanded(replacement: string, expression: RE2JS, matcher: Matcher): string {
  return replacement.replaceAll(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (_, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) return "$";
      if (/^(?:0|[1-9]\d*)$/.test(name))
        return Number(name) <= expression.groupCount() ? (matcher.group(Number(name)) ?? "") : "";
      return name in expression.namedGroups() ? (matcher.group(name) ?? "") : "";
    },
  );
}

function replaceMatches(given: string, expression: RE2JS, replacement: string): string {
  let result = "";
  let at = 0;
  for (const matcher of matches(given, expression)) {
    const piece = given.slice(at, matcher.start()) + expanded(replacement, expression, matcher);
    spend(1, piece.length);
    result += piece;
    at = matcher.end();
  }
  return made(result + given.slice(at));
}

/** Where nothing is to be replaced, the other text goes between all characters. */
function replaceText(given: string, from: string, to: string): string {
  const places = from === "" ? given.length + 1 : given.split(from).length - 1;
  spend(1 + places, given.length + places * to.length);
  if (from !== "") return made(given.replaceAll(from, () => to));
  return made(to + Array.from(given, (character) => character + to).join(""));
}

function replaced(given: string, from: string, to: string, scope: Scope): Value {
  const isPattern = from.length > 1 && from.startsWith("/") && from.endsWith("/");
  if (!isPattern) return replaceText(given, from, to);
  return withPattern(from.slice(1, -1), scope, stringType, (expression) => replaceMatches(given, expression, to));
}

export const regularExpressionFunctions: FunctionTable = {
  replace: define([aText, aText, aText], stringType, ([given, from, to], scope) =>
    replaced(text(given), text(from), text(to), scope),
  ),
  regex: define([aText, aText], dynamicType, ([source, given], scope) =>
    withPattern(text(source), scope, dynamicType, (expression) => {
      groupNames(expression);
      const [found] = matches(text(given), expression);
      if (found === undefined) throw new EvaluationProblem("the regular expression matches nothing");
      return matchValue(expression, found);
    }),
  ),
  regexall: define([aText, aText], dynamicType, ([source, given], scope) =>
    withPattern(text(source), scope, dynamicType, (expression) => {
      const of = matchType(expression);
      const found: Value[] = [];
      for (const matcher of matches(text(given), expression)) found.push(matchValue(expression, matcher));
      return list(of, found);
    }),
  ),
};
