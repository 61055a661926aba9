import type { LiveEnvironment } from "../../src/http/environment.ts";

/** An environment whose clock moves only by sleeping, so that hours of patience take no time. */
export function testEnvironment(changes: Partial<LiveEnvironment> = {}): LiveEnvironment & { slept: number[] } {
  const slept: number[] = [];
  let now = Date.now();
  return {
    env: {},
    home: "/home/nobody",
    readFile: (path) => Promise.reject(Object.assign(new Error(`no such file ${path}`), { code: "ENOENT" })),
    clock: () => now,
    random: () => 0,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
    concurrency: 4,
    timeout: 400,
    ...changes,
    slept,
  };
}
