import { relative } from "node:path";
import { unknown } from "../../../model/unknown.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { normalized } from "../evaluation/text.ts";
import { unmarked } from "../evaluation/sensitivity.ts";
import { type DeferredObject, deferredObject, object, unknownValue, type Value } from "../evaluation/value.ts";
import type { Repetition } from "./expansion.ts";
import type { Module } from "./module.ts";

/** What the first names of traversals mean in a module: `var`, `local`, `module`, `data`, `path`, `each`, ..., and every resource type. */
export function namesOf(module: Module, repetition: Repetition): (name: string) => Value {
  return (name) => {
    switch (name) {
      case "var":
        return namespace(name, (variable) => module.variable(variable));
      case "local":
        return namespace(name, (local) => module.local(local));
      case "module":
        return namespace(name, (call) => module.call(call));
      case "data":
        return namespace(name, (type) => namespace(type, (resource) => module.resource("data", type, resource)));
      case "path":
        return pathsOf(module);
      case "terraform":
        return namespace(name, (attribute) =>
          unknownValue(unknown(`terraform.${attribute} is known only when Terraform runs`)),
        );
      case "self":
        return unknownValue(unknown("self is known only when Terraform runs"));
      case "count":
        if (repetition.count === undefined) throw new EvaluationProblem("count.index is used in a block without count");
        return object([["index", repetition.count]]);
      case "each":
        if (repetition.each === undefined) throw new EvaluationProblem("each is used in a block without for_each");
        return eachOf(repetition.each, repetition.marks, module);
      case "ephemeral":
        return unknownValue(unknown("ephemeral values are known only when Terraform runs"));
      default:
        return namespace(name, (resource) => module.resource("managed", name, resource));
    }
  };
}

function namespace(name: string, attribute: (name: string) => Value): DeferredObject {
  return deferredObject(attribute, unknown(`${name} as a whole is not a value`));
}

function eachOf(
  each: NonNullable<Repetition["each"]>,
  marks: Repetition["marks"],
  { context: { sensitivity } }: Module,
): DeferredObject {
  return namespace("each", (name) => {
    if (name !== "key" && name !== "value") throw new EvaluationProblem(`each has no attribute "${name}"`);
    sensitivity.note(marks?.[name] ?? unmarked);
    return each[name];
  });
}

/** Terraform runs in the folder of the root module; `path.module` is relative to it. */
function pathsOf(module: Module): Value {
  const root = module.context.root.folder;
  return object([
    ["module", normalized(relative(root, module.source.folder).replaceAll("\\", "/") || ".")],
    ["root", "."],
    ["cwd", normalized(root.replaceAll("\\", "/"))],
  ]);
}
