import { createPrivateKey, type KeyObject } from "node:crypto";
import { SourceError } from "../../../errors.ts";
import { codeOf } from "../../target-values.ts";

/**
 * Reads the private key that calls are signed with.
 * @param origin names it in messages
 * @throws {SourceError} when it is not an RSA private key in PEM form, or its pass phrase is missing or wrong
 */
export function readSigningKey(pem: string, passphrase: string | undefined, origin: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, format: "pem", ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    const encrypted = /ENCRYPTED/.test(pem);
    const reason = !encrypted
      ? "is not a private key in PEM form"
      : passphrase === undefined
        ? "is encrypted and no pass_phrase is given"
        : "can't be decrypted with the pass phrase";
    throw new SourceError(`${origin} ${reason} (${codeOf(error)})`);
  }
  if (key.asymmetricKeyType === "rsa") return key;
  throw new SourceError(`${origin} is not an RSA key, and Oracle Cloud takes no other`);
}
