import type { Reference } from "../../model/unknown.ts";
import { type ModuleStep, moduleAddress } from "./address.ts";
import { arrayOf, isJsonObject, type JsonObject, memberOf, jsonObjectOf, parseJson, jsonTextOf } from "./json.ts";
import type { Selected } from "./shape.ts";

/** Where an expression stands: a module instance, and the instance key (`[0]`, `["a"]` or nothing) that `count.index` and `each.key` stand for. */
export interface ExpressionPlace {
  readonly steps: readonly ModuleStep[];
  readonly index: string;
  /** The `for_each` expression whose elements `each.value` stands for. */
  readonly loop?: unknown;
}

/** A chain of variables and outputs longer than this is not followed. */
const longestChain = 32;

const resourceReference = /^((?:data\.)?[\w-]+\.[\w-]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?:\.(.+))?$/s;
const outputReference = /^module\.([\w-]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.([\w-]+)(.*)$/s;
const variableReference = /^var\.([\w-]+)(.*)$/s;

/** The `configuration` of a plan, as far as it tells what expressions refer to (JSON output format, "Expression representation"). */
export class Configuration {
  readonly #resources = new Map<string, JsonObject>();
  readonly #loops = new Map<string, unknown>();
  readonly #calls = new Map<string, JsonObject>();
  readonly #outputs = new Map<string, unknown>();

  /** Takes in a resource, the arguments of a module call, or an output, by its place in the document. */
  add({ path, text }: Selected<string>): void {
    const { modules, rest } = placeOf(path);
    const value = jsonObjectOf(parseJson(text));
    if (rest[0] === "resources") {
      const block = `${String(value["mode"])} ${String(value["type"])} ${String(value["name"])}`;
      this.#resources.set(nameIn(modules, block), jsonObjectOf(referencesOnly(value["expressions"])));
      this.#loops.set(nameIn(modules, block), referencesOnly(value["for_each_expression"]));
    } else if (rest[0] === "module_calls") {
      this.#calls.set(nameIn(modules, rest[1] ?? ""), jsonObjectOf(referencesOnly(value)));
    } else if (rest[0] === "outputs") {
      this.#outputs.set(nameIn(modules, rest[1] ?? ""), referencesOnly(value["expression"]));
    }
  }

  /** The managed resource blocks of the wanted types, as `MODULE TYPE.NAME` without instance keys. */
  blocks(): readonly string[] {
    return [...this.#resources.keys()].flatMap((name) => {
      const parts = name.split("/");
      const [mode, type, local] = (parts.pop() ?? "").split(" ");
      return mode === "managed" ? [`${parts.map((module) => `module.${module}`).join(".")} ${type}.${local}`] : [];
    });
  }

  /** The expressions of a resource block. */
  expressionsOf(steps: readonly ModuleStep[], mode: string, type: string, name: string): unknown {
    return this.#resources.get(nameIn(namesOf(steps), `${mode} ${type} ${name}`));
  }

  /** The `for_each` expression of a resource block. */
  loopOf(steps: readonly ModuleStep[], mode: string, type: string, name: string): unknown {
    return this.#loops.get(nameIn(namesOf(steps), `${mode} ${type} ${name}`));
  }

  /** The one object that an expression refers to; undefined when it refers to none, to several, or through a local value, which plans leave out. */
  referenceOf(expression: unknown, scope: ExpressionPlace): Reference | undefined {
    const found = new Map<string, Reference>();
    const told = this.#follow(expression, scope, found, longestChain);
    const [reference, second] = found.values();
    if (!told || reference === undefined || second !== undefined) return undefined;
    return isWhole(reference) ? undefined : reference;
  }

  /** Collects what an expression refers to. Returns false when a part of it can't be told. */
  #follow(expression: unknown, scope: ExpressionPlace, found: Map<string, Reference>, chain: number): boolean {
    if (chain === 0) return false;
    const references = arrayOf(memberOf(expression, "references")).flatMap((reference) => jsonTextOf(reference) ?? []);
    const own = references.some((reference) => reference === "count.index" || reference === "each.key");
    return mostSpecific(references).every((reference) => {
      if (/^(?:count|path|terraform|self)\.|^each\.key$/.test(reference)) return true;
      if (reference.startsWith("each.value.")) return this.#followLoop(reference, scope, found, chain - 1);
      if (/^(?:local|each)\./.test(reference)) return false;
      const variable = variableReference.exec(reference);
      if (variable !== null) return this.#followVariable(variable[1] ?? "", variable[2] ?? "", scope, found, chain - 1);
      if (reference.startsWith("module.")) return this.#followOutput(reference, own, scope, found, chain - 1);
      const resource = resourceReference.exec(reference);
      if (resource === null) return false;
      const [, block = "", index = own ? scope.index : "", attribute = ""] = resource;
      add(found, { address: within(scope.steps, block + index), attribute });
      return true;
    });
  }

  #followVariable(
    name: string,
    path: string,
    scope: ExpressionPlace,
    found: Map<string, Reference>,
    chain: number,
  ): boolean {
    const call = scope.steps.at(-1);
    if (call === undefined) return true;
    const steps = scope.steps.slice(0, -1);
    const argument = memberOf(this.#calls.get(nameIn(namesOf(steps), call.name)), name);
    const inner = new Map<string, Reference>();
    const told = this.#follow(argument, { steps, index: call.index }, inner, chain);
    for (const reference of inner.values()) add(found, extended(reference, path));
    return told;
  }

  /** `for_each = resource.name` makes one instance for each instance of the other resource, with its key. */
  #followLoop(reference: string, scope: ExpressionPlace, found: Map<string, Reference>, chain: number): boolean {
    const inner = new Map<string, Reference>();
    if (!this.#follow(scope.loop, { steps: scope.steps, index: "" }, inner, chain)) return false;
    const [resource, second] = inner.values();
    if (resource === undefined || second !== undefined || !isWhole(resource)) return false;
    const instance = { address: resource.address + scope.index, attribute: "" };
    add(found, extended(instance, reference.slice("each.value".length)));
    return true;
  }

  #followOutput(
    reference: string,
    own: boolean,
    scope: ExpressionPlace,
    found: Map<string, Reference>,
    chain: number,
  ): boolean {
    const [, name = "", index = own ? scope.index : "", output = "", path = ""] = outputReference.exec(reference) ?? [];
    const steps = [...scope.steps, { name, index }];
    const key = nameIn(namesOf(steps), output);
    if (!this.#outputs.has(key)) return false;
    const inner = new Map<string, Reference>();
    const told = this.#follow(this.#outputs.get(key), { steps, index: "" }, inner, chain);
    for (const each of inner.values()) add(found, extended(each, path));
    return told;
  }
}

