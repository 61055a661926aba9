import { UsageError } from "../errors.ts";
import type { LiveEnvironment } from "../http/environment.ts";
import { compareText } from "../model/location.ts";
import type { Source } from "../model/source.ts";
import { readAhead } from "./read-ahead.ts";
import { type Shard, shareOf } from "./shard.ts";
import { sourceNameOf, type Target } from "./target.ts";

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
  return readAhead(
    sources.toSorted((a, b) => compareText(a.name, b.name)),
    targetsAtOnce,
  );
}

/**
 * `oci:NAME` and `intersight:NAME`: the target of that name; without one, a profile of the Oracle Cloud configuration file, and for Intersight the
 * account that the `INTERSIGHT_*` variables name.
 * @throws {UsageError} when there are Intersight targets and none has the name: the variables may mean another account
 */
export function liveSource(name: string, targets: readonly Target[], environment: LiveEnvironment): Source {
  const found = targets.find((target) => sourceNameOf(target) === name);
  if (found !== undefined) return sourceOf(name, found, environment);
  const profile = name.slice(name.indexOf(":") + 1);
  if (name.startsWith("oci:")) {
    return sourceOf(name, { name, system: "oci", ...(profile === "" ? {} : { profile }) }, environment);
  }
  const known = targets.filter((target) => target.system === "intersight").map(sourceNameOf);
  if (known.length > 0)
    throw new UsageError(`${name} is no target of keylint.yaml; its targets are ${known.join(", ")}`);
  return sourceOf(name, { name, system: "intersight" }, environment);
}

function sourceOf(name: string, target: Target, environment: LiveEnvironment): Source {
  return {
    name,
    async *read() {
      if (target.system === "oci") {
        const { ociSource } = await import("../systems/oci/live/source.ts");
        yield* ociSource(name, target, environment).read();
      } else {
        const { intersightSource } = await import("../systems/intersight/live/list.ts");
        yield* intersightSource(name, target, environment).read();
      }
    },
  };
}
