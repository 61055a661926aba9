/** Keeps the worst of many, in the order in which they came within one rank, and counts the rest. */
export interface Worst<T> {
  /** @param rank 0 is worst. */
  add(item: T, rank: number): void;
  kept(): readonly T[];
  /** How many were added. */
  count(): number;
}

/** Holds at most `limit` items at any moment. @param ranks how many ranks there are. */
export function keepWorst<T>(limit: number, ranks: number): Worst<T> {
  const byRank: T[][] = Array.from({ length: ranks }, () => []);
  let count = 0;
  let held = 0;
  return {
    add(item, rank) {
      count += 1;
      if (held === limit) {
        const best = byRank.findLastIndex((items) => items.length > 0);
        if (rank >= best) return;
        byRank[best]?.pop();
        held -= 1;
      }
      byRank[rank]?.push(item);
      held += 1;
    },
    kept: () => byRank.flat(),
    count: () => count,
  };
}
