import type { Facts } from "../facts/facts.ts";
import type { ResultKind } from "../model/result.ts";
import type { Rule } from "../model/rule.ts";
import type { Language, RuleScope } from "./expression.ts";
import { ExpressionError } from "./expression-limits.ts";
import { notKnown } from "./fact-view.ts";
import { compileMessage } from "./message.ts";

/** What one rule says of one key. */
export interface Verdict {
  readonly kind: ResultKind;
  /** Empty for `pass` and `notApplicable`. */
  readonly message: string;
  /** For `open`: each fact that is not known, with the reason. */
  readonly reasons: readonly string[];
}

/** A rule that is ready to judge. */
export interface CompiledRule {
  readonly rule: Rule;
  judge(facts: Facts): Verdict;
}

/** An expression of a rule that is refused. */
export interface ExpressionProblem {
  readonly field: "applies" | "require" | "message";
  readonly error: ExpressionError;
}

const passed: Verdict = { kind: "pass", message: "", reasons: [] };
const notApplicable: Verdict = { kind: "notApplicable", message: "", reasons: [] };

/** Compiles the expressions of a rule; all that are refused are told at once. */
export function compileRule(rule: Rule, language: Language): CompiledRule | readonly ExpressionProblem[] {
  const scope = language.scope(rule.params, rule.values);
  const problems: ExpressionProblem[] = [];
  const attempt = <T>(field: ExpressionProblem["field"], compile: () => T): T | undefined => {
    try {
      return compile();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push({ field, error });
      return undefined;
    }
  };
  const applies = attempt("applies", () => compileCondition(rule.applies, scope));
  const require = attempt("require", () => compileCondition(rule.require, scope));
  // Most rules of a run never need their message; the tests compile all of the shipped ones.
  let message = rule.from === "shipped" ? undefined : attempt("message", () => compileMessage(rule.message, scope));
  if (applies === undefined || require === undefined || problems.length > 0) return problems;

  const open = (): Verdict => {
    const reasons = [...new Set(language.missing)];
    return { kind: "open", message: `cannot be judged: ${reasons.join("; ")}`, reasons };
  };
  return {
    rule,
    judge: (facts) => {
      language.show(facts);
      const concerned = applies();
      if (concerned === false) return notApplicable;
      if (concerned === notKnown) return open();
      const holds = require();
      if (holds === true) return passed;
      if (holds === notKnown) return open();
      message ??= compileMessage(rule.message, scope);
      return { kind: "fail", message: message(), reasons: [] };
    },
  };
}

function compileCondition(text: string, scope: RuleScope): () => unknown {
  if (text.trim() === "true") return () => true;
  const expression = scope.compile(text);
  if (expression.type !== "bool")
    throw new ExpressionError(`must be true or false, but is of type ${expression.type}`, 0, text.length);
  return () => expression.evaluate();
}
