import { ConfigError, UsageError } from "../errors.ts";
import { systems } from "../systems/registry.ts";
import type { LiveSystem, Target } from "../systems/system.ts";

const liveSystems: ReadonlyMap<unknown, LiveSystem> = new Map(
  systems.flatMap(({ id, live }) => (live === undefined ? [] : [[id, live]])),
);

/**
 * Reads the targets of a configuration whose form was checked when it was loaded (schemas/targets.schema.json).
 * @throws {ConfigError} when two of one system have one name: each must be in one shard, and have results of its own
 */
export function targetsOf(documents: readonly Readonly<Record<string, unknown>>[]): readonly Target[] {
  const targets = documents.flatMap((document) => (isTarget(document) ? [document] : []));
  const names = targets.map(sourceNameOf);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (twice.length > 0) throw new ConfigError(`targets: give each a name of its own; named twice: ${twice.join(", ")}`);
  return targets;
}

function isTarget(document: Readonly<Record<string, unknown>>): document is Target {
  return typeof document["name"] === "string" && liveSystems.has(document["system"]);
}

/** Whether a source, as the user gave it, is a live account (`SYSTEM:NAME`): all others are paths. */
export function isLiveName(source: string): boolean {
  return liveSystems.has(source.slice(0, Math.max(0, source.indexOf(":"))));
}

/** How the accounts of a system are listed. @throws {UsageError} when they can't be */
export function liveSystemOf(id: string): LiveSystem {
  const live = liveSystems.get(id);
  if (live === undefined) throw new UsageError(`${id} is no system whose accounts can be listed`);
  return live;
}

/** The source that a target is, as the command line names it: `SYSTEM:NAME`. */
export function sourceNameOf({ system, name }: Target): string {
  return `${system}:${name}`;
}
