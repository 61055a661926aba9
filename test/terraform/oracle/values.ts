import { decode, encode, ExtData, ExtensionCodec } from "@msgpack/msgpack";

/** cty's unknown value: a MessagePack extension of type 0, or of type 12 when something is known about it all the same. */
const unknown = new ExtData(0, Uint8Array.of(0));

const codec = new ExtensionCodec();
codec.register({ type: 0, encode: () => null, decode: () => unknown });
codec.register({ type: 12, encode: () => null, decode: () => unknown });

export type Attributes = Record<string, unknown>;

export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** The attributes of an object; null when there is none. */
export function attributesOf(value: DynamicValue | null): Attributes | null {
  const { msgpack } = value ?? {};
  return msgpack === undefined || msgpack.length === 0
    ? null
    : (decode(msgpack, { extensionCodec: codec }) as Attributes | null);
}

export function dynamicValue(attributes: Attributes | null): DynamicValue {
  return { msgpack: encode(attributes) };
}

export { unknown };
