import type { ApiKey } from "../model/api-key.ts";
import type { Notification } from "../model/notification.ts";

/** What a listing never tells, said once for the run rather than as an open result of each key. */
export function untold(keys: readonly ApiKey[]): readonly Notification[] {
  if (!keys.some(({ system, origin }) => system === "oci" && origin.kind === "live")) return [];
  const message =
    "Oracle Cloud does not tell when an API key was last used, so no Oracle Cloud key was judged by that. The audit log does: search Logging for the key's fingerprint, in every region.";
  return [{ level: "note", id: "last-use-not-told", message }];
}
