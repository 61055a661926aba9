import { expect, test } from "vitest";
import { addProgress, formatProgress, noProgress, type ProgressEvent } from "../../src/http/progress.ts";

test("a line says how far the listing is, and the time left once a tenth is done", () => {
  const events: ProgressEvent[] = [
    { counter: "users", add: 500 },
    { counter: "usersDone", add: 49 },
    { counter: "keys", add: 120 },
    { counter: "requests", add: 51 },
    { counter: "retries", add: 2 },
  ];
  const progress = events.reduce(addProgress, noProgress);
  expect(formatProgress(progress, 10_000)).toBe("49/500 users, 120 keys, 51 requests, 2 retries");
  const further = addProgress(progress, { counter: "usersDone", add: 1 });
  expect(formatProgress(further, 10_000)).toBe("50/500 users, 120 keys, 51 requests, 2 retries, 1 min 30 s left");
  expect(formatProgress(further, 1_000)).toContain("9 s left");
  expect(formatProgress(further, 1_000_000)).toContain("2 h 30 min left");
  const done = addProgress(further, { counter: "usersDone", add: 450 });
  expect(formatProgress(done, 20_000)).toBe("500/500 users, 120 keys, 51 requests, 2 retries");
});
