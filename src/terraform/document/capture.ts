/** Bytes of a stream from a start to an end, which may lie in different chunks. Only one stretch at a time. */
export class Capture {
  #active = false;
  #start = 0;
  #before: Buffer[] = [];

  begin(offset: number): void {
    this.#active = true;
    this.#start = offset;
    this.#before = [];
  }

  /** The chunk is about to be replaced: keeps what belongs to an unfinished stretch. */
  leave(chunk: Buffer): void {
    if (!this.#active) return;
    this.#before.push(Buffer.from(chunk.subarray(this.#start)));
    this.#start = 0;
  }

  /** Ends the stretch before `end`, and gives its text. */
  finish(chunk: Buffer, end: number): string {
    this.#active = false;
    if (this.#before.length === 0) return chunk.toString("utf8", this.#start, end);
    const all = Buffer.concat([...this.#before, chunk.subarray(this.#start, end)]);
    this.#before = [];
    return all.toString("utf8");
  }

  /** Ends the stretch and forgets it. */
  drop(): void {
    this.#active = false;
    this.#before = [];
  }
}
