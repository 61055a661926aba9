import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRateLimit } from "../../src/http/rate-limit.ts";

test("no second and no minute holds more calls than the rate allows", async () => {
  const calls = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 120 });
  const property = fc.asyncProperty(calls, fc.integer({ min: 1, max: 5 }), async (gaps, perSecond) => {
    const perMinute = perSecond * 6;
    let now = 1_000_000;
    let slept = 0;
    const sleep = (milliseconds: number): Promise<void> => {
      slept = milliseconds;
      return Promise.resolve();
    };
    const limit = createRateLimit({ perSecond, perMinute }, { clock: () => now, sleep });
    const starts: number[] = [];
    for (const gap of gaps) {
      now += gap;
      slept = 0;
      await limit();
      starts.push(now + slept);
    }
    for (const start of starts) {
      const inWindow = (length: number): number => starts.filter((at) => at > start - length && at <= start).length;
      expect(inWindow(1000)).toBeLessThanOrEqual(perSecond);
      expect(inWindow(60_000)).toBeLessThanOrEqual(perMinute);
    }
  });
  await fc.assert(property, { numRuns: 60 });
});

test("a free line is not waited for", async () => {
  const waits: number[] = [];
  const limit = createRateLimit(
    { perSecond: 2, perMinute: 100 },
    { clock: () => 0, sleep: (milliseconds) => Promise.resolve(void waits.push(milliseconds)) },
  );
  for (let call = 0; call < 5; call++) await limit();
  expect(waits).toEqual([1000, 1000, 2000]);
});
