import type { Location } from "../model/location.ts";
import { plainLine } from "./plain-text.ts";

/** `path:line:column`, which terminals and editors make clickable; the path alone when the place is the whole file. */
export function place({ uri, region }: Location): string {
  const path = plainLine(uri);
  return region === undefined ? path : `${path}:${region.startLine}:${region.startColumn}`;
}
