import { isDeepStrictEqual } from "node:util";
import { type ApiKey, keyOfView } from "../model/api-key.ts";
import { known } from "../model/unknown.ts";
import type { View } from "../model/view.ts";

/**
 * Makes keys of views, and one key of what was read twice: an account that two sources list, a folder that every shard read, an inventory given
 * twice. A live key is known by its id; a Terraform object only by being alike in everything, because two projects may have the same paths and
 * addresses.
 */
export function joinRecords(views: readonly View[]): readonly ApiKey[] {
  const found = new Map<string, number[]>();
  const joined: ApiKey[] = [];
  for (const view of views) {
    const name = nameOf(view);
    const places = found.get(name) ?? [];
    const place = places.find((index) => isSame(joined[index]?.views[0], view));
    const first = place === undefined ? undefined : joined[place];
    if (place === undefined || first === undefined) {
      found.set(name, [...places, joined.length]);
      joined.push(keyOfView(view));
    } else if (!first.views.some(({ source }) => source === view.source))
      joined[place] = { ...first, views: [...first.views, view] };
  }
  return joined;
}

function nameOf(view: View): string {
  const { origin, location } = view;
  if (origin.kind === "live") {
    const id = known(view.id);
    return JSON.stringify([view.system, known(view.account), id ?? [view.source, location.uri]]);
  }
  return JSON.stringify([view.source, origin.address, origin.deposed, location.uri, location.region?.startLine]);
}

function isSame(first: View | undefined, view: View): boolean {
  if (first?.origin.kind === "live" && view.origin.kind === "live") return true;
  return isDeepStrictEqual(first, view);
}
