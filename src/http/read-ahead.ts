/** Asks for the next item while the one before is being worked on, so that a listing does not stand still at the end of each page. */
export async function* readAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<T>> => {
    const next = iterator.next();
    // It is awaited below; until then a failure must not count as unhandled.
    next.catch(() => {});
    return next;
  };
  try {
    for (let asked = ask(); ; ) {
      const next = await asked;
      if (next.done === true) return;
      asked = ask();
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
