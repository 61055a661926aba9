import { describe, expect, test } from "vitest";
import { mapInOrder } from "../../src/http/in-order.ts";

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("mapping in order", () => {
  test("yields outcomes in the order of the items, and runs no more at once than it may", async () => {
    let open = 0;
    let most = 0;
    const outcomes: number[] = [];
    const delays = [30, 1, 20, 1, 1, 10, 1, 1];
    for await (const outcome of mapInOrder(delays.entries(), 3, async ([index, delay]) => {
      most = Math.max(most, ++open);
      await wait(delay);
      open--;
      return index;
    })) {
      outcomes.push(outcome);
    }
    expect(outcomes).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  test("reads no further ahead than it works", async () => {
    let read = 0;
    const items = function* (): Iterable<number> {
      for (;;) yield read++;
    };
    const outcomes = mapInOrder(items(), 4, async (item) => item);
    for (let count = 0; count < 10; count++) await outcomes.next();
    await outcomes.return();
    expect(read).toBeLessThanOrEqual(14);
  });

  test("loses nothing that was under way when the items end with an error", async () => {
    const items = async function* (): AsyncIterable<number> {
      yield 1;
      yield 2;
      await wait(1);
      throw new Error("the second page failed");
    };
    const outcomes: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const outcome of mapInOrder(items(), 10, async (item) => item)) outcomes.push(outcome);
    };
    await expect(reading()).rejects.toThrow("the second page failed");
    expect(outcomes).toEqual([1, 2]);
  });
});
