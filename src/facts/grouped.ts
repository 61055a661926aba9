/** Items by name, in one pass, in their order. (`Map.groupBy` is not in Node 20.) */
export function grouped<T, N>(items: Iterable<T>, nameOf: (item: T) => N): Map<N, T[]> {
  const groups = new Map<N, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
