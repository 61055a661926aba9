import type { SourceItem } from "../../model/source.ts";
import { headerForm, type InventoryEnd, type InventoryHeader, inventoryVersion, lineForms } from "./line-forms.ts";

/** What one line of an inventory says. */
export type InventoryLine =
  | { readonly kind: "header"; readonly header: InventoryHeader }
  | { readonly kind: "item"; readonly count: keyof InventoryEnd; readonly item: SourceItem }
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
  switch (name) {
    case "account":
      return { kind: "item", count: "accounts", item: { kind: name, account: lineForms.account.decode(value, name) } };
    case "user":
      return { kind: "item", count: "users", item: { kind: name, user: lineForms.user.decode(value, name) } };
    case "key":
      return { kind: "item", count: "keys", item: { kind: name, key: lineForms.key.decode(value, name) } };
    case "generatedKey": {
      const generatedKey = lineForms.generatedKey.decode(value, name);
      return { kind: "item", count: "generatedKeys", item: { kind: name, generatedKey } };
    }
    case "notification": {
      const notification = lineForms.notification.decode(value, name);
      return { kind: "item", count: "notifications", item: { kind: name, notification } };
    }
    case "end":
      return { kind: "end", end: lineForms.end.decode(value, name) };
    default:
      return { kind: "unreadable", reason: "it is no line of an inventory" };
  }
}
