import { resolve } from "node:path";
import { safeAddress } from "../../secrecy/name.ts";
import type { Folder } from "./folders.ts";
import { attributeNamed, type ModuleSource, moduleSource, type UnreadModule } from "./modules/module-source.ts";
import { type Block, SyntaxProblem } from "./syntax/body.ts";
import { wantedProviders } from "./modules/providers.ts";
import type { SourceText } from "./syntax/source-text.ts";

/** All modules of the scanned folders, and how they call each other. */
export interface Project {
  /** Root modules that declare resources of a wanted type, themselves or through calls. */
  readonly roots: readonly ModuleSource[];
  readonly modules: readonly ModuleSource[];
  readonly callee: (caller: ModuleSource, call: Block) => ModuleSource | UnreadModule;
  /** Whether a module, or one that it calls, declares a resource of a wanted type. */
  readonly within: (module: ModuleSource) => boolean;
}

/** Puts the modules together, without the files that are no HCL. `links`: links to scanned folders, as absolute paths. */
export function projectOf(
  folders: readonly Folder[],
  wantedTypes: ReadonlySet<string>,
  refused: ReadonlySet<SourceText>,
  links: ReadonlyMap<string, string> = new Map(),
): Project {
  const modules = new Map<string, ModuleSource>();
  for (const folder of folders) {
    const files = folder.files.filter((file) => !refused.has(file.source));
    const damaged = folder.damaged || files.length < folder.files.length;
    modules.set(folder.path, moduleSource(folder.path, folder.uri, files, damaged));
  }
  const callee: Project["callee"] = (caller, call) => {
    const source = sourceOf(call);
    if (source === undefined)
      return { kind: "none", from: "", reason: `${nameOf(call)} has no source that can be read` };
    if (!isLocal(source)) return unread(call, source);
    const path = resolve(caller.folder, source);
    return modules.get(links.get(path) ?? path) ?? { ...unread(call, source), path };
  };
  const calleesOf = (module: ModuleSource): ModuleSource[] =>
    [...module.calls.values()]
      .map((call) => callee(module, call))
      .flatMap((found) => ("reason" in found ? [] : [found]));
  const relevant = closure(
    modules.values(),
    calleesOf,
    (module) =>
      [...module.managed.values()].some((block) => wantedTypes.has(block.labels[0] ?? "")) ||
      wantedProviders(module, wantedTypes).length > 0,
  );
  const roots = rootsOf([...modules.values()], calleesOf).filter((module) => relevant.has(module));
  return { roots, modules: [...modules.values()], callee, within: (module) => relevant.has(module) };
}

function nameOf(call: Block): string {
  return `module.${call.labels[0] ?? ""}`;
}

function unread(call: Block, source: string): UnreadModule {
  const from = safeAddress(source);
  if (!isLocal(source))
    return { kind: "remote", from, reason: `${nameOf(call)} comes from ${from}, which keylint does not fetch` };
  return { kind: "local", from, reason: `${nameOf(call)} comes from ${from}, which is not among the scanned folders` };
}

function isLocal(source: string): boolean {
  return /^\.\.?(?:[/\\]|$)/.test(source);
}

function sourceOf(call: Block): string | undefined {
  try {
    const expression = attributeNamed(call, "source")?.expression();
    return expression?.kind === "literal" && typeof expression.value === "string" ? expression.value : undefined;
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return undefined;
    throw problem;
  }
}

/** The modules that satisfy a test, and those that reach one by calls. */
function closure(
  modules: Iterable<ModuleSource>,
  calleesOf: (module: ModuleSource) => ModuleSource[],
  test: (module: ModuleSource) => boolean,
): ReadonlySet<ModuleSource> {
  const callers = new Map<ModuleSource, ModuleSource[]>();
  const found = new Set<ModuleSource>();
  for (const module of modules) {
    if (test(module)) found.add(module);
    for (const callee of calleesOf(module)) callers.set(callee, [...(callers.get(callee) ?? []), module]);
  }
  // A set may grow while it is iterated, and what is added is reached too.
  for (const module of found) for (const caller of callers.get(module) ?? []) found.add(caller);
  return found;
}

/** The modules that no other one calls; of modules that call each other in a circle, the first. */
function rootsOf(
  modules: readonly ModuleSource[],
  calleesOf: (module: ModuleSource) => ModuleSource[],
): ModuleSource[] {
  const called = new Set(modules.flatMap((module) => calleesOf(module).filter((callee) => callee !== module)));
  const roots = modules.filter((module) => !called.has(module));
  const reached = new Set<ModuleSource>();
  const reach = (from: ModuleSource): void => {
    const queue = [from];
    for (let module = queue.pop(); module !== undefined; module = queue.pop()) {
      if (reached.has(module)) continue;
      reached.add(module);
      queue.push(...calleesOf(module));
    }
  };
  for (const root of roots) reach(root);
  for (const module of modules) {
    if (reached.has(module)) continue;
    roots.push(module);
    reach(module);
  }
  return roots;
}
