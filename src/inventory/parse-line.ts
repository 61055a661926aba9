import type { SourceItem } from "../model/source.ts";
import { headerForm, type InventoryHeader, inventoryVersion } from "./header-form.ts";
import { type InventoryEnd, itemForms, lineForms } from "./line-forms.ts";

/** What one line of an inventory says. */
export type InventoryLine =
  | { readonly kind: "header"; readonly header: InventoryHeader }
  | { readonly kind: "item"; readonly counted: keyof InventoryEnd; readonly items: readonly SourceItem[] }
  | { readonly kind: "end"; readonly end: InventoryEnd }
  /** A header of a version that this keylint does not read. */
  | { readonly kind: "other-version" }
  /** A clause that never quotes the line. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Reads one line; never throws. */
export function parseLine(text: string): InventoryLine {
  try {
    const json: unknown = JSON.parse(text);
    return formed(json);
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "unreadable", reason: "it is not JSON" };
    if (error instanceof TypeError || error instanceof RangeError) return { kind: "unreadable", reason: error.message };
    throw error;
  }
}

function formed(json: unknown): InventoryLine {
  const entries = typeof json === "object" && json !== null ? Object.entries(json) : [];
  const properties = new Map<string, unknown>(entries);
  if (properties.get("keylint") === "inventory") {
    if (properties.get("version") !== inventoryVersion) return { kind: "other-version" };
    return { kind: "header", header: headerForm.decode(json, "header") };
  }
  const [name, value]: [string, unknown] =
    entries.length === 1 && entries[0] !== undefined ? entries[0] : ["", undefined];
  if (name === "end") return { kind: "end", end: lineForms.end.decode(value, name) };
  const form = itemForms.get(name);
  if (form === undefined) return { kind: "unreadable", reason: "it is no line of an inventory" };
  return { kind: "item", counted: form.counted, items: form.decode(value, name) };
}
