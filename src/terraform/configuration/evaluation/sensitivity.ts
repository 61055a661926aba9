import { isKind, isMapping, isSequence, type Value } from "./value.ts";

/** What of a value comes from something sensitive: of a map the names may be known while its elements are not to be shown. */
export interface Marks {
  /** The value, or some part of it. */
  readonly values: boolean;
  /** The keys of a map. */
  readonly keys: boolean;
}

export const unmarked: Marks = { values: false, keys: false };

/** Of a value that is sensitive as a whole; what holds no names makes none sensitive. */
export function marksOf(value: Value): Marks {
  return { values: true, keys: hasNames(value) };
}

function hasNames(value: Value): boolean {
  if (isSequence(value)) return value.items.some(hasNames);
  return typeof value === "object" && !isKind(value, "null") && !isKind(value, "number");
}

/**
 * Follows what is sensitive through an evaluation: whatever is worked out while something sensitive is read counts as sensitive, as a whole.
 * That is more than Terraform marks, never less.
 */
export class Sensitivity {
  #now: Marks = unmarked;

  /** Something that is read now has these marks. */
  note(marks: Marks): void {
    if ((marks.values && !this.#now.values) || (marks.keys && !this.#now.keys))
      this.#now = { values: this.#now.values || marks.values, keys: this.#now.keys || marks.keys };
  }

  /** Works something out by itself: `told` gets what was read meanwhile, also when it fails. Nothing else learns of it. */
  watch<T>(work: () => T, told: (marks: Marks) => void): T {
    const before = this.#now;
    this.#now = unmarked;
    try {
      return work();
    } finally {
      const marks = this.#now;
      this.#now = before;
      told(marks);
    }
  }
}

/** What of the key that an element of a collection has is sensitive: a set's members are their own keys, a list's are numbers. */
export function keyMarksOf(collection: Value, { values, keys }: Marks): Marks {
  const secret = isKind(collection, "set") ? values : isMapping(collection) && keys;
  return { values: secret, keys: secret };
}
