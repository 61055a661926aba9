import { SourceError } from "../../errors.ts";
import type { TerraformValue, TerraformValues } from "../../model/terraform.ts";

/** A JSON object whose members have not been looked at. */
export type JsonObject = { readonly [key: string]: unknown };

/** @throws {SourceError} when the text is not JSON. The text is not quoted: it may be secret. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError("is not JSON");
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an object without members. */
export function jsonObjectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value when it is an array, else an empty one. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function jsonTextOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A member of the object itself, never one that it inherits. */
export function memberOf(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** JSON holds nothing that is not a Terraform value. */
export function isValue(value: unknown): value is TerraformValue {
  return value !== undefined;
}

export function isValues(value: unknown): value is TerraformValues {
  return isJsonObject(value);
}
