import { Capture } from "./capture.ts";

const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const colon = 0x3a;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** `[` and `{`, `]` and `}` differ in this bit alone. */
const braceBit = 0x20;
const notJson = "is not JSON";

/** Told of the structure as the scanner meets it. Offsets are in the chunk at hand. */
export interface StructureHandler {
  /** The member `key` of the innermost entered object follows. */
  key(key: string): void;
  /** A value starts with this byte. Returns whether to enter it; only objects and arrays can be. */
  start(byte: number, offset: number): boolean;
  /** A value that was not entered has ended before `end`. */
  end(chunk: Buffer, end: number): void;
  /** An entered object or array has ended before `end`. */
  close(chunk: Buffer, end: number): void;
}

/** Reads JSON chunk by chunk. What the handler does not enter is measured by its brackets and quotes alone, which is fast. */
export class Scanner {
  /** Whether the document has ended; only white space may follow. */
  finished = false;
  /** Where in the chunk the last structural character stood. */
  offset = 0;
  readonly #handler: StructureHandler;
  readonly #key = new Capture();
  /** For each entered container: whether it is an object. */
  readonly #entered: boolean[] = [];
  #inside: "structure" | "key" | "string" | "scalar" | "skipped" = "structure";
  #expected: "value" | "key" | "colon" | "separator" = "value";
  #depth = 0;
  #inSkippedString = false;
  /** Bytes of the next chunk that an escape sign at the end of this one takes. */
  #escaped = 0;
  #problem: string | undefined;

  constructor(handler: StructureHandler) {
    this.#handler = handler;
  }

  /**
   * Reads one chunk, until its end or, where text may follow the document, the document's.
   * @returns what is wrong with it, as a clause, when it can't be JSON.
   */
  read(chunk: Buffer, trailing: boolean): string | undefined {
    let at = this.#escaped;
    while (at < chunk.length) {
      if (this.#problem !== undefined) return this.#problem;
      if (this.finished && trailing) break;
      if (this.#inside === "skipped") at = this.#skip(chunk, at);
      else if (this.#inside === "structure") at = this.#structure(chunk, at);
      else if (this.#inside === "scalar") at = this.#scalar(chunk, at);
      else at = this.#string(chunk, at);
    }
    this.#escaped = Math.max(0, at - chunk.length);
    this.#key.leave(chunk);
    return this.#problem;
  }

  /**
   * The input has ended.
   * @returns what is wrong, as a clause, when the document has not.
   */
  end(): string | undefined {
    if (this.finished || (this.#inside === "scalar" && this.#entered.length === 0)) return undefined;
    const empty = this.#inside === "structure" && this.#entered.length === 0;
    return empty ? "is empty" : "is cut off before the end of its JSON text";
  }

  #structure(chunk: Buffer, at: number): number {
    this.offset = at;
    const byte = chunk[at] ?? 0;
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return at + 1;
    if (this.finished) this.#problem = "has other text behind its JSON text";
    else if (byte === comma && this.#expected === "separator") {
      this.#expected = this.#entered.at(-1) === true ? "key" : "value";
    } else if (byte === colon && this.#expected === "colon") {
      this.#expected = "value";
    } else if (byte === quote && this.#expected === "key") {
      this.#key.begin(at);
      this.#inside = "key";
    } else if ((byte | braceBit) === closeBrace && this.#entered.at(-1) === (byte === closeBrace)) {
      this.#entered.pop();
      this.#handler.close(chunk, at + 1);
      this.#valueEnded();
    } else if (this.#expected === "value" && startsValue(byte)) {
      this.#value(byte, at);
    } else {
      this.#problem = notJson;
    }
    return at + 1;
  }

  #value(byte: number, at: number): void {
    const entered = this.#handler.start(byte, at);
    if ((byte | braceBit) !== openBrace) {
      this.#inside = byte === quote ? "string" : "scalar";
    } else if (entered) {
      this.#entered.push(byte === openBrace);
      this.#expected = byte === openBrace ? "key" : "value";
    } else {
      this.#inside = "skipped";
      this.#depth = 1;
    }
  }

  #string(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const byte = chunk[at++];
      if (byte === backslash) at++;
      else if (byte === quote) {
        if (this.#inside === "key") {
          this.#keyEnded(this.#key.finish(chunk, at));
          this.#inside = "structure";
          this.#expected = "colon";
        } else this.#ended(chunk, at);
        return at;
      }
    }
    return at;
  }

  #keyEnded(quoted: string): void {
    try {
      this.#handler.key(quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1));
    } catch {
      this.#problem = notJson;
    }
  }

  #scalar(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const byte = chunk[at] ?? 0;
      if (byte <= 0x20 || byte === comma || byte === closeBrace || byte === closeBracket) {
        this.#ended(chunk, at);
        return at;
      }
      at++;
    }
    return at;
  }

  #skip(chunk: Buffer, from: number): number {
    const length = chunk.length;
    let at = from;
    let depth = this.#depth;
    let inString = this.#inSkippedString;
    while (at < length && depth > 0) {
      if (inString) {
        while (at < length) {
          const byte = chunk[at++];
          if (byte === backslash) at++;
          else if (byte === quote) {
            inString = false;
            break;
          }
        }
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (byte === quote) inString = true;
      else if ((byte | braceBit) === openBrace) depth++;
      else if ((byte | braceBit) === closeBrace) depth--;
    }
    this.#depth = depth;
    this.#inSkippedString = inString;
    if (depth === 0) this.#ended(chunk, at);
    return at;
  }

  #ended(chunk: Buffer, end: number): void {
    this.#handler.end(chunk, end);
    this.#valueEnded();
  }

  #valueEnded(): void {
    this.#inside = "structure";
    this.#expected = "separator";
    this.finished = this.#entered.length === 0;
  }
}

function startsValue(byte: number): boolean {
  return (
    (byte | braceBit) === openBrace ||
    byte === quote ||
    byte === minus ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x74 ||
    byte === 0x66 ||
    byte === 0x6e
  );
}
