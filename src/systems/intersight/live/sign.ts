import { createHash, createPrivateKey, type KeyObject, sign } from "node:crypto";
import { SourceError } from "../../../errors.ts";

/** An API key of keylint's own, to sign its calls with. */
export interface SigningKey {
  /** `ACCOUNT/USER/KEY`, three Moids; it names the key and is no secret. */
  readonly id: string;
  readonly privateKey: KeyObject;
}

/** The parts of a call that its signature covers. */
export interface SignedCall {
  readonly method: string;
  readonly url: URL;
  readonly body?: string;
}

const signedHeaders = ["(request-target)", "date", "host", "content-type", "digest"] as const;

/**
 * Reads the secret file of an Intersight API key: version 2 holds an RSA key, version 3 an EC key on P-256.
 * @param origin Where the text comes from, for the message.
 * @throws {SourceError} when it is no such key.
 */
export function readSecretKey(pem: string, origin: string): KeyObject {
  const key = parsePrivateKey(pem) ?? parsePrivateKey(relabelled(pem));
  if (key === undefined)
    throw new SourceError(`${origin} holds no private key in PEM form without a pass phrase, as Intersight gives it`);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (key.asymmetricKeyType === "rsa" || (key.asymmetricKeyType === "ec" && curve === "prime256v1")) return key;
  throw new SourceError(
    `${origin} holds a private key that Intersight does not sign with: RSA or EC on P-256 is needed`,
  );
}

/**
 * The headers that authenticate a call: draft-cavage-http-signatures with a SHA-256 digest also of an empty body. RSA keys sign with
 * PKCS#1 v1.5 (`rsa-sha256`), EC keys with ECDSA in DER form (`hs2019`).
 * @param now Milliseconds since 1970; Intersight refuses a clock that is off by more than minutes.
 */
export function signIntersightCall(call: SignedCall, key: SigningKey, now: number): Readonly<Record<string, string>> {
  const headers = {
    date: new Date(now).toUTCString(),
    host: call.url.host,
    "content-type": "application/json",
    digest: `SHA-256=${createHash("sha256")
      .update(call.body ?? "")
      .digest("base64")}`,
  };
  const lines = signedHeaders.map((name) =>
    name === "(request-target)" ? `${name}: ${requestTarget(call)}` : `${name}: ${headers[name]}`,
  );
  const signature = sign("sha256", Buffer.from(lines.join("\n")), key.privateKey).toString("base64");
  const algorithm = key.privateKey.asymmetricKeyType === "rsa" ? "rsa-sha256" : "hs2019";
  return {
    ...headers,
    authorization: `Signature keyId="${key.id}",algorithm="${algorithm}",headers="${signedHeaders.join(" ")}",signature="${signature}"`,
  };
}

function requestTarget({ method, url }: SignedCall): string {
  return `${method.toLowerCase()} ${url.pathname}${url.search}`;
}

function parsePrivateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** Version 3 files say `BEGIN EC PRIVATE KEY` and hold PKCS#8, which some builds of OpenSSL refuse under that label. */
function relabelled(pem: string): string {
  return pem.replaceAll(/-----(BEGIN|END) (?:EC |RSA )?PRIVATE KEY-----/g, "-----$1 PRIVATE KEY-----");
}
