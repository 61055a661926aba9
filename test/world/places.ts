import type { Block, Place } from "./model.ts";
import { keyTypes } from "./values.ts";

/** The address of an object of a root module. */
export function addressOf({ type, name, index }: Place): string {
  return `${type}.${name}${index === undefined ? "" : `[${index}]`}`;
}

export function placeOf(block: Block): Place {
  return { type: keyTypes[block.service], name: block.name, ...(block.count ? { index: 0 } : {}) };
}

/** Whether a block does not tell which pair its key has, so that one at its address may or may not be the one that it asks for. */
export function tellsNoPair({ service, pair, ignoreChanges }: Block): boolean {
  return service === "intersight" || pair.startsWith("tls:") || ignoreChanges;
}

/** Equal for one object of a state: a deposed one has the address of the one that stands. */
export function slotOf(object: Place & { readonly deposed?: string }): string {
  return `${addressOf(object)} ${object.deposed ?? ""}`;
}
