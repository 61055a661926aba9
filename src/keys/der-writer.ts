/** One DER element with its shortest length. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = contents.length === 1 && contents[0] !== undefined ? contents[0] : Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(content.length)]), content]);
}

/** The length octets of DER for contents below 16 MiB. */
export function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  if (length < 0x10000) return [0x82, length >> 8, length & 0xff];
  return [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
}

export const tags = { integer: 0x02, bits: 0x03, null: 0x05, oid: 0x06, sequence: 0x30 } as const;

/** INTEGER from minimal big-endian bytes. */
export function integer(bytes: Buffer): Buffer {
  const padded = bytes.length === 0 || (bytes[0] ?? 0) >= 0x80;
  return padded ? element(tags.integer, Buffer.of(0), bytes) : element(tags.integer, bytes);
}

/** Minimal big-endian bytes; none for 0. */
export function toBytes(value: bigint): Buffer {
  if (value === 0n) return Buffer.alloc(0);
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

/** OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const septets = [arc % 128];
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128)) septets.unshift((high % 128) + 128);
    bytes.push(...septets);
  }
  return element(tags.oid, Buffer.from(bytes));
}

/** SubjectPublicKeyInfo (RFC 5280, 4.1.2.7). */
export function subjectPublicKeyInfo(algorithm: Buffer, key: Buffer): Buffer {
  return element(tags.sequence, algorithm, element(tags.bits, Buffer.of(0), key));
}
