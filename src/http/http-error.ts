import { SourceError } from "../errors.ts";

/**
 * Why a call gave nothing: `status` the server refused it, `network` no reply, `proxy` no way
 * through the proxy, `timeout` no whole reply in time, `truncated` the reply ended early,
 * `too-large` it is longer than anything expected, `malformed` it is not what the interface promises, `redirect` and `refused` it would have
 * carried the credentials to another host, `page-loop` a page came twice, `incomplete` the pages together hold less than they say.
 */
export type HttpErrorKind =
  | "status"
  | "network"
  | "proxy"
  | "timeout"
  | "truncated"
  | "too-large"
  | "malformed"
  | "redirect"
  | "refused"
  | "page-loop"
  | "incomplete";

export interface HttpErrorDetails {
  readonly kind: HttpErrorKind;
  /** `GET https://host/path`, without the query. */
  readonly call: string;
  /** A clause: what went wrong. Never quotes a header or a body. */
  readonly reason: string;
  readonly status?: number | undefined;
  /** The error code that the system or the network gave: `NotAuthorizedOrNotFound`, `ECONNRESET`. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
}

/** A call to a live system that failed for good. The message names call, status, code and request id, and nothing secret. */
export class HttpError extends SourceError {
  readonly kind: HttpErrorKind;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;

  constructor(details: HttpErrorDetails) {
    const code = plain(details.code);
    const requestId = plain(details.requestId);
    const told = [
      details.reason,
      ...(details.status === undefined ? [] : [`status ${details.status}`]),
      ...(code === undefined ? [] : [`code ${code}`]),
      ...(requestId === undefined ? [] : [`request id ${requestId}`]),
    ];
    super(`${details.call}: ${told.join(", ")}`);
    this.kind = details.kind;
    this.status = details.status;
    this.code = code;
    this.requestId = requestId;
  }
}

/** The call as messages name it; the query is left out because it may be long and hold filters. */
export function describeCall(method: string, url: URL): string {
  return `${method} ${url.origin}${url.pathname}`;
}

/** What a server says of itself is repeated only where it is a short plain token. */
function plain(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w.:/+-]{1,200}$/.test(text) ? text : undefined;
}
