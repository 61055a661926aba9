import { createHash, type KeyObject, sign } from "node:crypto";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import pLimit from "p-limit";
import type { HttpRequest } from "../../../http/transport.ts";

/** Who signs: `TENANCY/USER/FINGERPRINT`, or `ST$` and a session token, and the RSA key that goes with it. */
export interface Signer {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

const signAsync = promisify(sign);
/** The thread pool may have more threads than the machine has cores; signing on all of them would keep the calls under way from their core. */
const atOnce = pLimit(availableParallelism());

/**
 * The headers that authenticate a call to Oracle Cloud: draft-cavage-http-signatures-08 with `version="1"`, RSASSA-PKCS1-v1_5 and SHA-256
 * (oci-go-sdk, common/http_signer.go). The signature is computed off the main thread, which has 50 calls to look after.
 * @param now milliseconds since 1970; Oracle Cloud refuses a clock that is off by more than 5 minutes
 */
export async function signOciCall(request: HttpRequest, signer: Signer, now: number): Promise<Record<string, string>> {
  return signWithDate(request, signer, new Date(now).toUTCString());
}

/** {@link signOciCall} with the date as it is to be sent. */
export async function signWithDate(
  { method, url, body }: HttpRequest,
  { keyId, privateKey }: Signer,
  date: string,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {
    date,
    "(request-target)": `${method.toLowerCase()} ${url.pathname}${url.search}`,
    host: url.host,
  };
  if (method === "POST") {
    headers["content-length"] = String(Buffer.byteLength(body ?? ""));
    headers["content-type"] = "application/json";
    headers["x-content-sha256"] = createHash("sha256")
      .update(body ?? "")
      .digest("base64");
  }
  const names = Object.keys(headers);
  const text = names.map((name) => `${name}: ${headers[name]}`).join("\n");
  const signature = (await atOnce(() => signAsync("sha256", Buffer.from(text), privateKey))).toString("base64");
  const { "(request-target)": _, ...sent } = headers;
  return {
    ...sent,
    authorization: `Signature version="1",headers="${names.join(" ")}",keyId="${keyId}",algorithm="rsa-sha256",signature="${signature}"`,
  };
}
