import type { ChangeAction } from "../../model/terraform.ts";
import { arrayOf } from "./json.ts";

const actions: ReadonlyMap<string, ChangeAction> = new Map<string, ChangeAction>([
  ["no-op", "no-op"],
  ["create", "create"],
  ["read", "read"],
  ["update", "update"],
  ["delete", "delete"],
  ["forget", "forget"],
  ["delete,create", "delete-create"],
  ["create,delete", "create-delete"],
  ["create,forget", "create-forget"],
]);

/** `change.actions` as one word; undefined for a combination that this version of keylint does not know. */
export function actionOf(words: unknown): ChangeAction | undefined {
  return actions.get(arrayOf(words).join(","));
}
