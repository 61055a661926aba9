import type { AccountGrant, Entitlement } from "../model/entitlement.ts";
import { flag, only, optional, text } from "./codec.ts";
import { moment, system } from "./common-forms.ts";
import { listForm, maybe, objectForm, tagged } from "./structures.ts";

const entitlementPlace = {
  system,
  source: text,
  root: text,
  address: text,
  moment,
  removed: optional(only(true)),
  account: maybe(text),
} as const;

const accountGrant = objectForm<AccountGrant>({
  groupId: optional(text),
  groupName: optional(text),
  by: text,
  conditional: flag,
});

/** What a line says of who administers an account. */
export const entitlementForm = tagged<"kind", Entitlement>("kind", {
  group: objectForm<Extract<Entitlement, { kind: "group" }>>({
    kind: only("group"),
    ...entitlementPlace,
    id: maybe(text),
    name: maybe(text),
    realm: maybe(text),
    members: listForm(maybe(text)),
  }),
  grants: objectForm<Extract<Entitlement, { kind: "grants" }>>({
    kind: only("grants"),
    ...entitlementPlace,
    grants: maybe(listForm(accountGrant)),
  }),
});
