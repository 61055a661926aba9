/** Offsets of one member (key and value) or element in a JSON text. */
export interface MemberOffsets {
  /** Keys and positions from the outermost value in. */
  readonly path: readonly string[];
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * Finds members and elements in a JSON text, in the order of their ends.
 * @param text valid JSON.
 * @param enter whether to look inside the object or array at a path.
 */
export function partsOf(text: string, enter: (path: readonly string[]) => boolean): readonly MemberOffsets[] {
  const parts: MemberOffsets[] = [];

  const value = (from: number, path: readonly string[]): number => {
    const opening = text[from];
    if (opening !== "{" && opening !== "[") return opening === '"' ? stringEnd(text, from) : scalarEnd(text, from);
    if (!enter(path)) return bracketEnd(text, from);
    let at = blanksEnd(text, from + 1);
    for (let element = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; element++) {
      const start = at;
      let key = String(element);
      if (opening === "{") {
        at = stringEnd(text, at);
        key = String(JSON.parse(text.slice(start, at)));
        at = blanksEnd(text, blanksEnd(text, at) + 1);
      }
      const inside = [...path, key];
      at = value(at, inside);
      parts.push({ path: inside, start, end: at });
      at = blanksEnd(text, at);
      if (text[at] === ",") at = blanksEnd(text, at + 1);
    }
    return at + 1;
  };

  value(blanksEnd(text, 0), []);
  return parts;
}

function blanksEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at++);
    if (code === 0x5c) at++;
    else if (code === 0x22) break;
  }
  return at;
}

function scalarEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !",]}".includes(text.charAt(at)) && text.charCodeAt(at) > 0x20) at++;
  return at;
}

function bracketEnd(text: string, from: number): number {
  let at = from;
  let depth = 0;
  do {
    const character = text[at];
    if (character === '"') {
      at = stringEnd(text, at);
      continue;
    }
    if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    at++;
  } while (depth > 0 && at < text.length);
  return at;
}
