import type { Location } from "../../../model/location.ts";

/** The stable path of a live key, in characters that a URI need not encode: `intersight/ACCOUNT/USER/KEY.apikey`. */
export function virtualLocation(segments: readonly string[]): Location {
  const safe = segments.map((segment) => segment.replaceAll(/[^\w.@+-]/g, "_").replace(/^\.+$/, "_"));
  return {
    uri: `intersight/${safe.join("/")}.apikey`,
    region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    virtual: true,
  };
}
