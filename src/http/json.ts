/** Whether a value of unknown origin is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of a JSON object of unknown shape; `undefined` where there is none. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The value when it is a text that is not empty, else `undefined`. */
export function nonEmptyTextOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The value when it is a truth value, else `undefined`. */
export function truthOf(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}
