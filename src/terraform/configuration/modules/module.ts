import type { Scope } from "../evaluation/scope.ts";
import type { Value } from "../evaluation/value.ts";
import type { Attribute, Block } from "../syntax/body.ts";
import type { Context } from "./context.ts";
import type { Expansion, Repetition } from "./expansion.ts";
import type { ModuleSource } from "./module-source.ts";

/** One instance of a module, as its blocks and expressions see it. */
export interface Module {
  readonly source: ModuleSource;
  /** `module.a["x"].module.b`; empty for the root module. */
  readonly address: string;
  readonly context: Context;
  /** The instance that calls it; none for the root module. */
  readonly parent: Module | undefined;
  /** Works something out once; what needs itself is an error. */
  once(name: string, work: () => Value): Value;
  /** The value of an attribute, whose file then has a part in the outcome. */
  evaluate(attribute: Attribute, repetition: Repetition, more?: ReadonlyMap<string, Value>): Value;
  /** What the names in an attribute's expression mean. */
  scope(attribute: Attribute, repetition: Repetition, more?: ReadonlyMap<string, Value>): Scope;
  variable(name: string): Value;
  local(name: string): Value;
  output(name: string): Value;
  /** The value of a resource or data source, which may have none, one or many instances. */
  resource(mode: "managed" | "data", type: string, name: string): Value;
  /** The outputs of a module that this one calls. */
  call(name: string): Value;
  /** The instances that a resource or module block stands for; what is wrong with `count` or `for_each` leaves them unknown. */
  expansion(block: Block): Expansion;
  /** Why something that is not declared has no value. */
  undeclared(what: string): string;
  /** Makes an instance of a module that this one calls; `inputs` gives what the call says of a variable. */
  child(source: ModuleSource, address: string, inputs: (name: string) => Value | undefined): Module;
}
