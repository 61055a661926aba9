import {
  type ASTNode,
  type Context,
  Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
  type TypeError,
} from "@marcbachmann/cel-js";
import type { Facts } from "../facts/facts.ts";
import type { FactType } from "../model/fact-type.ts";
import type { Parameter, ParameterValue } from "../model/rule.ts";
import { type Closure, closureOf, type FieldReader } from "./closure.ts";
import { checkNames, ExpressionError, type Names } from "./expression-limits.ts";
import { constantReader, factReader } from "./fact-closure.ts";
import { factViews, notKnown, toCel } from "./fact-view.ts";
import { didYouMean } from "./problem.ts";
import type { Matcher } from "./regular-expression.ts";

/** A compiled CEL expression over the facts that its language shows and the parameters of its rule. */
export interface RuleExpression {
  /** CEL type of its value: `bool`, `int`, `double`, `string`, `list<string>`, ... */
  readonly type: string;
  /**
   * Its value for the facts shown last; {@link notKnown} when it depends on a fact that is not known or not set, which
   * `Language.missing` then names. Whole numbers are BigInt.
   */
  evaluate(): unknown;
}

/** Compiles the expressions of one rule. */
export interface RuleScope {
  /** @throws {ExpressionError} for what is not CEL, a name or type that does not fit, or an expression that is too large. */
  compile(text: string): RuleExpression;
}

/** The rule language: CEL typed from the schema of facts. One language judges one key at a time. */
export interface Language {
  /** Parameters with the values in force. */
  scope(parameters: Readonly<Record<string, Parameter>>, values: Readonly<Record<string, ParameterValue>>): RuleScope;
  /** Turns all expressions of this language to the facts of a key. */
  show(facts: Facts): void;
  /** What the last evaluation could not read, as `key.expires (not set)`; may repeat. */
  readonly missing: readonly string[];
}

/** The CEL type of a parameter. */
const parameterTypes = {
  integer: "int",
  number: "double",
  string: "string",
  boolean: "bool",
  array: "list<string>",
} as const satisfies Record<Parameter["type"], FactType>;

const limits = { maxAstNodes: 500, maxDepth: 40, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 8 };

/** What a language is made for. */
export interface LanguageOptions {
  /** The parameters of every rule that will be compiled: rules whose parameters agree in type share one environment, which is dear to make. */
  readonly parameters: readonly Readonly<Record<string, Parameter>>[];
  /** The regular expressions behind `text.matchesRe(pattern)`; without it no expression can use them. */
  readonly matcher?: Matcher | undefined;
  /** Leave every expression to the library: the slow way, which the fast one is held against. */
  readonly slow?: boolean;
}

/** Makes the rule language. */
export function createLanguage({ parameters, matcher, slow = false }: LanguageOptions): Language {
  const facts = factViews();
  const base = new Environment({ limits });
  const groups = new Map<string, ReadonlySet<string>>();
  for (const [group, { constructor, fields }] of facts.types) {
    base.registerType(group, { ctor: constructor, fields }).registerVariable(group, group);
    groups.set(group, new Set(Object.keys(fields).filter((field) => !field.startsWith("?"))));
  }
  if (matcher !== undefined)
    base.registerFunction("string.matchesRe(string): bool", (text: string, pattern: string) =>
      matcher.matches(text, pattern),
    );
  const shared = withParameters(base, parameters);
  const readFact = factReader(facts);

  return {
    scope: (own, values) => {
      const fits = Object.entries(own).every(([name, { type }]) => shared.fields[name] === parameterTypes[type]);
      const { environment, Parameters } = fits ? shared : withParameters(base, [own]);
      const params = new Parameters();
      for (const [name, { type }] of Object.entries(own))
        Object.defineProperty(params, name, { value: toCel(parameterTypes[type], values[name]) });
      const readField: FieldReader = (group, field) =>
        group === "params" ? constantReader(values[field]) : readFact(group, field);
      return {
        compile: (text) => {
          const run = parse(environment, text);
          const names = new Map([...groups, ["params", new Set(Object.keys(own))] as const]);
          checkNames(run.ast, names, (pattern) => patternProblem(pattern, values, matcher));
          const checked = run.check();
          if (!checked.valid || checked.type === undefined) throw explain(checked.error, names);
          const { type } = checked;
          const closure = slow || type !== "bool" ? undefined : closureOf(run.ast, readField);
          if (closure !== undefined) return { type, evaluate: () => read(closure, facts.missing) };
          const context = { ...facts.views, params };
          return { type, evaluate: () => evaluate(run, context, text, facts.missing) };
        },
      };
    },
    show: (shown) => facts.show(shown),
    missing: facts.missing,
  };
}

/** The environment in which `params` has these fields, and the class of `params` in it. */
function withParameters(base: Environment, parameters: LanguageOptions["parameters"]) {
  class Parameters {
    readonly [name: string]: unknown;
  }
  const fields: Record<string, string> = Object.create(null);
  for (const own of parameters)
    for (const [name, { type }] of Object.entries(own)) fields[name] ??= parameterTypes[type];
  const type = { ctor: Parameters, fields };
  const environment = base.clone().registerType("params", type).registerVariable("params", "params");
  return { environment, Parameters, fields };
}

/** Setting the length costs more than a comparison of two facts, even when there is nothing to do. */
function empty(missing: string[]): void {
  if (missing.length > 0) missing.length = 0;
}

function read(closure: Closure, missing: string[]): unknown {
  empty(missing);
  return closure.read() ?? notKnown;
}

function evaluate(run: ParseResult, context: Context, text: string, missing: string[]): unknown {
  empty(missing);
  try {
    return run(context) as unknown;
  } catch (error) {
    // What CEL itself can't compute (a division by zero, an index out of range) is no verdict either.
    if (error instanceof EvaluationError) missing.push(`\`${text}\` can't be computed: ${error.summary}`);
    else if (error !== notKnown) throw error;
    return notKnown;
  }
}

function patternProblem(
  pattern: ASTNode,
  values: Readonly<Record<string, ParameterValue>>,
  matcher: Matcher | undefined,
): string | undefined {
  const isParameter = pattern.op === "." && pattern.args[0].op === "id" && pattern.args[0].args === "params";
  const text = pattern.op === "value" ? pattern.args : isParameter ? values[pattern.args[1]] : undefined;
  if (typeof text !== "string") return "the pattern of `matchesRe()` must be a text or a parameter";
  return matcher?.problem(text);
}

function parse(environment: Environment, text: string): ParseResult {
  try {
    return environment.parse(text);
  } catch (error) {
    if (error instanceof ParseError) throw explain(error, new Map());
    throw error;
  }
}

/** Puts an error of the library into the words of keylint. */
function explain(error: ParseError | TypeError | undefined, names: Names): ExpressionError {
  if (error === undefined) return new ExpressionError("not a valid expression", 0, 1);
  const start = error.range?.start ?? 0;
  const end = Math.max(error.range?.end ?? 0, start + 1);
  const name = /^Unknown variable: (.*)$/.exec(error.summary)?.[1];
  if (name !== undefined) {
    const hint = didYouMean(name, names.keys());
    return new ExpressionError(
      `unknown name \`${name}\`${hint || `; there are ${[...names.keys()].join(", ")}`}`,
      start,
      end,
    );
  }
  const mixed = /^no such overload: (?:double .* int|int .* double)$/.test(error.summary);
  const hint = mixed ? "; a fact with a fraction is compared to a number with a decimal point: `1.0`" : "";
  return new ExpressionError(error.summary + hint, start, end);
}
