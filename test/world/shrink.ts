import type { Event } from "./model.ts";
import { play } from "./play.ts";
import { randomOf } from "./random.ts";
import { type Found, tryChoices } from "./trial.ts";
import { type Scene, sceneOf, type ViewName } from "./views.ts";

/** The shortest history and the fewest views found that still show a fault of the kind. */
export interface Shrunk {
  readonly events: readonly Event[];
  readonly scene: Scene;
  readonly found: Found;
}

/** Leaves out events, then views, as long as a fault of the kind is left. */
export async function shrink(events: readonly Event[], found: Found): Promise<Shrunk> {
  const isWeakened = found.kind.startsWith("failure weakened");
  const isOtherForm = found.kind.startsWith("in one folder") || found.kind.endsWith("says something else");
  const fails = async (history: readonly Event[], views: readonly ViewName[]): Promise<Found | undefined> => {
    const scene = sceneOf(play(history));
    if (!views.every((view) => scene.files.has(view))) return undefined;
    // What a view takes away shows only beside the choices that have one view less.
    const less = isWeakened
      ? views.map((left) => views.filter((view) => view !== left)).filter(({ length }) => length > 0)
      : [];
    const orders = found.kind === "depends on the order" ? 6 : 1;
    const { found: all } = await tryChoices(scene, [...less, views], orders, isOtherForm ? 1 : 0, randomOf(1));
    return all.find(({ kind, views: own }) => kind === found.kind && own.length === views.length);
  };
  let [history, views, last] = [events, found.views, found];
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (let at = history.length - 1; at >= 0; at--) {
      const shorter = history.toSpliced(at, 1);
      const left = await fails(shorter, views);
      if (left === undefined) continue;
      [history, last, isSmaller] = [shorter, left, true];
    }
    for (const view of views) {
      const fewer = views.filter((one) => one !== view);
      const left = fewer.length === 0 ? undefined : await fails(history, fewer);
      if (left === undefined) continue;
      [views, last, isSmaller] = [fewer, left, true];
    }
  }
  return { events: history, scene: sceneOf(play(history)), found: last };
}
