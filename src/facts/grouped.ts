import type { ApiKey } from "../model/api-key.ts";

/** Keys by name, in one pass, in their order. (`Map.groupBy` is not in Node 20.) */
export function grouped<N>(keys: Iterable<ApiKey>, nameOf: (key: ApiKey) => N): Map<N, ApiKey[]> {
  const groups = new Map<N, ApiKey[]>();
  for (const key of keys) {
    const name = nameOf(key);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [key]);
    else group.push(key);
  }
  return groups;
}
