import { unknown } from "../../../model/unknown.ts";
import { notKnownSensitive } from "../../../secrecy/sensitive.ts";
import { onShare, UnfinishedWork } from "../evaluation/budget.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import { EvaluationProblem, type Scope } from "../evaluation/scope.ts";
import { keyMarksOf, type Marks, marksOf, unmarked } from "../evaluation/sensitivity.ts";
import { dynamicType } from "../evaluation/type.ts";
import { isNull, nullValue, unknownValue, type UnknownValue, type Value } from "../evaluation/value.ts";
import { type Attribute, type Block, SyntaxProblem } from "../syntax/body.ts";
import type { Expression } from "../syntax/expression.ts";
import { joinAddress } from "./address.ts";
import type { Context } from "./context.ts";
import { type Expansion, expandCount, expandForEach, type Repetition } from "./expansion.ts";
import type { Module } from "./module.ts";
import { localReferences } from "./local-references.ts";
import { moduleValue } from "./module-calls.ts";
import { attributeNamed, type ModuleSource } from "./module-source.ts";
import { namesOf } from "./names.ts";
import { resourceValue } from "./resource-values.ts";
import { discreet } from "./secrets.ts";
import { constraintOf, convertTo } from "./type-constraint.ts";

/** One instance of a module, whose values are worked out when first asked for. */
export class ModuleInstance implements Module {
  readonly source: ModuleSource;
  /** `module.a["x"].module.b`; empty for the root module. */
  readonly address: string;
  readonly context: Context;
  readonly parent: Module | undefined;
  readonly #inputs: (name: string) => Value | undefined;
  readonly #memory = new Map<string, Value | EvaluationProblem>();
  readonly #marks = new Map<string, Marks>();
  readonly #running = new Set<string>();
  readonly #expansions = new Map<Block, Expanded>();

  constructor(
    source: ModuleSource,
    address: string,
    context: Context,
    inputs: (name: string) => Value | undefined,
    parent?: Module,
  ) {
    this.source = source;
    this.address = address;
    this.context = context;
    this.parent = parent;
    this.#inputs = inputs;
  }

