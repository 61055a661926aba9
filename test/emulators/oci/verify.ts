import { createVerify } from "node:crypto";
import type { IncomingMessage } from "node:http";

/**
 * Verifies a signature as Oracle Cloud does, written from the description of the scheme alone: every part that must be signed is, the clock is
 * within five minutes, and the key is known.
 * @param keys PEM public keys by keyId
 * @returns what is wrong, or nothing
 */
export function refuseSignature(
  request: IncomingMessage,
  keys: ReadonlyMap<string, string>,
  now: number,
): string | undefined {
  const authorization = request.headers.authorization ?? "";
  if (!authorization.startsWith("Signature ")) return "no signature";
  const parameters = new Map(
    [...authorization.slice(10).matchAll(/(\w+)="([^"]*)"/g)].map((match): [string, string] => [
      match[1] ?? "",
      match[2] ?? "",
    ]),
  );
  if (parameters.get("algorithm") !== "rsa-sha256") return "wrong algorithm";
  if (parameters.get("version") !== "1") return "wrong version";
  const key = keys.get(parameters.get("keyId") ?? "");
  if (key === undefined) return "unknown keyId";
  const names = (parameters.get("headers") ?? "").split(" ");
  const dated = ["date", "x-date"].find((name) => names.includes(name));
  if (dated === undefined || !names.includes("(request-target)") || !names.includes("host"))
    return "too little is signed";
  const skew = Math.abs(now - Date.parse(String(request.headers[dated])));
  if (!(skew <= 5 * 60_000)) return "the clock is off";
  if (request.headers.host !== `${request.socket.localAddress}:${request.socket.localPort}`) return "another host";
  const text = names
    .map((name) =>
      name === "(request-target)"
        ? `${name}: ${request.method?.toLowerCase()} ${request.url}`
        : `${name}: ${String(request.headers[name])}`,
    )
    .join("\n");
  const valid = createVerify("RSA-SHA256")
    .update(text)
    .verify(key, parameters.get("signature") ?? "", "base64");
  return valid ? undefined : "a wrong signature";
}
