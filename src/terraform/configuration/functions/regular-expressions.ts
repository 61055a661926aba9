import type { RE2JS } from "re2js";
import { type Unknown, unknown } from "../../../model/unknown.ts";
import { EvaluationProblem, type Scope } from "../evaluation/scope.ts";
import type { Value } from "../evaluation/value.ts";
import { type FunctionTable, spreading, text } from "./function.ts";

type Matcher = ReturnType<RE2JS["matcher"]>;

/** RE2, as Terraform's own; a pattern that it refuses is an error of the configuration. */
export function withPattern(source: string, scope: Scope, use: (expression: RE2JS) => Value): Value | Unknown {
  const library = scope.libraries.get("regularExpressions");
  if (library === undefined) return unknown("it needs regular expressions");
  let expression: RE2JS;
  try {
    expression = library.compile(source);
  } catch {
    throw new EvaluationProblem("the regular expression is not valid");
  }
  return use(expression);
}

/** The whole match, the list of groups, or the object of named groups. */
function matchValue(expression: RE2JS, matcher: Matcher): Value {
  const names = Object.keys(expression.namedGroups());
  const groups = expression.groupCount();
  if (groups === 0) return matcher.group() ?? "";
  if (names.length > 0) return new Map(names.map((name) => [name, matcher.group(name) ?? null]));
  return Array.from({ length: groups }, (_, index) => matcher.group(index + 1) ?? null);
}

/** What `$1`, `$name`, `${name}` and `$$` in a replacement stand for (Go, Regexp.Expand). */
function expanded(replacement: string, expression: RE2JS, matcher: Matcher): string {
  return replacement.replaceAll(/\$(?:\$|\{(\w+)\}|(\w+))/g, (sign, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return sign === "$$" ? "$" : sign;
    if (/^\d+$/.test(name)) return Number(name) <= expression.groupCount() ? (matcher.group(Number(name)) ?? "") : "";
    return name in expression.namedGroups() ? (matcher.group(name) ?? "") : "";
  });
}

function replaceMatches(given: string, expression: RE2JS, replacement: string): string {
  const matcher = expression.matcher(given);
  let result = "";
  let at = 0;
  while (matcher.find()) {
    result += given.slice(at, matcher.start()) + expanded(replacement, expression, matcher);
    at = matcher.end();
  }
  return result + given.slice(at);
}

function replaced(given: string, from: string, to: string, scope: Scope): Value {
  const isPattern = from.length > 1 && from.startsWith("/") && from.endsWith("/");
  if (!isPattern) return given.replaceAll(from, () => to);
  return withPattern(from.slice(1, -1), scope, (expression) => replaceMatches(given, expression, to));
}

export const regularExpressionFunctions: FunctionTable = {
  replace: spreading([3, 3], ([given, from, to], scope) => replaced(text(given), text(from), text(to), scope)),
  regex: spreading([2, 2], ([source, given], scope) =>
    withPattern(text(source), scope, (expression) => {
      const matcher = expression.matcher(text(given));
      if (!matcher.find()) throw new EvaluationProblem("the regular expression matches nothing");
      return matchValue(expression, matcher);
    }),
  ),
  regexall: spreading([2, 2], ([source, given], scope) =>
    withPattern(text(source), scope, (expression) => {
      const matcher = expression.matcher(text(given));
      const found: Value[] = [];
      while (matcher.find()) found.push(matchValue(expression, matcher));
      return found;
    }),
  ),
};
