import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createHttpClient, type HttpClient, type HttpClientOptions } from "../../src/http/client.ts";
import type { LiveEnvironment } from "../../src/http/environment.ts";
import { HttpError } from "../../src/http/http-error.ts";
import { member, nonEmptyTextOf } from "../../src/http/json.ts";
import { testEnvironment } from "./environment.ts";
import { listen } from "./server.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** A server that gives one reply after the other, the last one for ever. */
async function serve(
  replies: Reply[],
  changes: Partial<LiveEnvironment> = {},
  options: Partial<HttpClientOptions> = {},
): Promise<{ client: HttpClient; url: URL; seen: IncomingMessage[]; slept: number[] }> {
  const seen: IncomingMessage[] = [];
  const server = await listen((request, response) => {
    seen.push(request);
    (replies[seen.length - 1] ?? replies.at(-1))?.(response, request);
  });
  const url = new URL(`${server.url}/things`);
  const environment = testEnvironment(changes);
  const client = createHttpClient({
    sign: () => ({ authorization: "secret-of-mine" }),
    allowed: (to) => to.host === url.host,
    errorOf: (body, headers) => ({
      code: nonEmptyTextOf(member(body, "code")),
      requestId: nonEmptyTextOf(headers["x-request-id"]),
    }),
    environment,
    ...options,
  });
  cleanups.push(() => client.close(), server.close);
  return { client, url, seen, slept: environment.slept };
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };

async function failure(promise: Promise<unknown>): Promise<HttpError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HttpError)) throw new Error(`expected an HttpError, got ${String(error)}`);
  return error;
}

