import { isUnknown, type Maybe, type Reference, type Unknown, unknown } from "../../model/unknown.ts";

/** A JSON Schema (2020-12), as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One form in both directions, with the schema that describes it: what is written can be read back as it was. */
export interface Codec<T> {
  readonly schema: JsonSchema;
  /** What an absent property means: a value that is unset (`undefined`), or a property that is left out. Otherwise it must be there. */
  readonly absent?: "unset" | "left-out";
  /** @returns a JSON value, or `undefined` for "leave the property out". */
  encode(value: T): unknown;
  /**
   * @param path Where the value stands in its line, for the message.
   * @throws {TypeError} naming the place and what belongs there; never quoting the value.
   */
  decode(json: unknown, path: string): T;
}

type Fields<T> = { readonly [K in keyof T]-?: Codec<T[K]> | Codec<Exclude<T[K], undefined>> };

function primitive<T>(schema: JsonSchema, wanted: string, accepts: (json: unknown) => json is T): Codec<T> {
  return {
    schema,
    encode: (value) => value,
    decode(json, path) {
      if (accepts(json)) return json;
      throw new TypeError(`${path} must be ${wanted}`);
    },
  };
}

export const text = primitive({ type: "string" }, "text", (json) => typeof json === "string");
export const flag = primitive({ type: "boolean" }, "true or false", (json) => typeof json === "boolean");
export const number = primitive({ type: "number" }, "a number", (json) => typeof json === "number");
export const count = primitive(
  { type: "integer", minimum: 0 },
  "a whole number, 0 or more",
  (json): json is number => Number.isSafeInteger(json) && Number(json) >= 0,
);
/** As many as `--shard I/N` takes. */
export const numberOfShards = primitive(
  { type: "integer", minimum: 1, maximum: 999_999 },
  "a whole number from 1 to 999999",
  (json): json is number => Number.isSafeInteger(json) && Number(json) >= 1 && Number(json) <= 999_999,
);

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

/** Another form for each value of a property. */
export function tagged<K extends string, T extends { readonly [key in K]: string }>(
  tag: K,
  forms: { readonly [V in T[K]]: Codec<Extract<T, { readonly [key in K]: V }>> },
): Codec<T> {
  const byTag = new Map<unknown, Codec<T>>(Object.entries<Codec<T>>(forms));
  const formOf = (value: unknown, path: string): Codec<T> => {
    const form = byTag.get(value);
    if (form === undefined) throw new TypeError(`${path}.${tag} must be one of ${[...byTag.keys()].join(", ")}`);
    return form;
  };
  return {
    schema: { oneOf: [...byTag.values()].map(({ schema }) => schema) },
    encode: (value) => formOf(value[tag], "value").encode(value),
    decode: (json, path) => formOf(objectAt(json, path)[tag], path).decode(json, path),
  };
}

export function list<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    schema: { type: "array", items: item.schema },
    encode: (values) => values.map((value) => item.encode(value)),
    decode(json, path) {
      if (!Array.isArray(json)) throw new TypeError(`${path} must be a list`);
      return json.map((value: unknown, index) => item.decode(value, `${path}[${index}]`));
    },
  };
}

/** Names to values, in the order of the names. */
export function map<T>(item: Codec<T>): Codec<ReadonlyMap<string, T>> {
  return {
    schema: { type: "object", additionalProperties: item.schema },
    encode: (values) =>
      Object.fromEntries(
        [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, item.encode(value)]),
      ),
    decode: (json, path) =>
      new Map(
        Object.entries(objectAt(json, path)).map(([name, value]) => [name, item.decode(value, `${path}.${name}`)]),
      ),
  };
}

/** The same form, seen as another type. */
export function converted<T, U>(codec: Codec<T>, to: (value: U) => T, from: (value: T, path: string) => U): Codec<U> {
  return {
    schema: codec.schema,
    encode: (value) => codec.encode(to(value)),
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
    encode: (value) => (value === undefined ? undefined : codec.encode(value)),
    decode: (json, path) => codec.decode(json, path),
  };
}

/** Known, unset (absent) or unknown with its reason: `{"unknown":{"reason":"known only after apply"}}`. */
export function maybe<T>(codec: Codec<T>): Codec<Maybe<T>> {
  return {
    schema: { anyOf: [codec.schema, { $ref: "#/$defs/unknown" }] },
    absent: "unset",
    encode(value) {
      if (value === undefined) return undefined;
      return isUnknown(value) ? unknownForm.encode(value) : codec.encode(value);
    },
    decode(json, path) {
      if (json === undefined) return undefined;
      // No known value looks like this: tags, the only free-form object, hold text.
      return isObject(json) && isObject(json["unknown"]) ? unknownForm.decode(json, path) : codec.decode(json, path);
    },
  };
}

/** An object with exactly these properties, written in their order. */
export function object<T extends object>(fields: Fields<T>): Codec<T> {
  const entries: [string, Codec<unknown>][] = Object.entries(fields);
  const required = entries.filter(([, codec]) => codec.absent === undefined).map(([name]) => name);
  const names = new Set(entries.map(([name]) => name));
  const made = (value: object): value is T =>
    entries.every(([name, { absent }]) => absent === "left-out" || name in value);
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
      required,
      additionalProperties: false,
    },
    encode(value) {
      const properties = new Map<string, unknown>(Object.entries(value));
      const json: Record<string, unknown> = {};
      for (const [name, codec] of entries) {
        const property = properties.get(name);
        const encoded = property === undefined ? undefined : codec.encode(property);
        if (encoded !== undefined) json[name] = encoded;
      }
      return json;
    },
    decode(json, path) {
      const properties = objectAt(json, path);
      if (Object.keys(properties).some((name) => !names.has(name)))
        throw new TypeError(`${path} has a property that this version of keylint does not know`);
      const value: Record<string, unknown> = {};
      for (const [name, codec] of entries) {
        const property = properties[name];
        if (property === undefined && codec.absent === "left-out") continue;
        value[name] =
          property === undefined && codec.absent === "unset" ? undefined : codec.decode(property, `${path}.${name}`);
      }
      if (!made(value)) throw new TypeError(`${path} is not whole`);
      return value;
    },
  };
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function objectAt(json: unknown, path: string): Readonly<Record<string, unknown>> {
  if (isObject(json)) return json;
  throw new TypeError(`${path} must be an object`);
}

const reasonForm = object<{ unknown: { reason: string; reference?: Reference } }>({
  unknown: object<{ reason: string; reference?: Reference }>({
    reason: text,
    reference: optional(object<Reference>({ address: text, attribute: text })),
  }),
});

/** {@link Unknown}: its reason, and the reference where two keys may share the same unknown. */
export const unknownForm: Codec<Unknown> = converted(
  reasonForm,
  ({ reason, reference }) => ({ unknown: reference === undefined ? { reason } : { reason, reference } }),
  ({ unknown: { reason, reference } }) => unknown(reason, reference),
);
