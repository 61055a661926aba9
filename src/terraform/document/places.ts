import type { Region } from "../../model/location.ts";
import { partsOf } from "./walk.ts";

/** A JSON text and where in its file it starts; lines and columns from 1. */
export interface PlacedText {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Parts of a value that lie deeper have no region of their own. */
const deepest = 6;

/** The region of the entire text. */
export function regionOf(placed: PlacedText): Region {
  return regions(placed)(0, placed.text.length);
}

/**
 * Regions of the members and elements below some objects in a JSON text, by path from there: `key_value`, `user.0.value`.
 * A member's region spans its key and its value. Of two objects that have the same path, the one named first counts.
 * @param placed valid JSON.
 * @param roots paths of the objects, e.g. `["change", "after"]`.
 */
export function placesBelow(placed: PlacedText, roots: readonly (readonly string[])[]): ReadonlyMap<string, Region> {
  const region = regions(placed);
  const places = new Map<string, Region>();
  const isBelow = (path: readonly string[], root: readonly string[]): boolean =>
    root.every((key, at) => path[at] === key);
  const parts = partsOf(placed.text, (path) =>
    roots.some((root) => isBelow(path, root.slice(0, path.length)) && path.length < root.length + deepest),
  );
  for (const root of roots) {
    for (const { path, start, end } of parts) {
      if (path.length <= root.length || !isBelow(path, root)) continue;
      const below = path.slice(root.length).join(".");
      if (!places.has(below)) places.set(below, region(start, end));
    }
  }
  return places;
}

/** Turns offsets into regions. */
function regions({ text, line, column }: PlacedText): (start: number, end: number) => Region {
  const lineStarts: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  const place = (offset: number): readonly [number, number] => {
    const before = countUpTo(lineStarts, offset);
    return [line + before, before === 0 ? column + offset : offset - (lineStarts[before - 1] ?? 0) + 1];
  };
  return (start, end) => {
    const [startLine, startColumn] = place(start);
    const [endLine, endColumn] = place(end);
    return { startLine, startColumn, endLine, endColumn };
  };
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
