/** A JSON Schema (2020-12), as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * One form in both directions, with the schema that describes it. Both directions check: what can be written can be read back as it was.
 * `path` is where the value stands in its line, for messages.
 */
export interface Codec<T> {
  readonly schema: JsonSchema;
  /** What an absent property means: a value that is unset (`undefined`), or a property that is left out. Otherwise it must be there. */
  readonly absent?: "unset" | "left-out";
  /**
   * @returns a JSON value, or `undefined` for "leave the property out".
   * @throws {TypeError} naming the place and what belongs there: a value that could not be read back is not written.
   */
  encode(value: T, path: string): unknown;
  /** @throws {TypeError} naming the place and what belongs there; never quoting the value. */
  decode(json: unknown, path: string): T;
}

function primitive<T>(schema: JsonSchema, wanted: string, accepts: (json: unknown) => json is T): Codec<T> {
  const checked = (value: unknown, path: string): T => {
    if (accepts(value)) return value;
    throw new TypeError(`${path} must be ${wanted}`);
  };
  return { schema, encode: checked, decode: checked };
}

export const text = primitive({ type: "string" }, "text", (json) => typeof json === "string");
export const flag = primitive({ type: "boolean" }, "true or false", (json) => typeof json === "boolean");
export const number = primitive({ type: "number" }, "a number", (json): json is number => Number.isFinite(json));
export const wholeNumber = primitive({ type: "integer" }, "a whole number", (json): json is number =>
  Number.isSafeInteger(json),
);
export const count = primitive(
  { type: "integer", minimum: 0 },
  "a whole number, 0 or more",
  (json): json is number => Number.isSafeInteger(json) && Number(json) >= 0,
);
/** A number that is left out where it is 0. */
export const countUnlessNone: Codec<number> = {
  ...count,
  absent: "left-out",
  encode: (value, path) => (value === 0 ? undefined : count.encode(value, path)),
};
/** As many as `--shard I/N` takes. */
export const numberOfShards = primitive(
  { type: "integer", minimum: 1, maximum: 999_999 },
  "a whole number from 1 to 999999",
  (json): json is number => Number.isSafeInteger(json) && Number(json) >= 1 && Number(json) <= 999_999,
);

/** Text of a form that the schema does not describe. */
export function textThat(wanted: string, accepts: (text: string) => boolean): Codec<string> {
  return primitive(text.schema, wanted, (json): json is string => typeof json === "string" && accepts(json));
}

/** One of the given words; a record, so that the compiler misses none. */
export function oneOf<T extends string>(words: Readonly<Record<T, true>>): Codec<T> {
  const names = Object.keys(words);
  return primitive({ enum: names }, `one of ${names.join(", ")}`, (json): json is T =>
    names.some((name) => name === json),
  );
}

/** Exactly this value, which marks what something is. */
export function only<const T extends string | number | boolean>(value: T): Codec<T> {
  return primitive({ const: value }, JSON.stringify(value), (json): json is T => json === value);
}

/** The id of something that keylint has a register of: a later version may know more of them. */
export function registered(what: string, ids: readonly string[]): Codec<string> {
  const known = new Set<unknown>(ids);
  return {
    schema: { enum: ids },
    encode(id, path) {
      if (known.has(id)) return id;
      throw notRegistered(path, what, id);
    },
    decode(json, path) {
      if (typeof json === "string" && known.has(json)) return json;
      throw notRegistered(path, what);
    },
  };
}

/** @param id quoted; only one that this program made is given, never one that it read */
export function notRegistered(path: string, what: string, id?: string): TypeError {
  const quoted = id === undefined ? "" : `"${id}", `;
  return new TypeError(`${path} is ${quoted}a ${what} that this version of keylint does not know`);
}

/** The same form, seen as another type. */
export function converted<T, U>(
  codec: Codec<T>,
  to: (value: U, path: string) => T,
  from: (value: T, path: string) => U,
): Codec<U> {
  return {
    schema: codec.schema,
    encode: (value, path) => codec.encode(to(value, path), path),
    decode: (json, path) => from(codec.decode(json, path), path),
  };
}

/** A property that may be absent. */
export function optional<T>(codec: Codec<T>): Codec<T> {
  return { ...codec, absent: "left-out" };
}

/** A property that is unset when it is absent. */
export function unset<T>(codec: Codec<T>): Codec<T | undefined> {
  return {
    schema: codec.schema,
    absent: "unset",
    encode: (value, path) => (value === undefined ? undefined : codec.encode(value, path)),
    decode: (json, path) => codec.decode(json, path),
  };
}

/** A form that the schema describes once, by a name of its own. */
export interface NamedCodec<T> extends Codec<T> {
  /** Its name and its description under `$defs`. */
  readonly definition: readonly [string, JsonSchema];
}

export function named<T>(name: string, codec: Codec<T>): NamedCodec<T> {
  return { ...codec, schema: { $ref: `#/$defs/${name}` }, definition: [name, codec.schema] };
}
