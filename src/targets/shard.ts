import { createHash } from "node:crypto";
import { compareText } from "../model/location.ts";
import { OptionError } from "../options/option-error.ts";

/** One of several equal shares, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** @throws {OptionError} when the text is not `I/N` with I from 1 to N */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (index >= 1 && index <= count) return { index, count };
  const wanted = "give I/N, share I of N, with I from 1 to N; an index that counts from 0 needs 1 added";
  throw new OptionError((name) => `${name("shard")} ${text}: ${wanted}`);
}

/**
 * The share of the items that belongs to one shard. They are put in the order of their names' hashes and cut into parts that differ by one item at
 * most: each item is in exactly one shard, whatever order items of different names came in, and one item more or less moves no more than one across each cut.
 */
export function shareOf<T extends { readonly name: string }>(
  items: readonly T[],
  { index, count }: Shard,
): readonly T[] {
  const hashed = items.map((item) => ({ item, hash: createHash("sha256").update(item.name).digest("hex") }));
  const ordered = hashed.toSorted((a, b) => compareText(a.hash, b.hash));
  const cut = (part: number): number => Math.floor((part * ordered.length) / count);
  return ordered.slice(cut(index - 1), cut(index)).map(({ item }) => item);
}

/** Lower hex SHA-256 of the names, in whatever order they are: shares whose lists differ may leave out what each list holds. */
export function listDigest(names: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify(names.toSorted(compareText)))
    .digest("hex");
}
