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

/** Fresh at every run; `KEYLINT_SEED` plays the worlds of a run that failed again. */
const seed = Number(process.env["KEYLINT_SEED"] ?? Date.now() % 1_000_000_000);

describe("the views of a world", () => {
  test.each([0, 1, 2, 3].map((part) => [part]))("are judged as it really is, in any order (part %i)", async (part) => {
    for (let world = part * 55; world < (part + 1) * 55; world++) {
      const random = randomOf(seed + world);
      const events = historyOf(random);
      // Of one world every choice of views is tried.
      const choices = world === 0 ? Number.POSITIVE_INFINITY : 5;
      const { found } = await tryWorld(events, { choices, orders: 2, forms: 0.1 }, random);
      const [first] = found;
      if (first === undefined) continue;
      const shrunk = await shrink(events, first);
      const history = shrunk.events.map((event) => JSON.stringify(event)).join("\n");
      const again = `KEYLINT_SEED=${seed} npm test -- test/world; npm run worlds 1 ${seed + world}`;
      expect.fail(
        `${shrunk.found.kind}\n${shrunk.found.detail}\nof ${shrunk.found.views.join(" ")} after\n${history}\nAgain: ${again}`,
      );
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
