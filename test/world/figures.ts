import { join } from "node:path";
import { historyOf } from "./generate.ts";
import { keep as keepWorld } from "./kept.ts";
import type { Event } from "./model.ts";
import { randomOf } from "./random.ts";
import { shrink } from "./shrink.ts";
import { type Found, tryWorld } from "./trial.ts";

/** Options of {@link worlds}. */
export interface WorldsOptions {
  readonly count: number;
  readonly seed: number;
  readonly choices: number;
  readonly orders: number;
  readonly forms: number;
  /** Folder that a shrunk example of each kind of fault is written to. */
  readonly keep?: string;
  readonly write: (line: string) => void;
}

interface Example {
  readonly seed: number;
  readonly events: readonly Event[];
  readonly found: Found;
  readonly history: number;
}

/** Tries worlds, and tells how many faults of each kind were found, with a shrunk example of each. @returns how many worlds have a fault */
export async function worlds({ count, seed, choices, orders, forms, keep, write }: WorldsOptions): Promise<number> {
  const started = Date.now();
  const kinds = new Map<string, { worlds: number; example: Example }>();
  let [bad, scans, verdicts] = [0, 0, 0];
  for (let at = 0; at < count; at++) {
    const own = seed + at;
    const random = randomOf(own);
    const events = historyOf(random);
    const tried = await tryWorld(events, { choices, orders, forms }, random);
    scans += tried.scans;
    verdicts += tried.verdicts;
    if (tried.found.length > 0) bad += 1;
    const ofWorld = new Map(tried.found.map((found) => [found.kind, found]));
    for (const [kind, found] of ofWorld) {
      const before = kinds.get(kind);
      const history = events.length * 10 + found.views.length;
      if (before === undefined) kinds.set(kind, { worlds: 1, example: { seed: own, events, found, history } });
      else {
        before.worlds += 1;
        if (history < before.example.history) before.example = { seed: own, events, found, history };
      }
    }
  }
  const seconds = (Date.now() - started) / 1000;
  write(`${count} worlds from seed ${seed}: ${bad} with faults; ${scans} scans, ${verdicts} verdicts, ${seconds.toFixed(0)} s`);
  for (const [kind, { worlds: number, example }] of [...kinds].sort(([, a], [, b]) => b.worlds - a.worlds)) {
    const shrunk = await shrink(example.events, example.found);
    write(`\n${String(number).padStart(5)} worlds: ${kind}   (seed ${example.seed})`);
    write(`      views ${shrunk.found.views.join(" ")}: ${shrunk.found.detail}`);
    for (const event of shrunk.events) write(`        ${JSON.stringify(event)}`);
    if (keep === undefined) continue;
    keepWorld(join(keep, kind.replaceAll(/[^a-z0-9]+/gi, "-").replace(/-$/, "")), shrunk);
  }
  return bad;
}
