import { SourceError } from "../../errors.ts";
import { Scanner } from "./scanner.ts";
import { Selector } from "./selector.ts";
import type { Selected, Shape } from "./shape.ts";

/**
 * Selects values of a JSON document by place and by type, in the memory of one chunk and one selected value.
 * It is not a validator: what is skipped is only measured. Of a repeated member `type` the last one decides, as in JSON.parse.
 * @param chunks UTF-8; a chunk may be reused by its producer once the next one is asked for.
 * @param trailing whether text may follow the document; it is not read.
 * @throws {SourceError} with a clause ("is empty") when the document is empty, truncated, not JSON, or followed by something else.
 */
export async function* select<Name extends string>(
  chunks: AsyncIterable<Uint8Array>,
  shape: Shape<Name>,
  wanted: ReadonlySet<string>,
  trailing = false,
): AsyncGenerator<Selected<Name>, void, undefined> {
  const selector = new Selector(shape, wanted);
  const scanner = new Scanner(selector);
  for await (const bytes of chunks) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    selector.enter(chunk);
    const problem = scanner.read(chunk, trailing);
    const line = problem === undefined ? undefined : selector.lineAt(scanner.offset);
    yield* selector.leave(chunk);
    if (problem !== undefined) throw new SourceError(`${problem} (line ${line})`);
    if (scanner.finished && trailing) return;
  }
  const problem = scanner.end();
  if (problem !== undefined) throw new SourceError(`${problem} (line ${selector.line})`);
}
