import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { parseShard, shareOf } from "../../src/targets/shard.ts";

const targets = fc
  .uniqueArray(fc.string({ maxLength: 8 }), { maxLength: 40 })
  .map((names) => names.map((name) => ({ name })));
const count = fc.integer({ min: 1, max: 9 });

const shardsOf = (items: readonly { name: string }[], count: number): readonly (readonly string[])[] =>
  Array.from({ length: count }, (_, index) => shareOf(items, { index: index + 1, count }).map(({ name }) => name));

describe("shards", () => {
  test("hold every target exactly once", () => {
    fc.assert(
      fc.property(targets, count, (items, count) => {
        expect(shardsOf(items, count).flat().sort()).toEqual(items.map(({ name }) => name).sort());
      }),
    );
  });

  test("differ by one target at most", () => {
    fc.assert(
      fc.property(targets, count, (items, count) => {
        const sizes = shardsOf(items, count).map((names) => names.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("do not depend on the order of the targets", () => {
    fc.assert(
      fc.property(targets, count, (items, count) => {
        expect(shardsOf(items.toReversed(), count)).toEqual(shardsOf(items, count));
      }),
    );
  });

  test("change by one target across each cut when one is added", () => {
    fc.assert(
      fc.property(targets, count, fc.string({ minLength: 9, maxLength: 12 }), (items, count, name) => {
        const before = shardsOf(items, count);
        const after = shardsOf([...items, { name }], count);
        const moved = items.filter((item) => {
          const holds = (names: readonly string[]): boolean => names.includes(item.name);
          return before.findIndex(holds) !== after.findIndex(holds);
        });
        expect(moved.length).toBeLessThanOrEqual(count - 1);
      }),
    );
  });
});

describe("--shard", () => {
  test("counts from 1", () => {
    expect(parseShard("1/4")).toEqual({ index: 1, count: 4 });
    expect(parseShard("4/4")).toEqual({ index: 4, count: 4 });
  });

  test.each(["0/4", "5/4", "1", "1/0", "a/b", "1/4/2", "-1/4", ""])("%j is refused", (text) => {
    expect(() => parseShard(text)).toThrow(UsageError);
  });
});
