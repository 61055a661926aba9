import type { Instant } from "../model/instant.ts";
import type { InventoryShard } from "../model/source.ts";
import { type Codec, converted, numberOfShards, only, optional, text } from "./codec.ts";
import { instant } from "./common-forms.ts";
import { listForm, objectForm } from "./structures.ts";

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
  /** The sources that Terraform was found in, also where it holds no key; absent without any. */
  readonly terraform?: readonly string[];
  /** Which share of the targets it is, counted from 1. */
  readonly shard?: InventoryShard;
}

function withinCount(shard: InventoryShard, path: string): InventoryShard {
  if (shard.index <= shard.count) return shard;
  throw new TypeError(`${path}.index must be ${path}.count at most`);
}

const shardForm: Codec<InventoryShard> = converted(
  objectForm<InventoryShard>({ index: numberOfShards, count: numberOfShards, targets: optional(text) }),
  withinCount,
  withinCount,
);

export const headerForm: Codec<InventoryHeader> = objectForm<InventoryHeader>({
  keylint: only("inventory"),
  version: only(inventoryVersion),
  tool: text,
  asOf: instant,
  sources: listForm(text),
  terraform: optional(listForm(text)),
  shard: optional(shardForm),
});