describe("a call", () => {
  test("is not made any more after a hundred that had no answer", async () => {
    const { client, url, seen } = await serve([(response) => response.destroy()]);
    const kinds = new Set<string>();
    for (let call = 0; call < 200; call++) {
      const error = await failure(client.getJson(url));
      kinds.add(error.message.replace(url.href, ""));
    }
    // The first ten were tried eight times each.
    expect(seen.length).toBe(10 * 8 + 90);
    expect([...kinds]).toEqual([
      "GET : no reply, code ECONNRESET",
      "GET : given up, because 100 calls in a row had no answer",
    ]);
  });

  test("is signed and read as JSON, also when it is served as text", async () => {
    const { client, url, seen } = await serve([
      (response) => response.writeHead(200, { "content-type": "text/plain" }).end('{"a":1}'),
    ]);
    expect((await client.getJson(url)).json).toEqual({ a: 1 });
    expect(seen[0]?.headers).toMatchObject({ authorization: "secret-of-mine", host: url.host });
  });

  test("is tried again after 429, 5xx and a lost connection, with doubled delays", async () => {
    const { client, url, seen, slept } = await serve([
      json({}, 500),
      json({}, 503),
      (response) => response.destroy(),
      (response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write('{"a":');
        setTimeout(() => response.destroy(), 20);
      },
      json({ ok: true }),
    ]);
    expect((await client.getJson(url)).json).toEqual({ ok: true });
    expect(seen).toHaveLength(5);
    expect(slept).toEqual([1000, 2000, 4000, 8000]);
  });

  test("adds jitter to each delay and stops after eight attempts", async () => {
    const { client, url, seen, slept } = await serve([json({}, 502)], { random: () => 0.5 });
    const error = await failure(client.getJson(url));
    expect(error).toMatchObject({ kind: "status", status: 502 });
    expect(seen).toHaveLength(8);
    expect(slept).toEqual([1500, 2500, 4500, 8500, 16_500, 30_500, 30_500]);
  });

  test("waits as long as Retry-After says, in seconds or as a date, but not for ever", async () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    const clock = (): number => now;
    const { client, url, slept } = await serve(
      [
        json({}, 429, { "retry-after": "7" }),
        json({}, 429, { "retry-after": "Sat, 21 Nov 2026 12:00:30 GMT" }),
        json([]),
        json({ code: "TooManyRequests" }, 429, { "retry-after": "86400" }),
      ],
      { clock },
    );
    await client.getJson(url);
    expect(slept).toEqual([7000, 30_000]);
    expect(await failure(client.getJson(url))).toMatchObject({ status: 429, code: "TooManyRequests" });
    expect(slept).toHaveLength(2);
  });

  test.each([400, 401, 403, 404, 409])(
    "is not tried again after %i, and the error names code and request id",
    async (status) => {
      const { client, url, seen } = await serve([json({ code: "Nope" }, status, { "x-request-id": "id-1" })]);
      const error = await failure(client.getJson(new URL("?secret-filter", url)));
      expect(error.message).toBe(
        `GET ${url.origin}/things: refused by the server, status ${status}, code Nope, request id id-1`,
      );
      expect(error).toMatchObject({ name: "SourceError", status, code: "Nope", requestId: "id-1" });
      expect(seen).toHaveLength(1);
    },
  );

  test("is tried again where the system says that a refusal passes", async () => {
    const { client, url } = await serve(
      [json({ code: "Busy" }, 409), json([1])],
      {},
      {
        alsoTransient: (status, code) => status === 409 && code === "Busy",
      },
    );
    expect((await client.getJson(url)).json).toEqual([1]);
  });

  test("never repeats what a hostile server says beside a plain code", async () => {
    const { client, url } = await serve([
      (response, request) =>
        json({ code: `said: ${request.headers.authorization}` }, 400, { "x-request-id": "a b" })(response, request),
    ]);
    const error = await failure(client.getJson(url));
    expect(error.message).toBe(`GET ${url.origin}/things: refused by the server, status 400`);
  });

  test.each([
    ["hangs", (() => {}) satisfies Reply, "timeout"],
    ["drips", ((response) => void setInterval(() => response.write(" "), 20).unref()) satisfies Reply, "timeout"],
    [
      "ends early",
      ((response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("[1");
        setTimeout(() => response.destroy(), 10);
      }) satisfies Reply,
      "truncated",
    ],
    ["sends no JSON", ((response) => void response.end("<html>")) satisfies Reply, "malformed"],
    ["sends nothing", ((response) => void response.end()) satisfies Reply, "malformed"],
    ["resets", ((response) => void response.socket?.resetAndDestroy()) satisfies Reply, "network"],
  ] as [string, Reply, string][])("ends when the server %s", async (_name, reply, kind) => {
    const { client, url } = await serve(
      [reply],
      { timeout: 100 },
      { retry: { attempts: 2, base: 1, cap: 1, jitter: 0, longestWait: 1 } },
    );
    expect(await failure(client.getJson(url))).toMatchObject({ kind });
  });

  test("does not follow a redirect", async () => {
    let reached = false;
    const other = await listen((_request, response) => {
      reached = true;
      response.end("{}");
    });
    cleanups.push(other.close);
    const { client, url } = await serve([json({}, 302, { location: `${other.url}/elsewhere` })]);
    expect(await failure(client.getJson(url))).toMatchObject({ kind: "redirect", status: 302 });
    expect(reached).toBe(false);
  });

  test("sends the credentials to their own host only, and in the clear on loopback only", async () => {
    let signed = 0;
    const { client, url, seen } = await serve([json({})], {}, { sign: () => ({ authorization: `${signed++}` }) });
    const other = new URL(url);
    other.port = "1";
    expect(await failure(client.getJson(other))).toMatchObject({ kind: "refused" });
    const everywhere = await serve(
      [json({})],
      {},
      { allowed: () => true, sign: () => ({ authorization: `${signed++}` }) },
    );
    expect(await failure(everywhere.client.getJson(new URL("http://example.com/")))).toMatchObject({ kind: "refused" });
    expect(await failure(everywhere.client.getJson(new URL("https://me:word@example.com/")))).toMatchObject({
      kind: "refused",
    });
    expect(signed).toBe(0);
    expect(seen).toHaveLength(0);
  });

  test("loses patience with a host that never answers well, and regains it with the first good reply", async () => {
    let broken = true;
    const { client, url, seen } = await serve([
      (response, request) => (broken ? json({}, 500) : json([]))(response, request),
    ]);
    for (let call = 0; call < 10; call++) await failure(client.getJson(url));
    expect(seen).toHaveLength(80);
    await failure(client.getJson(url));
    expect(seen).toHaveLength(81);
    broken = false;
    await client.getJson(url);
    broken = true;
    await failure(client.getJson(url));
    expect(seen).toHaveLength(90);
  });
});

test("no more calls are under way than the concurrency allows", async () => {
  let open = 0;
  let most = 0;
  const { client, url } = await serve(
    [
      (response) => {
        most = Math.max(most, ++open);
        setTimeout(() => {
          open--;
          response.end("[]");
        }, 5);
      },
    ],
    { concurrency: 3 },
  );
  await Promise.all(Array.from({ length: 20 }, () => client.getJson(url)));
  expect(most).toBe(3);
});

test("a form is posted unsigned, with the headers that were given", async () => {
  let body = "";
  const { client, url, seen } = await serve([
    (response, request) => {
      request.setEncoding("utf8").on("data", (chunk) => (body += chunk));
      request.on("end", () => response.end('{"access_token":"t"}'));
    },
  ]);
  const reply = await client.postForm(url, { grant_type: "client_credentials" }, { authorization: "Basic eA==" });
  expect(reply.json).toEqual({ access_token: "t" });
  expect(body).toBe("grant_type=client_credentials");
  expect(seen[0]).toMatchObject({
    method: "POST",
    headers: { authorization: "Basic eA==", "content-type": "application/x-www-form-urlencoded" },
  });
});
