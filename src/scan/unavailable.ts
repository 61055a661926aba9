import type { ApiKey } from "../model/api-key.ts";
import type { Notification } from "../model/notification.ts";
import { systems } from "../systems/registry.ts";

/** What a listing never tells, said once for the run rather than as an open result of each key. */
export function unavailable(keys: readonly ApiKey[]): readonly Notification[] {
  const listed = new Set(keys.flatMap(({ type, live }) => (live === undefined ? [] : [type])));
  return systems.flatMap(({ title, keyTypes }) =>
    keyTypes.flatMap(({ id, unavailable: { timeLastUsed } }): readonly Notification[] => {
      if (timeLastUsed === undefined || !listed.has(id)) return [];
      const message = `${timeLastUsed.reason}, so no ${title} key was judged by that. ${timeLastUsed.advice}`;
      return [{ level: "note", id: "last-use-unavailable", message }];
    }),
  );
}
