import { historyOf } from "./generate.ts";
import { randomOf } from "./random.ts";
import { playForReal } from "./real.ts";
import { type Found, tryChoices } from "./trial.ts";
import type { ViewName } from "./views.ts";

/** Worlds that Terraform planned and applied. */
export async function realWorlds(count: number, seed: number, write: (line: string) => void): Promise<void> {
  const kinds = new Map<string, Found & { seed: number; worlds: number }>();
  for (let own = seed; own < seed + count; own++) {
    const random = randomOf(own);
    const events = historyOf(random);
    try {
      const { scene, differences } = await playForReal(events);
      for (const line of differences) write(`seed ${own}: ${line}`);
      const names = [...scene.files.keys()];
      const choices: ViewName[][] = names.map((name) => [name]);
      for (let at = 0; at < 8; at++) choices.push(names.filter(() => random.chance(0.5)));
      const { found } = await tryChoices(
        scene,
        choices.filter(({ length }) => length > 0),
        1,
        0,
        random,
      );
      for (const one of found) {
        const before = kinds.get(one.kind);
        kinds.set(
          one.kind,
          before === undefined ? { ...one, seed: own, worlds: 1 } : { ...before, worlds: before.worlds + 1 },
        );
      }
    } catch (error) {
      write(`seed ${own} ${JSON.stringify(events)}: ${String(error).slice(0, 1500)}`);
    }
  }
  for (const { kind, worlds, views, detail, seed: own } of kinds.values())
    write(`${worlds} ${kind} (seed ${own}) ${views.join(" ")}: ${detail}`);
}
