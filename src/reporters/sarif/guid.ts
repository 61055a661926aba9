import { createHash } from "node:crypto";

/** The name space of keylint's own names: chosen once, never changed. */
const namespace = "6d1f6a86-0f7e-4c0b-9d3a-5b1c4be0a7c2";

/** The same UUID (version 5, RFC 9562) for the same name, in every run: taxonomies keep their identity. */
export function guid(name: string): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name)
    .digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
