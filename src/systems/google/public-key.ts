import { readPublicKeyOrCertificate } from "../../keys/read.ts";
import type { PublicKeyReading } from "../../model/public-key.ts";

/** Reads what is uploaded: base64 of a certificate in PEM (`public_key_data`); the PEM itself is read too. */
export function readUploaded(text: string): PublicKeyReading {
  return readPublicKeyOrCertificate(decoded(text));
}

/** Reads what Google Cloud shows of a key of its own (`public_key`). Nobody pasted it, so how it is written is no deviation of the user's. */
export function readServiceKey(text: string): PublicKeyReading {
  const reading = readUploaded(text);
  return reading.kind === "key" ? { ...reading, deviations: [] } : reading;
}

/** The text inside base64; base64 of DER and what is no base64 stay as they are, for the reader of keys. */
function decoded(text: string): string {
  const compact = text.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return text;
  const inner = Buffer.from(compact, "base64").toString("latin1");
  return inner.includes("-----BEGIN") ? inner : text;
}