  /** Works something out once; what needs itself is an error. */
  once(name: string, work: () => Value): Value {
    const { sensitivity } = this.context;
    const before = this.#memory.get(name);
    if (before !== undefined) sensitivity.note(this.#marks.get(name) ?? unmarked);
    if (before instanceof EvaluationProblem) throw before;
    if (before !== undefined) return before;
    if (this.#running.has(name)) throw new EvaluationProblem(`${name} depends on itself`);
    this.#running.add(name);
    try {
      const value = sensitivity.watch(unlessTooMuch(work), (marks) => {
        sensitivity.note(marks);
        this.#marks.set(name, marks);
      });
      this.#memory.set(name, value);
      return value;
    } catch (problem) {
      if (problem instanceof EvaluationProblem) this.#memory.set(name, problem);
      throw problem;
    } finally {
      this.#running.delete(name);
    }
  }

  /** The value of an attribute, whose file then has a part in the outcome. */
  evaluate(attribute: Attribute, repetition: Repetition, more?: ReadonlyMap<string, Value>): Value {
    this.context.touch(attribute.source);
    try {
      return unlessTooMuch(() =>
        onShare(() => evaluate(attribute.expression(), this.scope(attribute, repetition, more))),
      )();
    } catch (problem) {
      if (problem instanceof EvaluationProblem && isJson(attribute) && problem.place?.source === attribute.source)
        problem.place = { source: attribute.source, span: attribute };
      if (!(problem instanceof SyntaxProblem)) throw problem;
      const invalid = new EvaluationProblem(problem.message);
      invalid.place = { source: attribute.source, span: attribute };
      throw invalid;
    }
  }

  scope(attribute: Attribute, repetition: Repetition, more?: ReadonlyMap<string, Value>): Scope {
    const lookup = namesOf(this, repetition);
    return {
      source: attribute.source,
      files: this.context.files,
      libraries: this.context.libraries,
      sensitivity: this.context.sensitivity,
      lookup: (name) => {
        const value = more?.get(name);
        return value === undefined ? lookup(name) : value;
      },
    };
  }

  variable(name: string): Value {
    return this.once(`var.${name}`, () => {
      const block = this.source.variables.get(name);
      const given = this.#inputs(name);
      if (block === undefined) return given ?? this.#unset(name, this.undeclared(`var.${name}`));
      this.context.touch(block.source);
      const fallback = attributeNamed(block, "default");
      const nullable = attributeNamed(block, "nullable");
      const noNull = nullable !== undefined && this.evaluate(nullable, {}) === false;
      const isUnset = given === undefined || (isNull(given) && noNull && fallback !== undefined);
      const chosen = isUnset ? undefined : given;
      const type = attributeNamed(block, "type");
      const evaluateDefault = (of: Attribute) => (expression: Expression) => evaluate(expression, this.scope(of, {}));
      if (chosen === undefined && fallback === undefined)
        return this.#unset(
          name,
          `${joinAddress(this.address, `var.${name}`)} has no default, and no value is given for it`,
          type === undefined ? dynamicType : constraintOf(type.expression(), evaluateDefault(type)).type,
        );
      const value =
        chosen === undefined && fallback !== undefined ? this.evaluate(fallback, {}) : (chosen ?? nullValue);
      this.#noteSensitive(block, value);
      return type === undefined ? value : convertTo(value, type.expression(), evaluateDefault(type));
    });
  }

  local(name: string): Value {
    if (!this.#memory.has(localKey(name))) this.#prepareLocals(name);
    return this.#localOnce(name);
  }

  #localOnce(name: string): Value {
    return this.once(localKey(name), () => {
      const attribute = this.source.locals.get(name);
      return attribute === undefined
        ? unknownValue(unknown(this.undeclared(localKey(name))))
        : this.evaluate(attribute, {});
    });
  }

  /** Works out the locals that one refers to before it: a chain of thousands would go deeper than any stack. */
  #prepareLocals(first: string): void {
    const waiting = [first];
    const seen = new Set<string>();
    // What a local reads is noted where it is read.
    const discard = (): void => {};
    for (let name = waiting.at(-1); name !== undefined; name = waiting.at(-1)) {
      const isNew = !seen.has(name);
      seen.add(name);
      const needed = this.#localsNeededBy(name).filter((other) => !this.#memory.has(localKey(other)));
      const fresh = isNew ? needed.filter((other) => !seen.has(other)) : [];
      waiting.push(...fresh);
      if (fresh.length > 0) continue;
      waiting.pop();
      // One that needs itself over others is left to whoever reads it, who tells of it.
      if (name === first || needed.length > 0 || this.#memory.has(localKey(name))) continue;
      const ready = name;
      try {
        this.context.sensitivity.watch(() => this.#localOnce(ready), discard);
      } catch (problem) {
        // It is told to whoever reads the local.
        if (!(problem instanceof EvaluationProblem)) throw problem;
      }
    }
  }

  #localsNeededBy(name: string): readonly string[] {
    try {
      const expression = this.source.locals.get(name)?.expression();
      return expression === undefined ? [] : localReferences(expression);
    } catch (problem) {
      if (problem instanceof SyntaxProblem) return [];
      throw problem;
    }
  }

  output(name: string): Value {
    return this.once(`output.${name}`, () => {
      const block = this.source.outputs.get(name);
      const value = block === undefined ? undefined : attributeNamed(block, "value");
      if (block === undefined || value === undefined) return unknownValue(unknown(this.undeclared(`output.${name}`)));
      const found = this.evaluate(value, {});
      this.#noteSensitive(block, found);
      return found;
    });
  }

  resource(mode: "managed" | "data", type: string, name: string): Value {
    return this.once(`${mode === "data" ? "data." : ""}${type}.${name}`, () => resourceValue(this, mode, type, name));
  }

  call(name: string): Value {
    return this.once(`module.${name}`, () => moduleValue(this, name));
  }

  /** The instances that a resource or module block stands for; what is wrong with `count` or `for_each` leaves them unknown. */
  expansion(block: Block): Expansion {
    const expanded = this.#expansions.get(block) ?? this.#expanded(block);
    this.#expansions.set(block, expanded);
    this.context.sensitivity.note(expanded.keyMarks);
    return expanded.expansion;
  }

  #expanded(block: Block): Expanded {
    const count = attributeNamed(block, "count");
    const forEach = attributeNamed(block, "for_each");
    const attribute = count ?? forEach;
    let expansion: Expansion = { kind: "single" };
    let marks = unmarked;
    try {
      if (attribute === undefined) return { expansion, keyMarks: unmarked };
      if (count !== undefined && forEach !== undefined)
        throw new EvaluationProblem("count and for_each can't stand together");
      const value = this.context.sensitivity.watch(
        () => this.evaluate(attribute, {}),
        (found) => {
          marks = found;
        },
      );
      expansion = count === undefined ? expandForEach(value, marks) : expandCount(value);
      if (expansion.kind === "unknown" && marks.values)
        expansion = { ...expansion, reason: unknown(notKnownSensitive) };
      if (forEach !== undefined) return { expansion, keyMarks: keyMarksOf(value, marks) };
    } catch (problem) {
      if (!(problem instanceof EvaluationProblem) || attribute === undefined) throw problem;
      const by = count === undefined ? "for_each" : "count";
      if (problem instanceof UnfinishedWork) {
        expansion = { kind: "unknown", by, reason: unknown(problem.message) };
        return { expansion, keyMarks: unmarked };
      }
      const told = discreet(problem, marks);
      this.context.report(told, `${by} of ${joinAddress(this.address, block.labels.join("."))}`, block);
      expansion = { kind: "unknown", by, reason: unknown(`${by} can't be evaluated: ${told.message}`) };
    }
    return { expansion, keyMarks: unmarked };
  }