/** `configuration.root_module(.module_calls.NAME.module)*` and what comes below. */
function placeOf(path: readonly string[]): { readonly modules: readonly string[]; readonly rest: readonly string[] } {
  const modules: string[] = [];
  let at = 2;
  for (; path[at] === "module_calls" && path[at + 2] === "module"; at += 3) modules.push(path[at + 1] ?? "");
  return { modules, rest: path.slice(at) };
}

function namesOf(steps: readonly ModuleStep[]): readonly string[] {
  return steps.map((step) => step.name);
}

function nameIn(modules: readonly string[], name: string): string {
  return [...modules, name].join("/");
}

function within(steps: readonly ModuleStep[], resource: string): string {
  return steps.length === 0 ? resource : `${moduleAddress(steps)}.${resource}`;
}

/** Whether it names a resource with all its instances, or as a whole. */
function isWhole({ address, attribute }: Reference): boolean {
  return attribute === "" && !address.endsWith("]");
}

function add(found: Map<string, Reference>, reference: Reference): void {
  found.set(`${reference.address} ${reference.attribute}`, reference);
}

/** Drops each reference that another one continues: Terraform lists `a.b.c`, then `a.b`. */
function mostSpecific(references: readonly string[]): readonly string[] {
  return references.filter(
    (reference) => !references.some((other) => other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
  );
}

/** A reference to an entire object, and the path that is read from it: `["a"].id`, `.id`. */
function extended({ address, attribute }: Reference, path: string): Reference {
  if (attribute !== "" || path === "") return { address, attribute };
  const [, index = "", rest = ""] = /^(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?:\.(.+))?$/s.exec(path) ?? [];
  return { address: address + index, attribute: rest };
}

/** Constants are left out: the variables of a large configuration are large. */
function referencesOnly(expressions: unknown): unknown {
  if (Array.isArray(expressions)) return expressions.map(referencesOnly);
  if (!isJsonObject(expressions)) return undefined;
  if (Array.isArray(expressions["references"])) return { references: expressions["references"] };
  return Object.fromEntries(Object.entries(expressions).map(([key, value]) => [key, referencesOnly(value)]));
}
