import type { LiveEnvironment } from "./environment.ts";
import { HttpError } from "./http-error.ts";

/**
 * The proxy that a call goes through, by the variables that curl and most other programs read: `https_proxy`, else `all_proxy`, unless `no_proxy`
 * names the host; each also in upper case. Calls that are not https stay on this machine and go through none.
 * @param call names the call in messages
 * @throws {HttpError} of kind `proxy`, when the variable holds no http or https URL; its value is not repeated, because it may hold a password
 */
export function proxyFor(url: URL, call: string, env: LiveEnvironment["env"]): URL | undefined {
  if (url.protocol !== "https:") return undefined;
  const name = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].find((known) => (env[known] ?? "") !== "");
  if (name === undefined || isExempt(url, env["no_proxy"] ?? env["NO_PROXY"] ?? "")) return undefined;
  const given = env[name] ?? "";
  const text = given.includes("://") ? given : `http://${given}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy?.protocol === "http:" || proxy?.protocol === "https:") return proxy;
  throw new HttpError({ kind: "proxy", call, reason: `${name} is not the URL of an http or https proxy` });
}

/** `*`, or hosts with all that is below them, each with or without a leading dot and a port, divided by commas or spaces. */
function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.toLowerCase();
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", port] = /^\.?(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
      const samePort = port === undefined || port === (url.port === "" ? "443" : url.port);
      return name !== "" && samePort && (host === name || host.endsWith(`.${name}`));
    });
}

/** What a user can do when the way through the proxy fails. */
export const howToReach =
  "Check HTTPS_PROXY and NO_PROXY; where the proxy has a certificate authority of its own, name its file in NODE_EXTRA_CA_CERTS";
