import { isUnknown, type Maybe, type Reference, type Unknown, unknown, unknownFrom } from "../model/unknown.ts";
import { type Codec, converted, named, notRegistered, optional, text } from "./codec.ts";

type Fields<T> = { readonly [K in keyof T]-?: Codec<T[K]> | Codec<Exclude<T[K], undefined>> };

/** An object with exactly these properties, written in their order. */
export function objectForm<T extends object>(fields: Fields<T>): Codec<T> {
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
    encode(value, path) {
      const properties = new Map<string, unknown>(Object.entries(value));
      const json: Record<string, unknown> = {};
      for (const [name, codec] of entries) {
        const property = properties.get(name);
        properties.delete(name);
        if (property === undefined && codec.absent !== undefined) continue;
        const encoded = codec.encode(property, `${path}.${name}`);
        if (encoded !== undefined) json[name] = encoded;
      }
      for (const [name, property] of properties)
        if (property !== undefined) throw new TypeError(`${path} has the property "${name}", which nothing describes`);
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

/** Another form for each value of a property. */
export function tagged<K extends string, T extends { readonly [key in K]: string }>(
  tag: K,
  forms: { readonly [V in T[K]]: Codec<Extract<T, { readonly [key in K]: V }>> },
): Codec<T> {
  const byTag = new Map<unknown, Codec<T>>(Object.entries<Codec<T>>(forms));
  return {
    schema: { oneOf: [...byTag.values()].map(({ schema }) => schema) },
    encode(value, path) {
      const form = byTag.get(value[tag]);
      if (form === undefined) throw notRegistered(`${path}.${tag}`, tag, value[tag]);
      return form.encode(value, path);
    },
    decode(json, path) {
      const form = byTag.get(objectAt(json, path)[tag]);
      if (form === undefined) throw notRegistered(`${path}.${tag}`, tag);
      return form.decode(json, path);
    },
  };
}

export function listForm<T>(item: Codec<T>): Codec<readonly T[]> {
  const notAList = (path: string): TypeError => new TypeError(`${path} must be a list`);
  return {
    schema: { type: "array", items: item.schema },
    encode(values, path) {
      if (!Array.isArray(values)) throw notAList(path);
      return values.map((value: T, index) => item.encode(value, `${path}[${index}]`));
    },
    decode(json, path) {
      if (!Array.isArray(json)) throw notAList(path);
      return json.map((value: unknown, index) => item.decode(value, `${path}[${index}]`));
    },
  };
}

/** Names to values, in the order of the names. */
export function mapForm<T>(item: Codec<T>): Codec<ReadonlyMap<string, T>> {
  return {
    schema: { type: "object", additionalProperties: item.schema },
    encode: (values, path) =>
      Object.fromEntries(
        [...values]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, value]) => [name, item.encode(value, `${path}.${name}`)]),
      ),
    decode: (json, path) =>
      new Map(
        Object.entries(objectAt(json, path)).map(([name, value]) => [name, item.decode(value, `${path}.${name}`)]),
      ),
  };
}

/** Known, unset (absent) or unknown with its reason: `{"unknown":{"reason":"known only after apply"}}`. */
export function maybe<T>(codec: Codec<T>): Codec<Maybe<T>> {
  return {
    schema: { anyOf: [codec.schema, unknownForm.schema] },
    absent: "unset",
    encode(value, path) {
      if (value === undefined) return undefined;
      return isUnknown(value) ? unknownForm.encode(value, path) : codec.encode(value, path);
    },
    decode(json, path) {
      if (json === undefined) return undefined;
      // No known value looks like this: tags, the only free-form object, hold text.
      return isObject(json) && isObject(json["unknown"]) ? unknownForm.decode(json, path) : codec.decode(json, path);
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

interface Reason {
  readonly reason: string;
  readonly reference?: Reference;
  readonly from?: readonly Reference[];
}

const referenceForm = objectForm<Reference>({ address: text, attribute: text });

const reasonForm = objectForm<{ readonly unknown: Reason }>({
  unknown: objectForm<Reason>({
    reason: text,
    reference: optional(referenceForm),
    from: optional(listForm(referenceForm)),
  }),
});

/** {@link Unknown}: its reason, and the reference where two keys may share the same unknown. */
export const unknownForm = named<Unknown>(
  "unknown",
  converted(
    reasonForm,
    ({ reason, reference, from }) => ({
      unknown: {
        reason,
        ...(reference === undefined ? {} : { reference }),
        ...(from === undefined ? {} : { from }),
      },
    }),
    ({ unknown: { reason, reference, from } }) =>
      from === undefined ? unknown(reason, reference) : unknownFrom(reason, from),
  ),
);
