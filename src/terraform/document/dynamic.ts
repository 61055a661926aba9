import { isJsonObject } from "./json.ts";

/**
 * Unwraps the attributes whose type the provider's schema leaves open: state files hold them as `{"value": ..., "type": ...}`, the type in
 * cty's JSON form. The schema is not at hand, so an object counts as one only when it has these two members and the value fits the type.
 */
export function unwrapDynamic(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(holdsObject) ? value.map(unwrapDynamic) : value;
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  const isPair = entries.length === 2 && Object.hasOwn(value, "value") && Object.hasOwn(value, "type");
  if (isPair && fits(value["value"], value["type"])) return unwrapDynamic(value["value"]);
  if (!entries.some(([, inner]) => holdsObject(inner))) return value;
  return Object.fromEntries(entries.map(([key, inner]) => [key, unwrapDynamic(inner)]));
}

function holdsObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** Whether a value can have a type in cty's JSON form: `"string"`, `["list", T]`, `["object", {...}]`. */
function fits(value: unknown, type: unknown): boolean {
  if (type === "string" || type === "number") return value === null || typeof value === type;
  if (type === "bool") return value === null || typeof value === "boolean";
  if (!Array.isArray(type) || typeof type[0] !== "string") return false;
  if (["list", "set", "tuple"].includes(type[0])) return value === null || Array.isArray(value);
  return ["map", "object"].includes(type[0]) && (value === null || isJsonObject(value));
}
