import { join } from "node:path";
import { historyOf } from "./generate.ts";
import { keep as keepWorld } from "./kept.ts";
import type { Event } from "./model.ts";
import { randomOf } from "./random.ts";
import { shrink } from "./shrink.ts";
import { type Extent, type Found, tryWorld } from "./trial.ts";

/** A world that has a fault, the shortest met. */
interface Example {
  readonly seed: number;
  readonly events: readonly Event[];
  readonly found: Found;
}

/** What trying worlds gave; of several parts these can be added up. */
export interface Tally {
  readonly worlds: number;
  readonly bad: number;
  readonly scans: number;
  readonly verdicts: number;
  /** By kind of fault. */
  readonly kinds: Readonly<Record<string, { readonly worlds: number; readonly example: Example }>>;
}

const none: Tally = { worlds: 0, bad: 0, scans: 0, verdicts: 0, kinds: {} };

/** Tries the worlds of so many seeds. */
export async function tryWorlds(seeds: readonly number[], extent: Extent): Promise<Tally> {
  let tally = none;
  for (const seed of seeds) {
    const random = randomOf(seed);
    const events = historyOf(random);
    const { found, scans, verdicts } = await tryWorld(events, extent, random);
    const kinds = Object.fromEntries(
      found.map((one) => [one.kind, { worlds: 1, example: { seed, events, found: one } }]),
    );
    tally = sumOf([tally, { worlds: 1, bad: found.length > 0 ? 1 : 0, scans, verdicts, kinds }]);
  }
  return tally;
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, one) => {
    const kinds = { ...sum.kinds };
    for (const [kind, { worlds, example }] of Object.entries(one.kinds)) {
      const before = kinds[kind];
      const isShorter = before === undefined || lengthOf(example) < lengthOf(before.example);
      kinds[kind] = { worlds: worlds + (before?.worlds ?? 0), example: isShorter ? example : before.example };
    }
    const add = (name: "worlds" | "bad" | "scans" | "verdicts"): number => sum[name] + one[name];
    return { worlds: add("worlds"), bad: add("bad"), scans: add("scans"), verdicts: add("verdicts"), kinds };
  }, none);
}

function lengthOf({ events, found }: Example): number {
  return events.length * 10 + found.views.length;
}

/** Tells what was found, with a shrunk example of each kind of fault. @param keep folder that the examples are written to, as fixtures are */
export async function* report(tally: Tally, keep: string | undefined): AsyncGenerator<string> {
  const { worlds, bad, scans, verdicts } = tally;
  yield `${worlds} worlds: ${bad} with faults; ${scans} scans, ${verdicts} verdicts`;
  for (const [kind, { worlds: number, example }] of Object.entries(tally.kinds).sort(
    ([, a], [, b]) => b.worlds - a.worlds,
  )) {
    const shrunk = await shrink(example.events, example.found);
    yield `\n${String(number).padStart(5)} worlds: ${kind}   (seed ${example.seed})`;
    yield `      views ${shrunk.found.views.join(" ")}: ${shrunk.found.detail}`;
    for (const event of shrunk.events) yield `        ${JSON.stringify(event)}`;
    if (keep !== undefined) keepWorld(join(keep, kind.replaceAll(/[^a-z0-9]+/gi, "-").replace(/-$/, "")), shrunk);
  }
}
