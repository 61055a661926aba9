import { expect, test } from "vitest";
import { readAhead } from "../../src/http/read-ahead.ts";

test("asks for one item more than is being worked on, and no further", async () => {
  let asked = 0;
  const items = async function* (): AsyncIterable<number> {
    for (;;) yield asked++;
  };
  const reading = readAhead(items());
  expect((await reading.next()).value).toBe(0);
  expect(asked).toBe(2);
  await reading.return();
  expect(asked).toBe(2);
});

test("gives every item before an error, which comes last", async () => {
  const items = async function* (): AsyncIterable<number> {
    yield 1;
    yield 2;
    throw new Error("the third page failed");
  };
  const read: number[] = [];
  const reading = async (): Promise<void> => {
    for await (const item of readAhead(items())) read.push(item);
  };
  await expect(reading()).rejects.toThrow("the third page failed");
  expect(read).toEqual([1, 2]);
});
