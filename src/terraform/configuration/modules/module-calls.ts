import { unknown } from "../../../model/unknown.ts";
import { spend } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { deferredInstances, deferredObject, object, tuple, unknownValue, type Value } from "../evaluation/value.ts";
import type { Block } from "../syntax/body.ts";
import { joinAddress, withKey } from "./address.ts";
import { repetitionOf, type Repetition } from "./expansion.ts";
import type { Module } from "./module.ts";
import { attributeNamed, type ModuleSource } from "./module-source.ts";

/** The value of `module.name`: an object of outputs, or a list or map of them. */
export function moduleValue(module: Module, name: string): Value {
  const address = joinAddress(module.address, `module.${name}`);
  const block = module.source.calls.get(name);
  if (block === undefined) return outputsOf(address, module.undeclared(`module.${name}`));
  module.context.touch(block.source);
  const callee = module.context.callee(module.source, block);
  if ("reason" in callee) return outputsOf(address, callee.reason);
  const expansion = module.expansion(block);
  const instance = (key: string | number | undefined, repetition: Repetition): Value => {
    const child = calledModule(module, block, callee, key, repetition);
    return deferredObject((output) => child.output(output), unknown(`${child.address} as a whole is not a value`));
  };
  switch (expansion.kind) {
    case "single":
      return instance(undefined, {});
    case "known": {
      const instances = [...expansion.instances];
      const made = instances.map(([key, repetition]): [string, Value] => [String(key), instance(key, repetition)]);
      return expansion.by === "count" ? tuple(made.map(([, value]) => value)) : object(made);
    }
    case "unknown":
      return deferredInstances((key) => instance(key, repetitionOf(expansion, key)), expansion.reason);
  }
}

const children = new WeakMap<Module, Map<string, Module>>();

/** The instance of a called module, with the inputs of its call. */
export function calledModule(
  caller: Module,
  block: Block,
  callee: ModuleSource,
  key: string | number | undefined,
  repetition: Repetition,
): Module {
  const address = withKey(joinAddress(caller.address, `module.${block.labels[0] ?? ""}`), repetition.shownKey ?? key);
  const made = children.get(caller) ?? new Map<string, Module>();
  children.set(caller, made);
  const before = made.get(address);
  if (before !== undefined) return before;
  for (let at: Module | undefined = caller; at !== undefined; at = at.parent)
    if (at.source === callee) throw new EvaluationProblem(`${address} calls itself`);
  spend(60, 4_000);
  const input = (name: string): Value | undefined => {
    const attribute = attributeNamed(block, name);
    return attribute === undefined ? undefined : caller.evaluate(attribute, repetition);
  };
  const child = caller.child(callee, address, input);
  made.set(address, child);
  return child;
}

/** The outputs of a module that can't be read: not known, and still the same at every place that reads them. */
function outputsOf(address: string, reason: string): Value {
  return deferredInstances((key) => {
    const instance = withKey(address, key);
    return deferredObject(
      (output) => unknownValue(unknown(reason, { address: instance, attribute: output })),
      unknown(reason, { address: instance, attribute: "" }),
    );
  }, unknown(reason));
}
