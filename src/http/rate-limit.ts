import type { LiveEnvironment } from "./environment.ts";

/** A published limit of a service: so many calls in any second and in any minute. */
export interface CallRate {
  readonly perSecond: number;
  readonly perMinute: number;
}

/** Resolves when the next call may start. */
export type RateLimit = () => Promise<void>;

/**
 * Spreads calls so that no second and no minute holds more than the rate allows. Each caller is given the first free moment
 * and sleeps until then, so that a queue of callers needs no timer but its own.
 */
export function createRateLimit(rate: CallRate, { clock, sleep }: Pick<LiveEnvironment, "clock" | "sleep">): RateLimit {
  const started: number[] = [];
  return async () => {
    const now = clock();
    const start = Math.max(
      now,
      (started[started.length - rate.perSecond] ?? Number.NEGATIVE_INFINITY) + 1000,
      (started[started.length - rate.perMinute] ?? Number.NEGATIVE_INFINITY) + 60_000,
    );
    started.push(start);
    if (started.length > 2 * rate.perMinute) started.splice(0, started.length - rate.perMinute);
    if (start > now) await sleep(start - now);
  };
}
