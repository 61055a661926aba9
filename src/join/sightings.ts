import { isDeepStrictEqual } from "node:util";
import type { ApiKey } from "../model/api-key.ts";
import { known } from "../model/unknown.ts";

/**
 * Makes one key of what was read twice: a tenancy that two sources list, a folder that every shard read, an inventory given twice. A live key is
 * known by its id; a Terraform object only by being alike in everything, because two projects may have the same paths and addresses.
 */
export function joinSightings(keys: readonly ApiKey[]): readonly ApiKey[] {
  const met = new Map<string, number[]>();
  const joined: ApiKey[] = [];
  for (const key of keys) {
    const name = nameOf(key);
    const places = met.get(name) ?? [];
    const place = places.find((index) => isSame(joined[index], key));
    const first = place === undefined ? undefined : joined[place];
    if (place === undefined || first === undefined) {
      met.set(name, [...places, joined.length]);
      joined.push(key);
    } else if (first.source !== key.source) {
      joined[place] = { ...first, alsoIn: [...(first.alsoIn ?? []), key.source] };
    }
  }
  return joined;
}

function nameOf(key: ApiKey): string {
  const { origin, location } = key;
  if (origin.kind === "live") {
    const id = known(key.id);
    return JSON.stringify([key.system, known(key.tenancy), id ?? [key.source, location.uri]]);
  }
  return JSON.stringify([key.source, origin.address, origin.deposed, location.uri, location.region?.startLine]);
}

function isSame(first: ApiKey | undefined, key: ApiKey): boolean {
  if (first?.origin.kind === "live" && key.origin.kind === "live") return true;
  return isDeepStrictEqual(first, key);
}
