import pLimit from "p-limit";
import type { Source, SourceItem } from "../model/source.ts";

/**
 * The same sources, several of which are read at once: accounts wait for their own services, not for each other. What one gives is kept until it
 * is its turn, so that the order stays.
 * @param atOnce How many are read at once; reading begins with the first that is asked for.
 */
export function readAtOnce(sources: readonly Source[], atOnce: number): readonly Source[] {
  const limit = pLimit(atOnce);
  let readings: readonly Promise<readonly SourceItem[]>[] | undefined;
  const begin = (): readonly Promise<readonly SourceItem[]>[] =>
    sources.map((source) => {
      const reading = limit(() => itemsOf(source));
      // A failure belongs to whoever reads the source, when it is its turn.
      reading.catch(() => undefined);
      return reading;
    });
  return sources.map(({ name }, index) => ({
    name,
    async *read() {
      readings ??= begin();
      yield* (await readings[index]) ?? [];
    },
  }));
}

async function itemsOf(source: Source): Promise<readonly SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of source.read()) items.push(item);
  return items;
}
