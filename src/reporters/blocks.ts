import type { ApiKey } from "../model/api-key.ts";
import type { Result } from "../model/result.ts";

/** The results of one rule for the instances (`count`, `for_each`) of one Terraform block. */
export interface BlockResult {
  /** The first instance's. */
  readonly result: Result;
  /** How many instances there are, the first included. */
  readonly count: number;
  /** The further instances; only as many as are worth telling. */
  readonly others: readonly Result[];
}

/** How many further instances are kept, so that a block with a million needs no more memory than one with a hundred. */
const kept = 100;

/** A block is told by its place. Keys without a region (live, standard input) stand alone. */
function blockOf({ location, origin }: ApiKey): string | undefined {
  const { region } = location;
  if (region === undefined || location.virtual === true || origin.kind === "live") return undefined;
  return `${region.startLine}:${region.startColumn}:${location.uri}`;
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
    const place = blockOf(result.key);
    if (place === undefined || place !== block) {
      yield* held.values();
      held.clear();
      block = place;
    }
    if (place === undefined) {
      yield { result, count: 1, others: [] };
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
