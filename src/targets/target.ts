import { ConfigError } from "../errors.ts";
import type { IntersightTarget } from "../systems/intersight/live/target.ts";
import type { OciTarget } from "../systems/oci/live/target.ts";

/** A live tenancy or account of the `targets` list in keylint.yaml; its form is `schemas/targets.schema.json`. */
export type Target =
  | ({ readonly name: string; readonly system: "oci" } & OciTarget)
  | ({ readonly name: string; readonly system: "intersight" } & IntersightTarget);

/**
 * Reads the targets of a configuration whose form was checked when it was loaded.
 * @throws {ConfigError} when two of one system have one name: each must be in one shard, and have results of its own
 */
export function targetsOf(documents: readonly Readonly<Record<string, unknown>>[]): readonly Target[] {
  const targets = documents.flatMap((document) => (isTarget(document) ? [document] : []));
  const names = targets.map(sourceNameOf);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (twice.length > 0) throw new ConfigError(`targets: give each a name of its own; named twice: ${twice.join(", ")}`);
  return targets;
}

function isTarget(document: object): document is Target {
  return "name" in document && "system" in document && (document.system === "oci" || document.system === "intersight");
}

/** Whether a source, as the user gave it, is a live system: all others are paths. */
export function isLiveName(source: string): boolean {
  return /^(oci|intersight):/.test(source);
}

/** The source that a target is, as the command line names it: `oci:production`. */
export function sourceNameOf({ system, name }: Target): string {
  return `${system}:${name}`;
}
