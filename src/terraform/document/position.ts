import { isAscii } from "node:buffer";

const newline = 10;
/** Bytes that are looked at together. */
const stretch = 1024;

/** Line and column of a place in a stream of UTF-8 chunks. Places are asked for in ascending order, so every byte is counted once. */
export class Position {
  /** From 1. */
  line = 1;
  /** From 1, in UTF-16 code units. */
  column = 1;
  #chunk: Buffer = Buffer.alloc(0);
  #counted = 0;
  #nextNewline = -1;
  #ascii = true;

  /** Continues in the next chunk; the last one must have been counted to its end. */
  enter(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#counted = 0;
    this.#nextNewline = chunk.indexOf(newline);
    this.#ascii = isAscii(chunk);
  }

  /** Moves to an offset of the chunk that is not before the last one. */
  moveTo(offset: number): void {
    while (this.#nextNewline !== -1 && this.#nextNewline < offset) {
      this.line++;
      this.column = 1;
      this.#counted = this.#nextNewline + 1;
      this.#nextNewline = this.#chunk.indexOf(newline, this.#counted);
    }
    this.column += this.#ascii ? offset - this.#counted : this.#units(offset);
    this.#counted = offset;
  }

  /** UTF-16 code units up to `end`. Most stretches of most chunks are ASCII, which is told much faster than counted. */
  #units(end: number): number {
    let units = 0;
    for (let from = this.#counted; from < end; from += stretch) {
      const to = Math.min(end, from + stretch);
      units += isAscii(this.#chunk.subarray(from, to)) ? to - from : countUnits(this.#chunk, from, to);
    }
    return units;
  }
}

/** One for each UTF-8 sequence, two for those of four bytes. */
function countUnits(chunk: Buffer, from: number, to: number): number {
  let units = 0;
  for (let at = from; at < to; at++) {
    const byte = chunk[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}
