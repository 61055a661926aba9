import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../errors.ts";
import { samples } from "./known-samples.ts";

/** A list of keys whose private halves are known to others. */
export interface KnownKeyList {
  /** As the run names it: `documentation samples`, or the path of a block list. */
  readonly name: string;
  /** `sample`: printed in documentation. `compromised`: leaked, or made by a broken generator. */
  readonly kind: "sample" | "compromised";
  /** What the list says of a key: `RFC 9500`, `debianssl`; undefined when it is not on it. @param modulusId as in the model */
  find(modulusId: string): string | undefined;
  close(): void;
}

export type KnownKeyLists = readonly KnownKeyList[];

/** Hexadecimal digits of a hash that a list keeps: 120 bits. */
const prefixLength = 30;

/** Keys that standards print together with their private halves; always at hand. */
export const documentationSamples: KnownKeyList = {
  name: "documentation samples",
  kind: "sample",
  find: (modulusId) => samples.get(modulusId.slice(0, prefixLength)),
  close: () => undefined,
};

const recordLength = 16;

/**
 * Opens badkeys' `blocklist.dat`: sorted records of 15 bytes of SHA-256 and one byte that names the list (its docs/BLOCKLISTFORMAT.md).
 * It stays on disk; a look-up reads some twenty records. Names of lists come from `badkeysdata.json` beside it, where it is there.
 * @throws {UsageError} when the file can't be read, or is no such list
 */
export function openBlockList(path: string): KnownKeyList {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "it can't be opened";
    throw new UsageError(`block list ${path}: ${why}; give the path of a badkeys blocklist.dat`);
  }
  const { size } = fstatSync(file);
  if (size === 0 || size % recordLength !== 0) {
    closeSync(file);
    throw new UsageError(`block list ${path}: not a badkeys blocklist.dat, whose records have ${recordLength} bytes`);
  }
  const names = listNames(join(dirname(path), "badkeysdata.json"));
  const record = Buffer.alloc(recordLength);
  return {
    name: path,
    kind: "compromised",
    find(modulusId) {
      const wanted = Buffer.from(modulusId.slice(0, prefixLength), "hex");
      let [low, high] = [0, size / recordLength];
      while (low < high) {
        const middle = (low + high) >>> 1;
        readSync(file, record, 0, recordLength, middle * recordLength);
        const order = Buffer.compare(record.subarray(0, recordLength - 1), wanted);
        if (order === 0) return names.get(record[recordLength - 1] ?? 0) ?? `list ${record[recordLength - 1]}`;
        if (order < 0) low = middle + 1;
        else high = middle;
      }
      return undefined;
    },
    close: () => closeSync(file),
  };
}

/** The names that badkeys gives its lists; none when the file is not there or of another form: a name is a convenience. */
function listNames(path: string): ReadonlyMap<number, string> {
  if (!existsSync(path)) return new Map();
  try {
    const data: unknown = JSON.parse(readFileSync(path, "utf8"));
    const lists = isRecord(data) && Array.isArray(data.blocklists) ? data.blocklists : [];
    return new Map(
      lists.flatMap((list: unknown) =>
        isRecord(list) && typeof list.id === "number" && typeof list.name === "string" ? [[list.id, list.name]] : [],
      ),
    );
  } catch {
    return new Map();
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