  child(source: ModuleSource, address: string, inputs: (name: string) => Value | undefined): Module {
    return new ModuleInstance(source, address, this.context, inputs, this);
  }

  /** Why something that is not declared has no value. */
  undeclared(what: string): string {
    const where = this.source.damaged ? "in the files that could be read" : `in ${this.source.uri}`;
    return `${what} is not declared ${where}`;
  }

  /** A variable or output that is declared sensitive; what can't be told to be false counts as true. */
  #noteSensitive(block: Block, value: Value): void {
    const sensitive = attributeNamed(block, "sensitive");
    if (sensitive !== undefined && this.evaluate(sensitive, {}) !== false)
      this.context.sensitivity.note(marksOf(value));
  }

  /** A variable without a value; whatever it will be, it is the same at every place that reads it. */
  #unset(name: string, reason: string, type = dynamicType): UnknownValue {
    return unknownValue(unknown(reason, { address: joinAddress(this.address, `var.${name}`), attribute: "" }), type);
  }
}

/** Work that ends with what takes more than is spent on it gives what is not known, with that reason. */
function unlessTooMuch(work: () => Value): () => Value {
  return () => {
    try {
      return work();
    } catch (problem) {
      if (problem instanceof UnfinishedWork) return unknownValue(unknown(problem.message));
      if (problem instanceof RangeError) return unknownValue(unknown("it is nested more deeply than keylint follows"));
      throw problem;
    }
  };
}

function localKey(name: string): string {
  return `local.${name}`;
}

interface Expanded {
  readonly expansion: Expansion;
  /** What of the instances' keys is sensitive. */
  readonly keyMarks: Marks;
}

/** Inside the strings of JSON syntax there are no places: the escapes shift them. */
function isJson(attribute: Attribute): boolean {
  return attribute.source.path.endsWith(".json");
}
