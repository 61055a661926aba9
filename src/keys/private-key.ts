import { normalise } from "./normalise.ts";

const label = /(?:BEGIN|END)[\s%A-Z0-9_.+-]{0,40}PRIVATE(?:[\s_+-]|%20)*KEY/i;
const putty = /PuTTY-User-Key-File|Private-Lines\s*:/i;
const jwk = /["']kty["']/;
const jwkPrivateMember = /["'](?:d|dp|dq|qi)["']\s*:/;
const xml = /<(?:RSA|EC)KeyValue>/i;
const xmlPrivateMember = /<(?:D|P|InverseQ)>/;
const base64OfLabel = /LS0tLS1CRUdJTi[A-Za-z0-9+/_-]{0,40}/;

/**
 * How base64 of a private key starts, where somebody left its label out: SEQUENCE, then INTEGER 0 to 3 (the version of PKCS#1, PKCS#8,
 * SEC 1 and PKCS#12), for long, one-byte and short lengths; and OpenSSH's "openssh-key-v1". A public key has no version.
 */
const body =
  /(?:^|[^A-Za-z0-9+/_-])(?:MII[A-Za-z0-9+/_-]{2}[AQgw]IBA|MI[GH][A-Za-z0-9+/_-]AgE[AB]|M[A-H][A-Za-z0-9+/_-]CAQ(?:Aw|EE)|b3BlbnNzaC1rZXktdjE)/;

/**
 * Whether private key material stands in a text, judged by its labels and by how it starts, before anything of it is decoded.
 * @param text as {@link import("./normalise.ts").normalise} leaves it, so that no escape or invisible character hides a label
 */
export function holdsPrivateKey(text: string): boolean {
  if (label.test(text) || body.test(text) || putty.test(text)) return true;
  if (xml.test(text) && xmlPrivateMember.test(text)) return true;
  if (jwk.test(text) && jwkPrivateMember.test(text)) return true;
  const wrapped = base64OfLabel.exec(text);
  // Only the label's own characters are decoded.
  return wrapped !== null && label.test(Buffer.from(wrapped[0].slice(0, 52), "base64").toString("latin1"));
}

/** Whether a text that is no place for it is a private key, whole or without its frame; in its shortest form one is longer than any name. */
export function isPrivateKey(text: string): boolean {
  return text.length >= 48 && holdsPrivateKey(normalise(text).text);
}
