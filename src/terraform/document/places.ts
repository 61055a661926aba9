import type { Region } from "../../model/location.ts";
import { partsOf } from "./walk.ts";

/** A JSON text and where it starts in its file. */
export interface PlacedText {
  readonly text: string;
  readonly region: Pick<Region, "startLine" | "startColumn">;
}

/** Parts of a value that lie deeper have no region of their own. */
const deepest = 6;

/**
 * Regions of the members and elements below some objects in a JSON text, by path from there: `key_value`, `user.0.value`.
 * A member's region spans its key and its value. Of two objects that have the same path, the one named first counts.
 *
 * Few objects are ever pointed into, and there can be a million of them: the text is kept, and measured when a region is asked for.
 */
export class Places implements ReadonlyMap<string, Region> {
  readonly #placed: PlacedText;
  readonly #roots: readonly (readonly string[])[];
  #regions: ReadonlyMap<string, Region> | undefined;

  /**
   * @param placed valid JSON.
   * @param roots paths of the objects, e.g. `["change", "after"]`.
   */
  constructor(placed: PlacedText, roots: readonly (readonly string[])[]) {
    this.#placed = { text: placed.text, region: placed.region };
    this.#roots = roots;
  }

  get size(): number {
    return this.#measured().size;
  }

  get(path: string): Region | undefined {
    return this.#measured().get(path);
  }

  has(path: string): boolean {
    return this.#measured().has(path);
  }

  forEach(visit: (region: Region, path: string, places: ReadonlyMap<string, Region>) => void): void {
    for (const [path, region] of this.#measured()) visit(region, path, this);
  }

  entries(): MapIterator<[string, Region]> {
    return this.#measured().entries();
  }

  keys(): MapIterator<string> {
    return this.#measured().keys();
  }

  values(): MapIterator<Region> {
    return this.#measured().values();
  }

  [Symbol.iterator](): MapIterator<[string, Region]> {
    return this.#measured().entries();
  }

  #measured(): ReadonlyMap<string, Region> {
    this.#regions ??= measure(this.#placed, this.#roots);
    return this.#regions;
  }
}

function measure(placed: PlacedText, roots: readonly (readonly string[])[]): ReadonlyMap<string, Region> {
  const regionOf = regions(placed);
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
      if (!places.has(below)) places.set(below, regionOf(start, end));
    }
  }
  return places;
}

/** Turns offsets into regions. */
function regions({ text, region }: PlacedText): (start: number, end: number) => Region {
  const lineStarts: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  const place = (offset: number): readonly [number, number] => {
    const before = countUpTo(lineStarts, offset);
    const column = before === 0 ? region.startColumn + offset : offset - (lineStarts[before - 1] ?? 0) + 1;
    return [region.startLine + before, column];
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
