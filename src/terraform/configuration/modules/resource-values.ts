import { unknown } from "../../../model/unknown.ts";
import {
  deferredInstances,
  deferredObject,
  isNull,
  object,
  tuple,
  unknownValue,
  type Value,
} from "../evaluation/value.ts";
import type { Block } from "../syntax/body.ts";
import { joinAddress, withKey } from "./address.ts";
import { contentValues } from "./block-values.ts";
import { repetitionOf, type Repetition } from "./expansion.ts";
import type { Module } from "./module.ts";
import { attributeNamed } from "./module-source.ts";

type Mode = "managed" | "data";

/** The value of `type.name` or `data.type.name`: an object, a list (count) or a map (for_each) of objects. */
export function resourceValue(module: Module, mode: Mode, type: string, name: string): Value {
  const local = `${mode === "data" ? "data." : ""}${type}.${name}`;
  const address = joinAddress(module.address, local);
  const block = (mode === "data" ? module.source.data : module.source.managed).get(`${type}.${name}`);
  if (block === undefined) return undeclared(address, module.undeclared(local));
  module.context.touch(block.source);
  const expansion = module.expansion(block);
  const instance = (key: string | number | undefined, repetition: Repetition): Value =>
    instanceValue(module, mode, block, withKey(address, repetition.shownKey ?? key), repetition);
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

function instanceValue(module: Module, mode: Mode, block: Block, address: string, repetition: Repetition): Value {
  const when = mode === "data" ? "is read only when Terraform runs" : "is known only after apply";
  const attribute = (name: string): Value =>
    module.once(`${address}.${name}`, () => {
      const configured = configuredValue(module, block, name, repetition);
      return configured ?? unknownValue(unknown(`${address}.${name} ${when}`, { address, attribute: name }));
    });
  return deferredObject(attribute, unknown(`${address} ${when}`, { address, attribute: "" }));
}

/** What the block says of an attribute; null leaves it to the provider, as if it were not there. */
function configuredValue(module: Module, block: Block, name: string, repetition: Repetition): Value | undefined {
  const attribute = attributeNamed(block, name);
  if (attribute !== undefined) {
    const value = module.evaluate(attribute, repetition);
    return isNull(value) ? undefined : value;
  }
  return contentValues(module, block.body, name, repetition);
}

/** A resource of which nothing is known but its address: instances are taken as they are asked for. */
function undeclared(address: string, reason: string): Value {
  return deferredInstances((key) => {
    const instance = withKey(address, key);
    return deferredObject(
      (attribute) => unknownValue(unknown(reason, { address: instance, attribute })),
      unknown(reason, { address: instance, attribute: "" }),
    );
  }, unknown(reason));
}
