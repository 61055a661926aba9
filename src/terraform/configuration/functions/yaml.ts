import type { Event, ScalarEvent } from "js-yaml";
import { spend, UnfinishedWork } from "../evaluation/budget.ts";
import { convert } from "../evaluation/conversion.ts";
import { EvaluationProblem } from "../evaluation/problem.ts";
import { type Scope, sinceNewer } from "../evaluation/scope.ts";
import { stringType } from "../evaluation/type.ts";
import { isMapping, isSequence, object, tuple, type Value } from "../evaluation/value.ts";
import type { YamlLibrary } from "../libraries.ts";
import { scalarValue } from "./yaml-scalar.ts";

const standard = "tag:yaml.org,2002:";

function refuse(why: string): never {
  throw new EvaluationProblem(`the YAML can't be read: ${why}`);
}

/** The value of a YAML document as Terraform reads it (go-cty-yaml): YAML 1.1 with merge keys, of a key that is given twice the last. */
export function decodeYaml(text: string, library: YamlLibrary, scope: Scope): Value {
  spend(text.length / 4, text.length * 4);
  let events: readonly Event[];
  try {
    events = library.parseEvents(text, { maxDepth: 500 });
  } catch (error) {
    if (error instanceof Error && error.message.includes("nesting exceeded"))
      throw new UnfinishedWork("it is nested more deeply than keylint follows");
    return refuse("its syntax is wrong");
  }
  const reader = new EventReader(events, text, library, scope);
  const value = reader.document();
  reader.end();
  return value;
}

/** Goes over the events of one document. An alias stands for the very value of its anchor. */
class EventReader {
  readonly #events: readonly Event[];
  readonly #text: string;
  readonly #library: YamlLibrary;
  readonly #scope: Scope;
  readonly #anchors = new Map<string, Value>();
  #at = 0;

  constructor(events: readonly Event[], text: string, library: YamlLibrary, scope: Scope) {
    this.#scope = scope;
    this.#events = events;
    this.#text = text;
    this.#library = library;
  }

  document(): Value {
    const start = this.#next();
    if (start === undefined || !("directives" in start)) return refuse("there is no document");
    const value = this.#value(this.#next());
    this.#next();
    return value;
  }

  end(): void {
    if (this.#at < this.#events.length) refuse("there is more than one document");
  }

  #next(): Event | undefined {
    spend(1, 16);
    return this.#events[this.#at++];
  }

  #value(event: Event | undefined): Value {
    if (event === undefined || "directives" in event || !("anchorStart" in event)) return refuse("a value is missing");
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    if (!("tagStart" in event)) return this.#anchors.get(name) ?? refuse("an alias names no anchor before it");
    const tag = this.#tag(event);
    // Inside its own value an anchor names nothing.
    if (event.anchorStart >= 0) this.#anchors.delete(name);
    const value = "valueStart" in event ? this.#scalar(event, tag) : this.#collection(event, tag);
    if (event.anchorStart >= 0) this.#anchors.set(name, value);
    return value;
  }

  #tag({ tagStart, tagEnd }: { readonly tagStart: number; readonly tagEnd: number }): string {
    if (tagStart < 0) return "";
    const written = this.#text.slice(tagStart, tagEnd);
    const verbatim = /^!<(.*)>$/.exec(written)?.[1];
    if (verbatim !== undefined) return verbatim;
    return written.startsWith("!!") ? standard + written.slice(2) : written === "!" ? "" : written;
  }

  #scalar(event: ScalarEvent, tag: string): Value {
    const written = this.#library.getScalarValue(this.#text, event);
    spend(written.length / 64, written.length);
    const { PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED } = this.#library.SCALAR_STYLE;
    const quoted = event.style === SINGLE_QUOTED || event.style === DOUBLE_QUOTED;
    const value = scalarValue(written, tag.startsWith(standard) ? tag.slice(standard.length) : tag, quoted);
    // What a block holds is text, but only after it was read as what it looks like.
    return tag === "" && event.style !== PLAIN ? convert(value, stringType) : value;
  }

  #collection(event: Event, tag: string): Value {
    const isMap = event.type === this.#library.EVENT_ID.MAPPING;
    if (tag !== "" && tag !== standard + (isMap ? "map" : "seq"))
      return refuse("a collection has a tag of another kind");
    return isMap ? this.#mapping() : this.#sequence();
  }

  #isPlain({ style }: ScalarEvent): boolean {
    return style === this.#library.SCALAR_STYLE.PLAIN;
  }

  #isEnd(event: Event | undefined): boolean {
    return event !== undefined && event.type === this.#library.EVENT_ID.POP;
  }

  #sequence(): Value {
    const items: Value[] = [];
    for (let event = this.#next(); !this.#isEnd(event); event = this.#next()) items.push(this.#value(event));
    return tuple(items);
  }

  #mapping(): Value {
    const entries = new Map<string, Value>();
    for (let event = this.#next(); !this.#isEnd(event); event = this.#next()) {
      if (event === undefined || !("valueStart" in event)) return refuse("a key is no text");
      const tag = this.#tag(event);
      const isMerge = this.#isPlain(event) && tag === "" && this.#library.getScalarValue(this.#text, event) === "<<";
      if (isMerge) this.#merge(this.#value(this.#next()), entries);
      else {
        const key = convert(this.#key(event, tag), stringType);
        if (typeof key !== "string") return refuse("a key is null");
        entries.set(key, this.#value(this.#next()));
      }
    }
    return object(entries);
  }

  /** A key is read as what it looks like also in a block. */
  #key(event: ScalarEvent, tag: string): Value {
    const { SINGLE_QUOTED, DOUBLE_QUOTED } = this.#library.SCALAR_STYLE;
    const quoted = event.style === SINGLE_QUOTED || event.style === DOUBLE_QUOTED;
    const written = this.#library.getScalarValue(this.#text, event);
    const value = scalarValue(written, tag.startsWith(standard) ? tag.slice(standard.length) : tag, quoted);
    if (event.anchorStart >= 0) this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), value);
    return value;
  }

  #merge(value: Value, entries: Map<string, Value>): void {
    const mappings = isSequence(value) ? sinceNewer(this.#scope, value.items) : [value];
    for (const mapping of mappings) {
      if (!isMapping(mapping)) return refuse("what is merged is no mapping");
      spend(mapping.entries.size);
      for (const [key, item] of mapping.entries) entries.set(key, item);
    }
  }
}
