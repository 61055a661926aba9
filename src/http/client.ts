import type { IncomingHttpHeaders } from "node:http";
import pLimit from "p-limit";
import type { LiveEnvironment } from "./environment.ts";
import { describeCall, HttpError, type HttpErrorKind } from "./http-error.ts";
import type { RateLimit } from "./rate-limit.ts";
import { defaultRetryPolicy, isTransient, retryDelay, type RetryPolicy } from "./retry.ts";
import { createTransport, type HttpRequest, type RawReply } from "./transport.ts";

/** A reply of status 200 to 299 whose body is JSON. */
export interface HttpReply {
  readonly json: unknown;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

export interface CallOptions {
  /** Waited for before each attempt. */
  readonly rateLimit?: RateLimit;
}

/** Signed, bounded and retried calls to the hosts of one live system. Every method throws {@link HttpError} when a call fails for good. */
export interface HttpClient {
  getJson(url: URL, options?: CallOptions): Promise<HttpReply>;
  /** An unsigned form, e.g. for an OAuth 2 token; `headers` carry the client's own credentials. */
  postForm(
    url: URL,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<HttpReply>;
  /** Closes the kept-alive connections. */
  close(): void;
}

/** What a failed reply says of itself. */
export interface ReplyError {
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
}

export interface HttpClientOptions {
  /** The headers that authenticate a call; asked anew for each attempt. */
  readonly sign: (request: HttpRequest) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Whether the credentials may be sent to this URL's host. Plain http is refused before this is asked, except on loopback. */
  readonly allowed: (url: URL) => boolean;
  /** Reads the error code and the request id of a failed reply; `body` is `undefined` where it is not JSON. */
  readonly errorOf: (body: unknown, headers: IncomingHttpHeaders) => ReplyError;
  readonly environment: LiveEnvironment;
  /** Replies to retry beside 429, 500, 502, 503 and 504. */
  readonly alsoTransient?: (status: number, code: string | undefined) => boolean;
  readonly retry?: RetryPolicy;
  /** PEM certificates to trust instead of Node's own list. */
  readonly ca?: string;
}

/** After so many calls in a row that failed however often they were tried, calls are tried once only, until one succeeds. */
const patience = 10;
/** After so many calls in a row that had no answer however often they were tried, no more are made: a host that hangs would take a minute for each. */
const silence = 100;
const largestReply = 64 * 1024 * 1024;

/** Makes the client that every call of one live source goes through. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { environment, retry = defaultRetryPolicy } = options;
  const limit = pLimit(environment.concurrency);
  const transport = createTransport({
    sockets: environment.concurrency,
    timeout: environment.timeout ?? 60_000,
    largestReply,
    env: environment.env,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  const state = { exhausted: 0, unanswered: 0 };

  async function attempt(request: HttpRequest, headers: HeadersOf): Promise<HttpReply | Failure> {
    try {
      // Signed before it takes its place among the calls under way: those wait for nothing but the network.
      const signed = await headers(request);
      const reply = await limit(() => {
        environment.progress?.({ counter: "requests", add: 1 });
        return transport.send(request, { accept: "application/json", ...signed });
      });
      const error = rejected(request, reply, options.errorOf);
      return error === undefined ? parsed(request, reply) : { error, headers: reply.headers };
    } catch (error) {
      if (error instanceof HttpError) return { error, headers: {} };
      throw error;
    }
  }

  function failed(error: HttpError): HttpError {
    state.unanswered = noAnswer.has(error.kind) ? state.unanswered + 1 : 0;
    return error;
  }

  async function call(request: HttpRequest, headers: HeadersOf, rateLimit?: RateLimit): Promise<HttpReply> {
    guard(request, options.allowed);
    if (state.unanswered >= silence) throw givenUp(request);
    for (let count = 1; ; count++) {
      await rateLimit?.();
      const outcome = await attempt(request, headers);
      if (!("error" in outcome)) {
        state.exhausted = 0;
        state.unanswered = 0;
        return outcome;
      }
      const { error } = outcome;
      const transient =
        isTransient(error.kind, error.status, error.code) ||
        (error.status !== undefined && options.alsoTransient?.(error.status, error.code) === true);
      if (!transient) throw failed(error);
      const attempts = state.exhausted >= patience ? 1 : retry.attempts;
      const delay = count < attempts ? retryDelay(retry, count, outcome.headers, environment) : undefined;
      if (delay === undefined) {
        state.exhausted++;
        throw failed(error);
      }
      environment.progress?.({ counter: "retries", add: 1 });
      await environment.sleep(delay);
    }
  }

  return {
    getJson: (url, { rateLimit } = {}) => call({ method: "GET", url }, options.sign, rateLimit),
    postForm: (url, form, headers = {}) =>
      call({ method: "POST", url, body: new URLSearchParams(form).toString() }, () => ({
        ...headers,
        "content-type": "application/x-www-form-urlencoded",
      })),
    close: () => transport.close(),
  };
}

const noAnswer = new Set<HttpErrorKind>(["network", "proxy", "timeout"]);

function givenUp({ method, url }: HttpRequest): HttpError {
  const reason = `given up, because ${silence} calls in a row had no answer`;
  return new HttpError({ kind: "network", call: describeCall(method, url), reason });
}

type HeadersOf = HttpClientOptions["sign"];

interface Failure {
  readonly error: HttpError;
  readonly headers: IncomingHttpHeaders;
}

function guard({ method, url }: HttpRequest, allowed: (url: URL) => boolean): void {
  const refused = (reason: string): HttpError =>
    new HttpError({ kind: "refused", call: describeCall(method, url), reason: `refused: ${reason}` });
  if (url.username !== "" || url.password !== "") {
    throw refused("a URL must not hold credentials");
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url))) {
    throw refused("only https is used, and http on loopback");
  }
  if (!allowed(url)) {
    throw refused("credentials are sent to their own host only");
  }
}

/** Whether the URL names this very machine. */
export function isLoopback(url: URL): boolean {
  return url.hostname === "localhost" || url.hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
}

function rejected(
  { method, url }: HttpRequest,
  reply: RawReply,
  errorOf: HttpClientOptions["errorOf"],
): HttpError | undefined {
  const { status } = reply;
  if (status >= 200 && status < 300) return undefined;
  const call = describeCall(method, url);
  const told = errorOf(parse(reply.text), reply.headers);
  // A redirect is never followed: the reply could name any host, and none of the systems uses them.
  return status >= 300 && status < 400
    ? new HttpError({ kind: "redirect", call, reason: "a redirect, which is not followed", status, ...told })
    : new HttpError({ kind: "status", call, reason: "refused by the server", status, ...told });
}

/** JSON is accepted under any content type: some services send it as text/plain. */
function parsed({ method, url }: HttpRequest, { text, status, headers }: RawReply): HttpReply {
  const json = parse(text);
  if (json !== undefined) return { json, status, headers };
  const reason = text.trim() === "" ? "the reply is empty" : "the reply is not JSON";
  throw new HttpError({ kind: "malformed", call: describeCall(method, url), reason, status });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
