import { isJsonObject } from "./json.ts";

/** The attributes that marks of `sensitive_values`, `before_sensitive` or `after_sensitive` name: an object whose leaves are `true`. */
export function markedAttributes(...marks: readonly unknown[]): ReadonlySet<string> {
  return new Set(
    marks.flatMap((mark) => (isJsonObject(mark) ? Object.keys(mark).filter((name) => holdsMark(mark[name])) : [])),
  );
}

function holdsMark(mark: unknown): boolean {
  if (mark === true) return true;
  return typeof mark === "object" && mark !== null && Object.values(mark).some(holdsMark);
}

/** The attributes that a raw state's `sensitive_attributes` names: paths of steps (`internal/states/statefile/version4.go`). */
export function pathAttributes(paths: unknown): ReadonlySet<string> {
  if (!Array.isArray(paths)) return new Set();
  return new Set(
    paths.flatMap((path: unknown) => {
      const first: unknown = Array.isArray(path) ? path[0] : undefined;
      return isJsonObject(first) && typeof first["value"] === "string" ? [first["value"]] : [];
    }),
  );
}
