import type { View } from "../model/view.ts";

/** Views that are known to show one key. */
export interface Group {
  readonly views: View[];
  /** The block that declares it, where its views are not that block's own. */
  declaration?: View;
}

/** Which views belong together; they are united one by one, and what is united stays so. */
export interface Groups {
  unite(a: View, b: View): void;
  of(view: View): Group;
  all(): readonly Group[];
}

/** Every view alone at first. */
export function groupsOf(views: readonly View[]): Groups {
  const groups = new Map<View, Group>(views.map((view) => [view, { views: [view] }]));
  const of = (view: View): Group => {
    const found = groups.get(view);
    if (found === undefined) throw new RangeError("a view of another run");
    return found;
  };
  return {
    unite(a, b) {
      const [one, other] = [of(a), of(b)];
      if (one === other) return;
      const [large, small] = one.views.length >= other.views.length ? [one, other] : [other, one];
      large.views.push(...small.views);
      for (const view of small.views) groups.set(view, large);
    },
    of,
    all: () => [...new Set(groups.values())],
  };
}
