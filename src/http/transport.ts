import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { HttpsProxyAgent } from "hpagent";
import type { LiveEnvironment } from "./environment.ts";
import { describeCall, HttpError } from "./http-error.ts";
import { proxyFor } from "./proxy.ts";

/** A call before it is signed. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly body?: string;
}

/** One whole reply, of any status. */
export interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface TransportOptions {
  /** Sockets to one host at most. */
  readonly sockets: number;
  /** Milliseconds that one attempt may take in all. */
  readonly timeout: number;
  /** Characters of a reply at most. */
  readonly largestReply: number;
  /** The variables that name a proxy. */
  readonly env: LiveEnvironment["env"];
  /** PEM certificates to trust instead of Node's own list, for an appliance with a certificate authority of its own. */
  readonly ca?: string;
}

/** Sends calls over kept-alive connections, one attempt each. */
export interface Transport {
  /** @throws {HttpError} of kind `network`, `proxy`, `timeout`, `truncated` or `too-large` */
  send(request: HttpRequest, headers: Readonly<Record<string, string>>): Promise<RawReply>;
  /** Closes the idle connections. */
  close(): void;
}

/** Makes a transport. Certificates are always verified, whatever the process's environment says. */
export function createTransport(options: TransportOptions): Transport {
  const common = { keepAlive: true, maxSockets: options.sockets, maxFreeSockets: options.sockets };
  const plain = new HttpAgent(common);
  const verified = {
    ...common,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2" as const,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  };
  const secure = new HttpsAgent(verified);
  let tunnels: HttpsProxyAgent | undefined;
  const tunnel = (proxy: URL): HttpsProxyAgent => {
    const proxyRequestOptions = { rejectUnauthorized: true };
    return (tunnels ??= new HttpsProxyAgent({ ...verified, proxy, proxyRequestOptions, timeout: options.timeout }));
  };

  return {
    send({ method, url, body }, headers) {
      const call = describeCall(method, url);
      return new Promise<RawReply>((resolve, reject) => {
        const secured = url.protocol === "https:";
        const proxy = proxyFor(url, call, options.env);
        const sent = (secured ? httpsRequest : httpRequest)(url, {
          method,
          agent: proxy !== undefined ? tunnel(proxy) : secured ? secure : plain,
          headers: {
            ...headers,
            host: url.host,
            ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
          },
        });
        const timer = setTimeout(() => {
          fail(new HttpError({ kind: "timeout", call, reason: `no whole reply within ${options.timeout / 1000} s` }));
        }, options.timeout);
        const fail = (error: HttpError): void => {
          clearTimeout(timer);
          reject(error);
          sent.destroy();
        };
        sent.once("error", (error: NodeJS.ErrnoException) => {
          fail(
            proxy === undefined
              ? new HttpError({ kind: "network", call, reason: "no reply", code: error.code })
              : new HttpError({ kind: "proxy", call, reason: "no reply through the proxy", code: tunnelCode(error) }),
          );
        });
        sent.once("response", (reply) => {
          readReply(reply, call, options.largestReply)
            .finally(() => clearTimeout(timer))
            .then(resolve, fail);
        });
        sent.end(body);
      });
    },
    close() {
      plain.destroy();
      secure.destroy();
      tunnels?.destroy();
    },
  };
}

/** The status by which the proxy refused the tunnel, as hpagent tells it, or Node's own code. */
function tunnelCode({ message, code }: NodeJS.ErrnoException): string | undefined {
  return /^Bad response: (\d{3})$/.exec(message)?.[1] ?? code;
}

function readReply(reply: IncomingMessage, call: string, largest: number): Promise<RawReply> {
  const status = reply.statusCode ?? 0;
  const early = (): HttpError => new HttpError({ kind: "truncated", call, reason: "the reply ended early", status });
  return new Promise((resolve, reject) => {
    let text = "";
    reply.setEncoding("utf8");
    reply.on("data", (chunk: string) => {
      text += chunk;
      if (text.length <= largest) return;
      const reason = `the reply is longer than ${largest} characters`;
      reject(new HttpError({ kind: "too-large", call, reason, status }));
    });
    reply.once("end", () => {
      if (reply.complete) resolve({ status, headers: reply.headers, text });
      else reject(early());
    });
    reply.once("error", () => reject(early()));
    reply.once("close", () => {
      if (!reply.complete) reject(early());
    });
  });
}
