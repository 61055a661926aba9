import type { ApiKey } from "../model/api-key.ts";

/** Keys that have something in common with one key: how many there are, of which only some are named. */
export interface Others {
  readonly count: number;
  /** The first of them: a bounded number, so that a run over a group of any size takes linear time. */
  readonly named: readonly ApiKey[];
}

export const noOthers: Others = { count: 0, named: [] };

/** How many others a result links to. */
const mostNamed = 10;

/** The first others; it stops as soon as there are enough. */
export function firstOthers(keys: Iterable<ApiKey>, isOther: (key: ApiKey) => boolean): readonly ApiKey[] {
  const found: ApiKey[] = [];
  for (const key of keys) {
    if (!isOther(key)) continue;
    found.push(key);
    if (found.length === mostNamed) break;
  }
  return found;
}
