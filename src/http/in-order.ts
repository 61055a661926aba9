/**
 * Maps items with at most `width` under way, and yields the outcomes in the order of the items. Nothing is read ahead beyond that, so a listing
 * of any length takes the same memory. When the items end with an error, the outcomes that are under way come before it.
 */
export async function* mapInOrder<T, U>(
  items: AsyncIterable<T> | Iterable<T>,
  width: number,
  map: (item: T) => Promise<U>,
): AsyncGenerator<U, void, undefined> {
  const running: Promise<U>[] = [];
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const item of items) {
      const outcome = map(item);
      // It is awaited below; until then a failure must not count as unhandled.
      outcome.catch(() => {});
      running.push(outcome);
      const first = running.length >= width ? running.shift() : undefined;
      if (first !== undefined) yield await first;
    }
  } catch (error) {
    failure = { error };
  }
  for (const outcome of running) yield await outcome;
  if (failure !== undefined) throw failure.error;
}
