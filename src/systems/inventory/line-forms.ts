import type { GeneratedKey } from "../../model/api-key.ts";
import type { Instant } from "../../model/instant.ts";
import type { Notification } from "../../model/notification.ts";
import type { InventoryShard } from "../../model/source.ts";
import type { Account, User } from "../../model/user.ts";
import {
  type Codec,
  converted,
  count,
  flag,
  type JsonSchema,
  list,
  maybe,
  number,
  numberOfShards,
  object,
  only,
  oneOf,
  optional,
  text,
  unknownForm,
} from "./codec.ts";
import { instant, location, system } from "./common-forms.ts";
import { keyForm, keySpec } from "./key-form.ts";
import { publicKeyReading } from "./public-key-form.ts";

/** The version of the form; raised when a reader of the version before would misread it. */
export const inventoryVersion = 1;

/** What an inventory says of itself, in its first line. */
export interface InventoryHeader {
  readonly keylint: "inventory";
  readonly version: typeof inventoryVersion;
  /** Version of the keylint that wrote it. */
  readonly tool: string;
  readonly asOf: Instant;
  /** Everything that was to be read for it, also what held no key, as the user gave it. */
  readonly sources: readonly string[];
  /** The sources that Terraform was met in, also where it holds no key; absent without any. */
  readonly terraform?: readonly string[];
  /** Which share of the targets it is, counted from 1. */
  readonly shard?: InventoryShard;
}

/** How many lines of each kind came before the last one: an inventory that does not end so is not whole. */
export interface InventoryEnd {
  readonly accounts: number;
  readonly users: number;
  readonly keys: number;
  readonly generatedKeys: number;
  readonly notifications: number;
}

const plainShardForm = object<InventoryShard>({
  index: numberOfShards,
  count: numberOfShards,
  targets: optional(text),
});

const shardForm: Codec<InventoryShard> = converted(
  plainShardForm,
  (shard) => shard,
  (shard, path) => {
    if (shard.index <= shard.count) return shard;
    throw new TypeError(`${path}.index must be ${path}.count at most`);
  },
);

export const headerForm: Codec<InventoryHeader> = object<InventoryHeader>({
  keylint: only("inventory"),
  version: only(inventoryVersion),
  tool: text,
  asOf: instant,
  sources: list(text),
  terraform: optional(list(text)),
  shard: optional(shardForm),
});

const userForm: Codec<User> = object<User>({
  system,
  source: text,
  address: optional(text),
  root: optional(text),
  id: maybe(text),
  domainId: maybe(text),
  name: maybe(text),
  tenancy: maybe(text),
  domain: maybe(text),
  active: maybe(flag),
  admin: maybe(flag),
  adminBy: optional(text),
  canUseApiKeys: maybe(flag),
  timeLastLogin: maybe(instant),
  canUseConsole: maybe(flag),
  location: optional(location),
});

const accountForm: Codec<Account> = object<Account>({
  system,
  source: text,
  id: maybe(text),
  maxKeyExpirySeconds: maybe(number),
  allowsKeysWithoutExpiry: maybe(flag),
});

const generatedKeyForm: Codec<GeneratedKey> = object<GeneratedKey>({
  source: text,
  root: text,
  address: text,
  spec: keySpec,
  publicKey: maybe(publicKeyReading),
  location,
});

const notificationForm: Codec<Notification> = object<Notification>({
  level: oneOf<Notification["level"]>({ error: true, warning: true, note: true }),
  id: text,
  message: text,
  source: optional(text),
  location: optional(location),
});

const endForm: Codec<InventoryEnd> = object<InventoryEnd>({
  accounts: count,
  users: count,
  keys: count,
  generatedKeys: count,
  notifications: count,
});

/** The lines after the first, each an object with one property that names what it holds. */
export const lineForms = {
  account: accountForm,
  user: userForm,
  key: keyForm,
  generatedKey: generatedKeyForm,
  notification: notificationForm,
  end: endForm,
} as const;

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
      "An inventory is NDJSON, plain or gzip: a header line, then a line for each account, user, key and notification, then an end line with their numbers. A property that is absent is unset.",
    anyOf: [headerForm.schema, ...lines],
    $defs: { unknown: unknownForm.schema },
  };
}
