import type { Attribute, Block, Body } from "./body.ts";
import type { Expression } from "./expression.ts";
import { parseExpression } from "./expression-parser.ts";
import type { SourceText, Span } from "./source-text.ts";

/** A block whose body is scanned when it is first asked for. */
export class ScannedBlock implements Block {
  readonly source: SourceText;
  readonly type: string;
  readonly labels: readonly string[];
  readonly header: Span;
  readonly start: number;
  readonly end: number;
  readonly #scanBody: () => Body;
  #body: Body | undefined;

  constructor(
    source: SourceText,
    type: string,
    labels: readonly string[],
    header: Span,
    braces: Span,
    scanBody: () => Body,
  ) {
    this.source = source;
    this.type = type;
    this.labels = labels;
    this.header = header;
    this.start = header.start;
    this.end = braces.end;
    this.#scanBody = scanBody;
  }

  get body(): Body {
    this.#body ??= this.#scanBody();
    return this.#body;
  }

  /** Scans all that it holds and keeps nothing: every block inside is visited, and what can't be followed is noted. */
  follow(visit: (block: Block) => void): void {
    for (const block of this.#scanBody().blocks) {
      visit(block);
      if (block instanceof ScannedBlock) block.follow(visit);
    }
  }
}

/** An attribute whose value is parsed when it is first asked for. */
export class ScannedAttribute implements Attribute {
  readonly source: SourceText;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: Span;
  #expression: Expression | undefined;

  constructor(source: SourceText, name: string, start: number, value: Span) {
    this.source = source;
    this.name = name;
    this.start = start;
    this.end = value.end;
    this.value = value;
  }

  expression(): Expression {
    this.#expression ??= parseExpression(this.source.text, this.value);
    return this.#expression;
  }
}
