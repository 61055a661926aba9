import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check } from "./check.ts";
import { historyOf } from "./generate.ts";
import { withKept } from "./kept.ts";
import { randomOf } from "./random.ts";
import { scanAt } from "./scanning.ts";
import { shrink } from "./shrink.ts";
import { signatureOf, tryWorld } from "./trial.ts";
import { sourceOf } from "./views.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/worlds", import.meta.url));
const kept = existsSync(fixtures) ? readdirSync(fixtures) : [];

/** `KEYLINT_SEED=FIRST` plays other worlds; `npm run worlds` plays fresh ones by the thousand. */
const seed = Number(process.env["KEYLINT_SEED"] ?? 1);
const worldsInPart = 55;

describe("the views of a world", () => {
  test.each([0, 1, 2, 3].map((part) => [part]))("are judged as it really is, in any order (part %i)", async (part) => {
    const [first, end] = [seed + part * worldsInPart, seed + (part + 1) * worldsInPart];
    for (let world = first; world < end; world++) {
      const random = randomOf(world);
      const events = historyOf(random);
      // Of one world every choice of views is tried.
      const choices = world === seed ? Number.POSITIVE_INFINITY : 5;
      const { found } = await tryWorld(events, { choices, orders: 2, forms: 0.1 }, random);
      const [fault] = found;
      if (fault === undefined) continue;
      const shrunk = await shrink(events, fault);
      const history = shrunk.events.map((event) => JSON.stringify(event)).join("\n");
      const detail = `${shrunk.found.kind}\n${shrunk.found.detail}\nof ${shrunk.found.views.join(" ")}`;
      expect.fail(`${detail} after\n${history}\nAgain: npm run worlds 1 ${world}`);
    }
  });

  test.skipIf(kept.length === 0).each(kept)("that once went wrong are judged rightly: %s", async (name) => {
    await withKept(join(fixtures, name), async ({ views, now, demands, found }, folder) => {
      const sources = views.map((view) => sourceOf[view]);
      const scanned = await scanAt(folder, sources, now);
      expect(check(demands, scanned).faults, found).toEqual([]);
      const reversed = await scanAt(folder, sources.toReversed(), now);
      expect(signatureOf(reversed)).toBe(signatureOf(scanned));
    });
  });
});
