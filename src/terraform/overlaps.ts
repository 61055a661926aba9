import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isConfigurationFile, isInside, isPassedOver, isVariableFile } from "./names.ts";

/** What several paths of one command line have in common. */
export interface Overlaps {
  /** Names of what another source reads, and the name of that source: the same path, or a folder that is scanned whole. */
  readonly readBy: ReadonlyMap<string, string>;
  /** Real paths of the documents that are sources of their own, which the folders they lie in leave to them. */
  readonly documents: ReadonlySet<string>;
  /** Whether one of the sources comes to the folder, or to the file that is no configuration, of this real path. */
  readonly isRead: (path: string, kind: "folder" | "document") => boolean;
}

interface Place {
  readonly name: string;
  readonly kind: "folder" | "configuration" | "document";
  readonly path: string;
}

/**
 * Finds what would be read twice, whatever the order of the names. A plan or state that is named is its own source. Configuration belongs to the
 * widest folder: the modules that it calls, and that call it, may lie outside the narrower one.
 * @param names Paths, each once; what is no path of a folder or a file overlaps with nothing.
 */
export async function overlapsOf(names: readonly string[], cwd: string): Promise<Overlaps> {
  const found = await Promise.all(names.map((name) => placeOf(name, cwd)));
  const places = found.filter((place) => place !== undefined);
  const folders = places.filter(({ kind }) => kind === "folder");
  const widest = folders.filter(
    (folder) => !folders.some((other) => other.path !== folder.path && holds(other, folder)),
  );
  const readBy = new Map<string, string>();
  for (const place of places) {
    const holder = place.kind === "document" ? undefined : widest.find((folder) => holds(folder, place));
    const reader = holder ?? places.find(({ path }) => path === place.path);
    if (reader !== undefined && reader !== place) readBy.set(place.name, reader.name);
  }
  const documents = new Set(places.flatMap(({ kind, path }) => (kind === "document" ? [path] : [])));
  return {
    readBy,
    documents,
    isRead: (path, kind) => documents.has(path) || widest.some((folder) => holds(folder, { kind, path })),
  };
}

async function placeOf(name: string, cwd: string): Promise<Place | undefined> {
  const path = resolve(cwd, name);
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return { name, kind: "folder", path: await realpath(path) };
    if (!stats.isFile() || isVariableFile(path)) return undefined;
    // A link to a file of configuration belongs to the module that it lies in.
    if (isConfigurationFile(path))
      return { name, kind: "configuration", path: join(await realpath(dirname(path)), basename(path)) };
    return { name, kind: "document", path: await realpath(path) };
  } catch {
    return undefined; // Its reading tells what is wrong with it.
  }
}

/** Whether the scan of a folder comes to a place in it, or is the scan of that place. */
function holds(folder: Place, { kind, path }: Pick<Place, "kind" | "path">): boolean {
  const way = relative(folder.path, kind === "folder" ? path : dirname(path));
  return isInside(path, folder.path) && !way.split(sep).some(isPassedOver);
}
