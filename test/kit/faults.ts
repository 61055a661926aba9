import type { ServerResponse } from "node:http";

/** A reply of status 200 that a service would have sent. */
interface WholeReply {
  readonly response: ServerResponse;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Ways in which any service, and the network before it, can spoil a reply. Each sends what it sends, and is done. */
export const spoiled = {
  /** The connection ends before a byte. */
  reset: ({ response }) => response.socket?.resetAndDestroy(),
  /** It ends in the middle of what the length promised. */
  cutOff: ({ response, headers, body }) => {
    response.writeHead(200, { ...headers, "content-length": Buffer.byteLength(body) });
    response.write(body.slice(0, body.length >> 1), () => response.destroy());
  },
  /** It begins, and never ends. */
  stalled: ({ response, headers, body }) => {
    response.writeHead(200, { ...headers, "content-length": Buffer.byteLength(body) }).write(body.slice(0, 1));
  },
  /** Nothing ever comes. */
  silent: () => undefined,
  /** The last byte of the JSON is missing, and the length says so. */
  malformed: ({ response, headers, body }) => response.writeHead(200, headers).end(body.slice(0, -1)),
  empty: ({ response, headers }) => response.writeHead(200, headers).end(),
  notJson: ({ response, headers, body }) =>
    response.writeHead(200, { ...headers, "content-type": "text/plain" }).end(body),
  /** A proxy's page. */
  badGateway: ({ response }) => response.writeHead(502, { "content-type": "text/html" }).end("<html></html>"),
  redirected: ({ response }) => response.writeHead(302, { location: "https://elsewhere.example/" }).end(),
  /** More than any reply may have, made as it is read. */
  flood: ({ response, headers }) => {
    response.writeHead(200, headers);
    const chunk = `"${" ".repeat(1024 * 1024)}`;
    let left = 80;
    const more = (): void => {
      while (left > 0 && !response.destroyed) {
        left--;
        if (!response.write(chunk)) {
          response.once("drain", more);
          return;
        }
      }
      response.end();
    };
    response.on("error", () => undefined);
    more();
  },
} as const satisfies Readonly<Record<string, (reply: WholeReply) => unknown>>;
