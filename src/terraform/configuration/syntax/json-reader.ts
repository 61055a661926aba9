import { NestingProblem, SyntaxProblem } from "./body.ts";
import type { Span } from "./source-text.ts";

export interface JsonMember extends Span {
  readonly name: string;
  /** The name with its quotes. */
  readonly nameSpan: Span;
  readonly value: JsonNode;
}

/** A JSON value that knows where it stands. */
export type JsonNode = Span &
  (
    | { readonly kind: "object"; readonly members: readonly JsonMember[] }
    | { readonly kind: "array"; readonly items: readonly JsonNode[] }
    | { readonly kind: "scalar"; readonly value: null | boolean | string }
    /** A number as it is written: it may have more digits than a double. */
    | { readonly kind: "number"; readonly digits: string }
  );

const deepest = 500;
const blanks = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\n]|\\.)*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** @throws {SyntaxProblem} */
export function readJson(text: string): JsonNode {
  const reader = new JsonReader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    this.#match(blanks);
    if (this.#at < this.#text.length) throw new SyntaxProblem("there is text after the JSON value", this.#at);
  }

  value(depth: number): JsonNode {
    this.#match(blanks);
    const start = this.#at;
    if (depth > deepest) throw new NestingProblem(start);
    if (this.#text[start] === "{") return this.#object(depth + 1);
    if (this.#text[start] === "[") return this.#array(depth + 1);
    const found = this.#match(this.#text[start] === '"' ? string : scalar);
    if (found === undefined) throw new SyntaxProblem("this is not a JSON value", start);
    if (/^[-\d]/.test(found)) return { kind: "number", digits: found, start, end: this.#at };
    return { kind: "scalar", value: parsed(found, start), start, end: this.#at };
  }

  #object(depth: number): JsonNode {
    const start = this.#at++;
    const members: JsonMember[] = [];
    while (!this.#accept("}")) {
      if (members.length > 0) this.#expect(",");
      this.#match(blanks);
      const nameStart = this.#at;
      const name = this.#match(string);
      if (name === undefined) throw new SyntaxProblem("expected a name in quotes", nameStart);
      const nameSpan = { start: nameStart, end: this.#at };
      this.#expect(":");
      const value = this.value(depth);
      members.push({ name: String(parsed(name, nameStart)), nameSpan, value, start: nameStart, end: value.end });
    }
    return { kind: "object", members, start, end: this.#at };
  }

  #array(depth: number): JsonNode {
    const start = this.#at++;
    const items: JsonNode[] = [];
    while (!this.#accept("]")) {
      if (items.length > 0) this.#expect(",");
      items.push(this.value(depth));
    }
    return { kind: "array", items, start, end: this.#at };
  }

  #accept(sign: string): boolean {
    this.#match(blanks);
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#accept(sign)) throw new SyntaxProblem(`expected "${sign}"`, this.#at);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

function parsed(text: string, start: number): null | boolean | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" || typeof value === "boolean" ? value : null;
  } catch {
    throw new SyntaxProblem("this is not a JSON value", start);
  }
}
