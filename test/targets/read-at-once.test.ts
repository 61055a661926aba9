import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Source, SourceItem } from "../../src/model/source.ts";
import { readAtOnce } from "../../src/targets/read-at-once.ts";

function recorded(names: readonly string[], broken?: string) {
  const log: string[] = [];
  let open = 0;
  let most = 0;
  const sources = names.map(
    (name): Source => ({
      name,
      async *read() {
        most = Math.max(most, ++open);
        log.push(`begin ${name}`);
        await turn();
        yield { kind: "terraform", source: `${name} 1` };
        await turn();
        open--;
        if (name === broken) throw new Error(`${name} broke`);
        yield { kind: "terraform", source: `${name} 2` };
      },
    }),
  );
  return { sources, log, most: () => most };
}

async function all(source: Source): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of source.read()) items.push(item);
  return items;
}

const names = ["a", "b", "c", "d", "e"];

describe("sources that are read ahead", () => {
  test("give what they gave, each in its turn", async () => {
    const { sources } = recorded(names);
    const ahead = readAtOnce(sources, 3);
    expect(ahead.map(({ name }) => name)).toEqual(names);
    for (const source of ahead)
      expect(await all(source)).toEqual(
        [1, 2].map((number) => ({ kind: "terraform", source: `${source.name} ${number}` })),
      );
  });

  test("are read several at once, and no more", async () => {
    const { sources, most } = recorded(names);
    for (const source of readAtOnce(sources, 3)) await all(source);
    expect(most()).toBe(3);
  });

  test("are not touched before the first is read", async () => {
    const { sources, log } = recorded(names);
    const ahead = readAtOnce(sources, 3);
    await turn();
    expect(log).toEqual([]);
    await all(ahead[0] as Source);
    expect(log.slice(0, 3)).toEqual(["begin a", "begin b", "begin c"]);
  });

  test("fail in their turn, and only there", async () => {
    const { sources } = recorded(names, "c");
    const [a, b, c, d] = readAtOnce(sources, 5) as [Source, Source, Source, Source];
    await all(a);
    await turn();
    await turn();
    await all(b);
    await expect(all(c)).rejects.toThrow("c broke");
    expect(await all(d)).toHaveLength(2);
  });
});
