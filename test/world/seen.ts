import { basename } from "node:path/posix";
import type { ApiKey } from "../../src/model/api-key.ts";
import { known } from "../../src/model/unknown.ts";
import type { View } from "../../src/model/view.ts";
import { type Sight, sourceOf, type ViewName } from "./views.ts";

/** The real keys that the views of a key of keylint show, and those views. */
export interface SeenKey {
  readonly key: ApiKey;
  /** One where all is well. */
  readonly names: readonly string[];
  readonly sights: readonly Sight[];
  /** Places that show no key of the world. */
  readonly strange: readonly string[];
}

const viewOfFile = new Map(Object.entries(sourceOf).map(([view, source]) => [basename(source), view as ViewName]));

export function seenKeys(shown: readonly Sight[], keys: readonly ApiKey[]): readonly SeenKey[] {
  const index = new Map<string, Sight[]>();
  for (const sight of shown) {
    const own = index.get(`${sight.view} ${sight.place}`) ?? [];
    own.push(sight);
    index.set(`${sight.view} ${sight.place}`, own);
  }
  return keys.map((key) => {
    const strange: string[] = [];
    const all = key.views.flatMap((view) => {
      const found = sightOf(view, index);
      if (found === undefined) strange.push(placeText(view));
      return found ?? [];
    });
    // The block that declares the successor is the place to look at for what goes, is gone or was left behind, and is no view of it.
    const goes = ["removed", "absent"].includes(key.existence) || key.terraform?.deposed !== undefined;
    const sights = goes ? all.filter(({ role }) => role !== "declared") : all;
    return { key, names: [...new Set(sights.map((sight) => sight.key))], sights, strange };
  });
}

function placeText({ origin, existence, location }: View): string {
  return origin.kind === "live" ? `listed ${origin.path.join("/")}` : `${location.uri} ${origin.address} ${existence}`;
}

function sightOf(view: View, index: ReadonlyMap<string, readonly Sight[]>): Sight | undefined {
  const { origin, existence, location } = view;
  if (origin.kind === "live") {
    const ids = [known(view.id), ...(view.aliases ?? [])];
    return ids.flatMap((id) => index.get(`listing ${id}`) ?? [])[0];
  }
  const name = origin.document === "configuration" ? "configuration" : viewOfFile.get(basename(location.uri));
  if (name === undefined) return undefined;
  const found = index.get(`${name} ${origin.address} ${origin.deposed ?? ""}`) ?? [];
  const wanted = existence === "planned" ? "after" : "before";
  return found.find(({ role }) => role === wanted) ?? found[0];
}
