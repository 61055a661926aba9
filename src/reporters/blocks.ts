import { isKey, locationOf, type Subject } from "../model/gap.ts";
import type { Result } from "../model/result.ts";
import type { AnyResult } from "./reported.ts";

/** The results of one rule for the instances (`count`, `for_each`) of one Terraform block; or any other result, alone. */
export interface BlockResult {
  /** The first instance's. */
  readonly result: AnyResult;
  /** How many instances there are, the first included. */
  readonly count: number;
  /** The further instances; only as many as are worth telling. */
  readonly others: readonly Result[];
}

/** A result that stands for itself. */
export function alone(result: AnyResult): BlockResult {
  return { result, count: 1, others: [] };
}

/** How many further instances are kept: enough for a baseline to know them all, and no more memory for a million. */
const kept = 1000;

/** A block is told by its place. What has no region (standard input, a gap), and a key that is listed live, stands alone. */
function blockOf(subject: Subject): string | undefined {
  if (!isKey(subject) || subject.live !== undefined) return undefined;
  const { uri, region } = locationOf(subject);
  return region === undefined ? undefined : `${region.startLine}:${region.startColumn}:${uri}`;
}

/**
 * Joins the results that one line of configuration causes many times. Code scanning would take them for one and the
 * same; people would read the same sentence many times.
 * @param results in the order of a run: the instances of a block follow each other.
 */
export function* byBlock(results: Iterable<Result>): Generator<BlockResult> {
  let block: string | undefined;
  const held = new Map<string, { result: Result; count: number; others: Result[] }>();
  for (const result of results) {
    const place = blockOf(result.subject);
    if (place === undefined || place !== block) {
      yield* held.values();
      held.clear();
      block = place;
    }
    if (place === undefined) {
      yield alone(result);
      continue;
    }
    const name = `${result.rule.id}\0${result.location.region?.startLine}`;
    const first = held.get(name);
    if (first === undefined) held.set(name, { result, count: 1, others: [] });
    else {
      first.count++;
      if (first.others.length < kept) first.others.push(result);
    }
  }
  yield* held.values();
}
