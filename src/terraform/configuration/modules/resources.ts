import { unknown } from "../../../model/unknown.ts";
import type { Move } from "../../../model/refactoring.ts";
import type { TerraformResource } from "../../../model/terraform.ts";
import { spend, UnfinishedWork } from "../evaluation/budget.ts";
import { EvaluationProblem } from "../evaluation/scope.ts";
import { inByteOrder } from "../evaluation/text.ts";
import type { Block } from "../syntax/body.ts";
import { commentsBeside } from "../syntax/keylint-comments.ts";
import { regionOf } from "../syntax/source-text.ts";
import { joinAddress, withKey } from "./address.ts";
import { type Expansion, repetitionOf, type Repetition } from "./expansion.ts";
import { calledModule } from "./module-calls.ts";
import type { Module } from "./module.ts";
import { placesOf } from "./places.ts";
import { ignoredChanges, importsOf, movesOf } from "./refactoring.ts";
import { configuredValues } from "./values.ts";

/** What is asked for. */
export interface Wanted {
  /** The source, as the user gave it. */
  readonly source: string;
  readonly types: ReadonlySet<string>;
  /** Whether a module, or one that it calls, declares a resource of a wanted type. */
  readonly within: (module: Module["source"]) => boolean;
}

/** Every instance of a wanted type in a module and in those that it calls, and what `moved` blocks say of them. */
export function* resourcesOf(module: Module, wanted: Wanted, maybe?: string): Generator<TerraformResource | Move> {
  yield* movesOf(module, wanted.source);
  // Terraform reads import blocks of the root module alone.
  const imports = module.parent === undefined ? importsOf(module) : undefined;
  for (const block of inOrder(module.source.managed.values())) {
    if (!wanted.types.has(block.labels[0] ?? "")) continue;
    for (const resource of instancesOf(module, block, wanted, maybe)) {
      const importId = imports?.get(resource.address);
      yield importId === undefined ? resource : { ...resource, importId };
    }
  }
  for (const call of inOrder(module.source.calls.values())) {
    const callee = module.context.callee(module.source, call);
    if ("reason" in callee || !wanted.within(callee)) continue;
    module.context.touch(call.source);
    for (const { key, repetition, reason } of listed(module.expansion(call))) {
      const child = childOf(module, call, callee, key, repetition);
      if (child !== undefined) yield* resourcesOf(child, wanted, maybe ?? reason);
    }
  }
}

/** The called module, unless it is already one of those that led here, which is told. */
export function childOf(
  ...[module, call, callee, key, repetition]: Parameters<typeof calledModule>
): Module | undefined {
  try {
    return calledModule(module, call, callee, key, repetition);
  } catch (problem) {
    if (!(problem instanceof EvaluationProblem)) throw problem;
    const what = joinAddress(module.address, `module.${call.labels[0] ?? ""}`);
    if (problem instanceof UnfinishedWork) module.context.abandon(problem, what, call);
    else module.context.report(problem, `module.${call.labels[0] ?? ""}`, call);
    return undefined;
  }
}

export function inOrder(blocks: Iterable<Block>): Block[] {
  return [...blocks].sort((a, b) => inByteOrder(a.source.path, b.source.path) || a.start - b.start);
}

interface Instance {
  readonly key: string | number | undefined;
  readonly repetition: Repetition;
  /** Why it isn't known whether there is none, one or many. */
  readonly reason?: string;
}

export function listed(expansion: Expansion): Instance[] {
  switch (expansion.kind) {
    case "single":
      return [{ key: undefined, repetition: {} }];
    case "known":
      return [...expansion.instances].map(([key, repetition]) => ({ key: repetition.shownKey ?? key, repetition }));
    case "unknown":
      return [{ key: undefined, repetition: repetitionOf(expansion, undefined), reason: expansion.reason.reason }];
  }
}

function* instancesOf(
  module: Module,
  block: Block,
  wanted: Wanted,
  maybe: string | undefined,
): Generator<TerraformResource> {
  module.context.touch(block.source);
  const [type = "", name = ""] = block.labels;
  const comments = commentsBeside(block, module.source.comments.get(block.source) ?? []);
  const location = { uri: block.source.uri, region: regionOf(block.source, block.header) };
  const ignoreChanges = ignoredChanges(block);
  const expansion = module.expansion(block);
  if (expansion.kind === "known" && expansion.instances.size === 0) {
    const address = joinAddress(module.address, `${type}.${name}`);
    // A plan that was made with other variables has instances: this is the block that they are declared by.
    yield {
      source: wanted.source,
      root: module.context.root.uri,
      document: "configuration",
      mode: "managed",
      type,
      name,
      module: module.address,
      index: unknown("it has no instance"),
      address,
      values: {},
      gone: true,
      tainted: false,
      location,
      comments,
      ...(ignoreChanges === undefined ? {} : { ignoreChanges }),
      places: placesOf(module, block, {}),
    };
  }
  for (const { key, repetition, reason } of listed(expansion)) {
    try {
      spend(20, 1_500);
    } catch (problem) {
      if (!(problem instanceof UnfinishedWork)) throw problem;
      module.context.abandon(problem, joinAddress(module.address, `${type}.${name}`), block);
      return;
    }
    const address = withKey(joinAddress(module.address, `${type}.${name}`), key);
    const notKnown = reason ?? maybe;
    const { values, sensitive } = configuredValues(module, block, repetition, (attribute, problem) =>
      module.context.report(problem, `${address}.${attribute}`, block),
    );
    const files = new Map(
      Object.entries(values).flatMap(([attribute, value]) => {
        const file = typeof value === "string" && value !== "" ? module.context.fileOf(value) : undefined;
        return file === undefined ? [] : [[attribute, file] as const];
      }),
    );
    const resource: TerraformResource = {
      source: wanted.source,
      root: module.context.root.uri,
      document: "configuration",
      mode: "managed",
      type,
      name,
      module: module.address,
      index: notKnown === undefined ? key : unknown(notKnown),
      address,
      values,
      ...(sensitive.size === 0 ? {} : { sensitive }),
      ...(ignoreChanges === undefined ? {} : { ignoreChanges }),
      tainted: false,
      location,
      comments,
      places: placesOf(module, block, repetition),
      ...(files.size === 0 ? {} : { files }),
    };
    yield resource;
  }
}
