import type { TerraformValue } from "../../model/terraform.ts";
import type { JsonObject } from "./json.ts";

/** A level of the expanded form: a list or set has `#`, a map has `%`, a block's attributes have neither. */
interface Level {
  readonly members: Map<string, Level>;
  value?: string;
}

/**
 * Expands the flat attributes of states from before Terraform 0.12: `a.#` counts the elements `a.0`, `a.1` of a list (or `a.HASH` of a set),
 * `a.%` those of a map. Every value stays the text that the file has.
 */
export function expandFlat(flat: JsonObject): TerraformValue {
  const root: Level = { members: new Map() };
  for (const [path, value] of Object.entries(flat)) {
    if (typeof value !== "string") continue;
    let level = root;
    for (const key of keysOf(path, flat)) {
      const next = level.members.get(key) ?? { members: new Map() };
      level.members.set(key, next);
      level = next;
    }
    level.value = value;
  }
  return valueOf(root);
}

function valueOf(level: Level): TerraformValue {
  if (level.members.size === 0) return level.value ?? null;
  const members = [...level.members].filter(([key]) => key !== "#" && key !== "%");
  if (level.members.has("#"))
    return members.sort(([a], [b]) => Number(a) - Number(b)).map(([, member]) => valueOf(member));
  return Object.fromEntries(members.map(([key, member]) => [key, valueOf(member)]));
}

/** The keys of a path. Those of a map may hold dots: below a map there is one key only, since these states have no nested maps. */
function keysOf(path: string, flat: JsonObject): readonly string[] {
  const keys = path.split(".");
  const map = keys.findIndex((_, at) => Object.hasOwn(flat, [...keys.slice(0, at), "%"].join(".")));
  return map === -1 ? keys : [...keys.slice(0, map), keys.slice(map).join(".")];
}
