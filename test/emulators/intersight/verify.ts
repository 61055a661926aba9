import { createHash, type KeyObject, verify } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** A key that calls may be signed with. */
export interface ClientKey {
  readonly id: string;
  readonly publicKey: KeyObject;
}

const allowedSkew = 5 * 60_000;
const needed = ["(request-target)", "host", "digest"];

/** What is wrong with the signature of a call; `undefined` when nothing is. */
export function signatureError(
  request: IncomingMessage,
  body: string,
  keys: readonly ClientKey[],
  now: number,
): string | undefined {
  const parameters = parametersOf(request.headers.authorization ?? "");
  if (parameters === undefined) return "no signature";
  const key = keys.find(({ id }) => id === parameters.get("keyId"));
  if (key === undefined) return "unknown key";
  const rsa = key.publicKey.asymmetricKeyType === "rsa";
  const algorithm = parameters.get("algorithm");
  if (algorithm !== "hs2019" && !(rsa && algorithm === "rsa-sha256")) return "an algorithm that the key does not have";
  const names = (parameters.get("headers") ?? "").split(" ");
  if (needed.some((name) => !names.includes(name))) return "a header that must be signed is not";
  const digest = createHash("sha256").update(body).digest("base64");
  if (request.headers["digest"] !== `SHA-256=${digest}`) return "the digest is not that of the body";
  const times = timesOf(request, names, parameters);
  if (times === undefined) return "no time is signed";
  if (Math.abs(times.created - now) > allowedSkew) return "the clock is off";
  if (times.expires !== undefined && times.expires < now) return "the signature has expired";
  const signed = names.map((name) => `${name}: ${valueOf(request, name, parameters)}`).join("\n");
  const signature = Buffer.from(parameters.get("signature") ?? "", "base64");
  return verify("sha256", Buffer.from(signed), key.publicKey, signature) ? undefined : "the signature does not verify";
}

/** `name="value"`, and `created` and `expires` also without quotes, as the Terraform provider writes them. */
function parametersOf(authorization: string): Map<string, string> | undefined {
  if (!authorization.startsWith("Signature ")) return undefined;
  const matches = authorization.slice(10).matchAll(/(\w+)=(?:"([^"]*)"|([\d.]+))/g);
  return new Map([...matches].map(([, name, quoted, bare]) => [name ?? "", quoted ?? bare ?? ""]));
}

function timesOf(
  request: IncomingMessage,
  names: readonly string[],
  parameters: ReadonlyMap<string, string>,
): { created: number; expires?: number } | undefined {
  const date = Date.parse(request.headers.date ?? "");
  if (names.includes("date")) return Number.isNaN(date) ? undefined : { created: date };
  if (!names.includes("(created)")) return undefined;
  const expires = parameters.get("expires");
  return {
    created: Number(parameters.get("created")) * 1000,
    ...(expires === undefined ? {} : { expires: Number(expires) * 1000 }),
  };
}

function valueOf(request: IncomingMessage, name: string, parameters: ReadonlyMap<string, string>): string {
  if (name === "(request-target)") return `${request.method?.toLowerCase()} ${request.url}`;
  if (name === "(created)") return parameters.get("created") ?? "";
  if (name === "(expires)") return parameters.get("expires") ?? "";
  return String(request.headers[name] ?? "");
}
