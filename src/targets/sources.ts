import type { LiveEnvironment } from "../http/environment.ts";
import { compareText } from "../model/location.ts";
import type { Source } from "../model/source.ts";
import type { Target } from "../systems/system.ts";
import { readAtOnce } from "./read-at-once.ts";
import { type Shard, shareOf } from "./shard.ts";
import { liveSystemOf, sourceNameOf } from "./target.ts";

/** Each with as many calls under way as `--concurrency` says. */
const targetsAtOnce = 4;

/** The targets as sources, all or those of one shard, in the order of their names; nothing is loaded before one is read. */
export function liveSources(
  targets: readonly Target[],
  shard: Shard | undefined,
  environment: LiveEnvironment,
): readonly Source[] {
  // In one order before they are dealt: two systems' targets may have one name.
  const ordered = targets.toSorted((a, b) => compareText(sourceNameOf(a), sourceNameOf(b)));
  const share = shard === undefined ? ordered : shareOf(ordered, shard);
  const sources = share.map((target) => sourceOf(sourceNameOf(target), target, environment));
  return readAtOnce(
    sources.toSorted((a, b) => compareText(a.name, b.name)),
    targetsAtOnce,
  );
}

/**
 * `SYSTEM:NAME`: the target of that name; without one, what the system takes the name for.
 * @throws {UsageError} when it may mean something else than what the user wants
 */
export function liveSource(name: string, targets: readonly Target[], environment: LiveEnvironment): Source {
  const found = targets.find((target) => sourceNameOf(target) === name);
  if (found !== undefined) return sourceOf(name, found, environment);
  const colon = name.indexOf(":");
  const [system, argument] = [name.slice(0, colon), name.slice(colon + 1)];
  const others = targets.filter((target) => target.system === system).map((target) => target.name);
  const settings = liveSystemOf(system).unnamedTarget(argument, others);
  return sourceOf(name, { ...settings, name, system }, environment);
}

function sourceOf(name: string, target: Target, environment: LiveEnvironment): Source {
  return {
    name,
    async *read() {
      const source = await liveSystemOf(target.system).open(name, target, environment);
      yield* source.read();
    },
  };
}
