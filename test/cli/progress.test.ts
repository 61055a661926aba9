import { expect, test } from "vitest";
import { machine as realMachine } from "../../src/cli/machine.ts";
import { progressLine } from "../../src/cli/progress.ts";

/** A machine whose standard error is, or is not, a terminal; its clock moves by a second at every look. */
function watched(isTerminal: boolean): {
  readonly written: string[];
  readonly machine: ReturnType<typeof realMachine>;
} {
  const written: string[] = [];
  let now = 0;
  const stderr = { isTerminal, write: (text: string) => Promise.resolve(void written.push(text)) };
  return { written, machine: { ...realMachine(), stderr, clock: () => (now += 1000) } };
}

test("a terminal is shown how far the listing is, and the line is gone at the end", async () => {
  const { written, machine } = watched(true);
  const { watch, clear } = progressLine(machine, false);
  watch.progress?.({ counter: "users", add: 10 });
  watch.progress?.({ counter: "usersDone", add: 5 });
  watch.progress?.({ counter: "keys", add: 7 });
  watch.primesProgress?.(1, 4);
  await clear();
  expect(written.map((text) => text.replace("\r\u001b[K", ""))).toEqual([
    "0/10 users, 0 keys, 0 requests, 0 retries",
    expect.stringMatching(/^5\/10 users, .* left$/),
    expect.stringMatching(/^5\/10 users, 7 keys, .* left$/),
    "looking for shared primes: 25 %",
    "",
  ]);
});

test("what is no terminal, or is to be quiet, is shown nothing", async () => {
  for (const [isTerminal, quiet] of [
    [false, false],
    [true, true],
  ] as const) {
    const { written, machine } = watched(isTerminal);
    const { watch, clear } = progressLine(machine, quiet);
    watch.progress?.({ counter: "users", add: 10 });
    watch.primesProgress?.(1, 4);
    await clear();
    expect(written).toEqual([]);
  }
});
