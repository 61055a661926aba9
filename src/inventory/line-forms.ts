import type { Gap } from "../model/gap.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import type { Notification } from "../model/notification.ts";
import type { ProviderSecret } from "../model/provider-secret.ts";
import type { Account, Owner } from "../model/owner.ts";
import type { Move, PlanInfo, StateInfo } from "../model/refactoring.ts";
import type { SourceItem } from "../model/source.ts";
import type { View } from "../model/view.ts";
import { systems } from "../systems/registry.ts";
import {
  type Codec,
  count,
  countUnlessNone,
  flag,
  type JsonSchema,
  number,
  oneOf,
  only,
  optional,
  text,
} from "./codec.ts";
import { instant, keyOwner, keySpec, keyType, location, moment, ownerKind, region, system } from "./common-forms.ts";
import { entitlementForm as entitlement } from "./entitlement-form.ts";
import { headerForm } from "./header-form.ts";
import { publicKeyReading } from "./public-key-form.ts";
import { listForm, maybe, objectForm, unknownForm } from "./structures.ts";
import { comment, credential, origin, viewForm } from "./view-form.ts";

const account = objectForm<Account>({
  system,
  source: text,
  listedAt: optional(instant),
  id: maybe(text),
  maxKeyExpirySeconds: maybe(number),
  allowsKeysWithoutExpiry: maybe(flag),
});

const owner = objectForm<Owner>({
  system,
  kind: ownerKind,
  source: text,
  root: optional(text),
  address: optional(text),
  moment: optional(moment),
  listedAt: optional(instant),
  id: maybe(text),
  idWithin: optional(only("account")),
  realmId: maybe(text),
  name: maybe(text),
  account: maybe(text),
  realm: maybe(text),
  active: maybe(flag),
  admin: maybe(flag),
  adminBy: optional(text),
  canUseApiKeys: maybe(flag),
  timeLastLogin: maybe(instant),
  canUseConsole: maybe(flag),
  location: optional(location),
});

/** One view of a key: what one source shows of it. */
export const view = viewForm(systems);

/** A key is all that the sources show of it. */
export interface KeyLine {
  readonly views: readonly View[];
}

const key = objectForm<KeyLine>({ views: listForm(view) });

const plan = objectForm<PlanInfo>({
  source: text,
  uri: text,
  digest: text,
  time: optional(instant),
  blocks: optional(listForm(text)),
});

const state = objectForm<StateInfo>({ source: text, uri: text, lineage: text, serial: count });

const move = objectForm<Move>({ source: text, root: text, from: text, to: text });

const gap = objectForm<Gap>({
  system,
  type: keyType,
  source: text,
  account: maybe(text),
  realm: maybe(text),
  owner: keyOwner,
  reason: unknownForm,
  path: listForm(text),
  location,
});

const providerSecret = objectForm<ProviderSecret>({
  system,
  type: keyType,
  source: text,
  root: text,
  document: oneOf<ProviderSecret["document"]>({ configuration: true, plan: true }),
  address: text,
  argument: text,
  account: maybe(text),
  realm: maybe(text),
  owner: keyOwner,
  location,
  alsoAt: listForm(location),
  comments: listForm(comment),
});

const generatedKey = objectForm<GeneratedKey>({
  source: text,
  root: text,
  address: text,
  moment,
  spec: keySpec,
  publicKey: maybe(publicKeyReading),
  location,
});

const notification = objectForm<Notification>({
  level: oneOf<Notification["level"]>({ error: true, warning: true, note: true }),
  id: text,
  message: text,
  source: optional(text),
  location: optional(location),
});

/** How many lines of each kind came before the last one: an inventory that does not end so is not whole. */
export interface InventoryEnd {
  readonly accounts: number;
  readonly owners: number;
  /** Absent for none: older inventories have none. */
  readonly entitlements?: number;
  readonly plans: number;
  readonly states: number;
  readonly moves: number;
  readonly keys: number;
  readonly gaps: number;
  /** Absent where there are none. */
  readonly providerSecrets?: number | undefined;
  readonly generatedKeys: number;
  readonly notifications: number;
}

const end = objectForm<InventoryEnd>({
  accounts: count,
  owners: count,
  entitlements: countUnlessNone,
  plans: count,
  states: count,
  moves: count,
  keys: count,
  gaps: count,
  providerSecrets: optional(count),
  generatedKeys: count,
  notifications: count,
});

/** The lines after the first, each an object with one property that names what it holds. A key has one line. */
export const lineForms = {
  account,
  owner,
  entitlement,
  plan,
  state,
  move,
  key,
  gap,
  providerSecret,
  generatedKey,
  notification,
  end,
} as const;

/** A line that is read: what it counts as at the end, and what it holds. */
interface ItemForm {
  readonly counted: keyof InventoryEnd;
  readonly decode: (json: unknown, path: string) => readonly SourceItem[];
}

function itemForm<T>(
  counted: keyof InventoryEnd,
  form: Codec<T>,
  itemsOf: (value: T) => readonly SourceItem[],
): ItemForm {
  return { counted, decode: (json, path) => itemsOf(form.decode(json, path)) };
}

/** The lines between the first and the last, by their property. */
export const itemForms: ReadonlyMap<string, ItemForm> = new Map([
  ["account", itemForm("accounts", account, (value) => [{ kind: "account", account: value }])],
  ["owner", itemForm("owners", owner, (value) => [{ kind: "owner", owner: value }])],
  ["entitlement", itemForm("entitlements", entitlement, (value) => [{ kind: "entitlement", entitlement: value }])],
  ["plan", itemForm("plans", plan, (value) => [{ kind: "plan", plan: value }])],
  ["state", itemForm("states", state, (value) => [{ kind: "state", state: value }])],
  ["move", itemForm("moves", move, (value) => [{ kind: "move", move: value }])],
  ["key", itemForm("keys", key, ({ views }) => views.map((each) => ({ kind: "view", view: each })))],
  ["gap", itemForm("gaps", gap, (value) => [{ kind: "gap", gap: value }])],
  [
    "providerSecret",
    itemForm("providerSecrets", providerSecret, (value) => [{ kind: "providerSecret", providerSecret: value }]),
  ],
  ["generatedKey", itemForm("generatedKeys", generatedKey, (value) => [{ kind: "generatedKey", generatedKey: value }])],
  ["notification", itemForm("notifications", notification, (value) => [{ kind: "notification", notification: value }])],
]);

const definitions = [unknownForm, instant, region, location, keyOwner, keySpec, publicKeyReading, credential, origin];

/** The schema of one line, as published in `schemas/inventory.schema.json`. */
export function inventoryLineSchema(): JsonSchema {
  const lines = Object.entries<{ readonly schema: JsonSchema }>(lineForms).map(([name, { schema }]) => ({
    type: "object",
    properties: { [name]: schema },
    required: [name],
    additionalProperties: false,
  }));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "One line of a keylint inventory",
    description:
      "An inventory is NDJSON, plain or gzip: a header line, then a line for each account, owner, entitlement, plan, state, move, key (with all views of it), gap, secret of a provider, generated key and notification, then an end line with their numbers. A property that is absent is unset.",
    anyOf: [headerForm.schema, ...lines],
    $defs: Object.fromEntries(definitions.map(({ definition }) => definition)),
  };
}
