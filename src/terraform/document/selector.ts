import { SourceError } from "../../errors.ts";
import { Capture } from "./capture.ts";
import { parseJson } from "./json.ts";
import { Position } from "./position.ts";
import type { StructureHandler } from "./scanner.ts";
import type { Selected, Shape, Take } from "./shape.ts";

const openBrace = 0x7b;
const openBracket = 0x5b;
const noHeader: ReadonlyMap<string, unknown> = new Map();

/** What a value that is not entered is for, once it has ended. */
type Purpose<Name extends string> = "nothing" | "header" | "type" | Take<Name>;

/** An entered object or array. */
interface Frame<Name extends string> {
  readonly shape: Shape<Name>;
  /** The member being read; undefined in an array. */
  key?: string;
  /** Set for an object that is selected once its type turns out to be wanted. */
  readonly candidate?: Take<Name>;
  type?: unknown;
  readonly header?: Map<string, unknown>;
  /** Selected below a header that does not tell its type yet. */
  readonly held: Selected<Name>[];
  /** Something was selected that carries this header, so it must not change any more. */
  headerUsed?: boolean;
}

/** Decides what of the structure to enter, and keeps what is selected. */
export class Selector<Name extends string> implements StructureHandler {
  readonly #root: Shape<Name>;
  readonly #wanted: ReadonlySet<string>;
  readonly #position = new Position();
  readonly #value = new Capture();
  readonly #type = new Capture();
  readonly #frames: Frame<Name>[] = [];
  #purpose: Purpose<Name> = "nothing";
  #startLine = 1;
  #startColumn = 1;
  #selected: Selected<Name>[] = [];

  constructor(root: Shape<Name>, wanted: ReadonlySet<string>) {
    this.#root = root;
    this.#wanted = wanted;
  }

  /** The line that has been reached. */
  get line(): number {
    return this.#position.line;
  }

  /** The line of an offset in the chunk that is not before the last one looked at. */
  lineAt(offset: number): number {
    this.#position.moveTo(offset);
    return this.#position.line;
  }

  enter(chunk: Buffer): void {
    this.#position.enter(chunk);
  }

  /** The chunk has been read: returns what was selected in it. */
  leave(chunk: Buffer): Selected<Name>[] {
    this.#position.moveTo(chunk.length);
    this.#value.leave(chunk);
    this.#type.leave(chunk);
    const selected = this.#selected;
    this.#selected = [];
    return selected;
  }

  key(key: string): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined) frame.key = key;
  }

  start(byte: number, offset: number): boolean {
    const frame = this.#frames.at(-1);
    this.#purpose = this.#purposeOf(frame);
    if (this.#purpose === "type") this.#type.begin(offset);
    else if (this.#purpose !== "nothing") this.#capture(offset);
    if (this.#purpose !== "nothing") return false;

    const shape = this.#shapeOf(frame);
    if (shape?.take?.when === "mark") {
      this.#mark(shape.take.name, offset);
      return false;
    }
    if (shape?.mark !== undefined && byte === openBracket) this.#mark(shape.mark, offset);
    if (byte === openBrace && shape?.take?.when === "typed") {
      this.#capture(offset);
      this.#frames.push({ shape, candidate: shape.take, held: [] });
      return true;
    }
    if (byte === openBrace && (shape?.members ?? shape?.others) !== undefined && shape !== undefined) {
      this.#frames.push({ shape, held: [], ...(shape.header && { header: new Map<string, unknown>() }) });
      return true;
    }
    if (byte === openBracket && shape?.items !== undefined && !this.#isUnwanted(shape.items)) {
      this.#frames.push({ shape, held: [] });
      return true;
    }
    return false;
  }

  end(chunk: Buffer, end: number): void {
    const purpose = this.#purpose;
    this.#purpose = "nothing";
    if (purpose === "nothing") return;
    const frame = this.#frames.at(-1);
    if (purpose === "type") {
      const type = parseJson(this.#type.finish(chunk, end));
      if (frame !== undefined) frame.type = type;
    } else if (purpose === "header") {
      const value = parseJson(this.#value.finish(chunk, end));
      if (frame?.headerUsed === true) throw new SourceError("has its members in an order that can't be read");
      if (frame?.key !== undefined) frame.header?.set(frame.key, value);
    } else this.#emit(purpose.name, this.#value.finish(chunk, end), end, purpose.when === "below-header");
  }

  close(chunk: Buffer, end: number): void {
    const frame = this.#frames.pop();
    if (frame?.candidate !== undefined) {
      if (this.#isWanted(frame.type)) this.#emit(frame.candidate.name, this.#value.finish(chunk, end), end);
      else this.#value.drop();
    }
    if (frame?.header !== undefined && this.#isWanted(frame.header.get("type"))) this.#selected.push(...frame.held);
  }

  #purposeOf(frame: Frame<Name> | undefined): Purpose<Name> {
    if (frame?.candidate !== undefined) return frame.key === "type" ? "type" : "nothing";
    if (frame?.key !== undefined && frame.shape.header?.includes(frame.key) === true) return "header";
    const take = this.#shapeOf(frame)?.take;
    return take?.when === "whole" || take?.when === "below-header" ? take : "nothing";
  }

  #shapeOf(frame: Frame<Name> | undefined): Shape<Name> | undefined {
    if (frame === undefined) return this.#root;
    if (frame.candidate !== undefined) return undefined;
    if (frame.key === undefined) return frame.shape.items;
    const members = frame.shape.members;
    return members !== undefined && Object.hasOwn(members, frame.key) ? members[frame.key] : frame.shape.others;
  }

  #headerFrame(): Frame<Name> | undefined {
    return this.#frames.findLast((frame) => frame.header !== undefined);
  }

  #isWanted(type: unknown): boolean {
    return typeof type === "string" && this.#wanted.has(type);
  }

  /** Elements of which the header has already said that their type is not wanted. */
  #isUnwanted(shape: Shape<Name>): boolean {
    if (shape.take?.when !== "below-header") return false;
    const header = this.#headerFrame()?.header;
    return header?.has("type") === true && !this.#isWanted(header.get("type"));
  }

  #mark(name: Name, offset: number): void {
    this.#capture(offset);
    this.#value.drop();
    this.#emit(name, "", offset);
  }

  #capture(offset: number): void {
    this.#value.begin(offset);
    this.#position.moveTo(offset);
    this.#startLine = this.#position.line;
    this.#startColumn = this.#position.column;
  }

  #emit(name: Name, text: string, end: number, belowHeader = false): void {
    this.#position.moveTo(end);
    const owner = this.#headerFrame();
    const selected: Selected<Name> = {
      name,
      path: this.#frames.flatMap((frame) => frame.key ?? []),
      header: owner?.header ?? noHeader,
      text,
      region: {
        startLine: this.#startLine,
        startColumn: this.#startColumn,
        endLine: this.#position.line,
        endColumn: this.#position.column,
      },
    };
    const held = belowHeader && owner?.shape.headerNeeds?.every((member) => owner.header?.has(member)) === false;
    if (owner !== undefined && !held) owner.headerUsed = true;
    (held && owner !== undefined ? owner.held : this.#selected).push(selected);
  }
}
