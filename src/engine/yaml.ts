import type { Event, ScalarEvent } from "js-yaml";
import type { Problem } from "./problem.ts";

/** A stretch of the file: offset and length in UTF-16 code units. */
export interface YamlSpan {
  readonly offset: number;
  readonly length: number;
}

/** A YAML document that remembers where everything was written. Places are named by JSON Pointer (RFC 6901). */
export interface YamlDocument {
  readonly value: unknown;
  /** The key of a mapping's entry; the value where there is no key, the nearest ancestor where the pointer names nothing. */
  keyAt(pointer: string): YamlSpan;
  valueAt(pointer: string): YamlSpan;
  /** The stretch of the file that holds characters `start` to `end` of the text at `pointer`, through quotes, escapes and folding. */
  within(pointer: string, start: number, end: number): YamlSpan;
}

/** Thrown for text that is not YAML: syntax, an unknown tag, a repeated key, more than one document. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

interface Place {
  readonly key?: YamlSpan;
  readonly value: YamlSpan;
  readonly scalar?: string;
}

/** One level of a JSON Pointer. */
export function pointerStep(name: string | number): string {
  return `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Reads one YAML document (core schema, no merge keys). @throws {YamlError} */
export async function parseYaml(text: string): Promise<YamlDocument> {
  const yaml = await import("js-yaml");
  const scalarText = (event: ScalarEvent): string => yaml.getScalarValue(text, event);
  let events: Event[];
  let documents: unknown[];
  try {
    events = yaml.parseEvents(text, {});
    documents = yaml.constructFromEvents(events, { source: text, maxAliases: 100 });
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) throw error;
    throw new YamlError({ offset: error.mark?.position ?? 0, length: 1, message: error.reason });
  }
  if (documents.length > 1) throw new YamlError({ offset: 0, length: 1, message: "one YAML document is expected" });
  const places = findPlaces(events, scalarText);

  const nearestPlace = (pointer: string): Place => {
    for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
      const place = places.get(at);
      if (place !== undefined) return place;
    }
    return { value: { offset: 0, length: 1 } };
  };
  return {
    value: documents[0],
    keyAt: (pointer) => nearestPlace(pointer).key ?? nearestPlace(pointer).value,
    valueAt: (pointer) => nearestPlace(pointer).value,
    within: (pointer, start, end) => {
      const { value, scalar } = nearestPlace(pointer);
      if (scalar === undefined) return value;
      const raw = text.slice(value.offset, value.offset + value.length);
      const offset = align(raw, scalar, start);
      return { offset: value.offset + offset, length: Math.max(1, align(raw, scalar, end) - offset) };
    },
  };
}

function findPlaces(events: readonly Event[], scalarText: (event: ScalarEvent) => string): Map<string, Place> {
  // js-yaml numbers its events (EVENT_ID); a const object of a lazily loaded module can't be used in a type position.
  const [sequence, mapping] = [2, 3];
  const places = new Map<string, Place>();
  type Level = { pointer: string; keys: boolean; key: { name: string; span: YamlSpan } | undefined; index: number };
  const levels: Level[] = [];
  for (const event of events) {
    if ("directives" in event) continue;
    if (!("anchorStart" in event)) {
      levels.pop();
      continue;
    }
    const parent = levels.at(-1);
    const span =
      "valueStart" in event
        ? { offset: event.valueStart, length: event.valueEnd - event.valueStart }
        : { offset: "start" in event ? event.start : event.anchorStart, length: 1 };
    const content = "valueStart" in event ? scalarText(event) : undefined;
    let pointer = "";
    if (parent?.keys === true && parent.key === undefined) {
      parent.key = { name: content ?? "", span };
      if (content !== undefined) continue;
    } else if (parent !== undefined) {
      pointer = parent.pointer + pointerStep(parent.key?.name ?? parent.index);
      places.set(pointer, {
        value: span,
        ...(parent.key === undefined ? {} : { key: parent.key.span }),
        ...(content === undefined ? {} : { scalar: content }),
      });
      parent.key = undefined;
      parent.index++;
    }
    if (event.type === mapping || event.type === sequence)
      levels.push({ pointer, keys: event.type === mapping, key: undefined, index: 0 });
  }
  return places;
}

/** The offset in the raw text of a scalar that holds character `target` of its value. */
function align(raw: string, value: string, target: number): number {
  let at = 0;
  for (let index = 0; index < target; index++) {
    at = skip(raw, at, value[index] ?? "");
    at++;
  }
  return target < value.length ? skip(raw, at, value[target] ?? "") : at;
}

/** Indentation, folded line ends, backslashes and doubled quotes stand in the file but not in the value. */
function skip(raw: string, from: number, wanted: string): number {
  let at = from;
  const isSpace = (text: string): boolean => text === " " || text === "\n";
  while (at < raw.length && raw[at] !== wanted) {
    if (isSpace(wanted) && isSpace(raw[at] ?? "")) break;
    at++;
  }
  return at < raw.length ? at : from;
}
