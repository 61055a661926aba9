import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createHttpClient } from "../../src/http/client.ts";
import { proxyFor } from "../../src/http/proxy.ts";
import { selfSignedCertificate } from "../emulators/certificate.ts";
import { testEnvironment } from "./environment.ts";

const { key, certificate } = selfSignedCertificate();
const service = createSecureServer({ key, cert: certificate }, (request, response) => {
  response.end(JSON.stringify([request.url]));
});
const cleanups: (() => unknown)[] = [];
beforeAll(() => listen(service));
afterAll(() => service.close());
afterEach(() => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function listen(server: Pick<Server, "listen" | "address">): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A proxy that lets calls to the service pass, whatever host they name; it gives the statuses first. */
async function startProxy(
  refusals: number[] = [],
  secure = false,
): Promise<{ readonly port: number; readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const proxy = secure ? createSecureServer({ key, cert: certificate }) : createServer();
  proxy.on("connect", (request, socket) => {
    asked.push(request);
    const refusal = refusals.shift();
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`);
      return;
    }
    const onward = connect((service.address() as AddressInfo).port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on("error", () => {});
  });
  const port = await listen(proxy);
  cleanups.push(() => proxy.close());
  return { port, asked };
}

/** `localhost` stands in the certificate; nothing listens on its port 9, so the calls arrive only through the proxy. */
async function call(env: Readonly<Record<string, string>>, trusting = true): Promise<unknown> {
  const environment = testEnvironment({ env });
  const client = createHttpClient({
    sign: () => ({ authorization: "secret-of-mine" }),
    allowed: () => true,
    errorOf: () => ({}),
    environment,
    ...(trusting ? { ca: certificate } : {}),
  });
  cleanups.push(() => client.close());
  const replies = [];
  for (const name of ["a", "b"]) replies.push((await client.getJson(new URL(`https://localhost:9/${name}`))).json);
  return replies;
}

describe("a proxy", () => {
  test("carries the calls through one tunnel that is kept, and sees none of what they hold", async () => {
    const { port, asked } = await startProxy();
    expect(await call({ HTTPS_PROXY: `http://scanner:p%40ss@127.0.0.1:${port}` })).toEqual([["/a"], ["/b"]]);
    expect(asked.map(({ url }) => url)).toEqual(["localhost:9"]);
    expect(asked[0]?.headers["proxy-authorization"]).toBe(`Basic ${Buffer.from("scanner:p@ss").toString("base64")}`);
    expect(JSON.stringify(asked[0]?.headers)).not.toContain("secret-of-mine");
  });

  test("that is busy is tried again", async () => {
    const { port, asked } = await startProxy([503, 502]);
    expect(await call({ https_proxy: `127.0.0.1:${port}` })).toEqual([["/a"], ["/b"]]);
    expect(asked).toHaveLength(3);
  });

  test("that refuses is told with its status, and its password is not", async () => {
    const { port } = await startProxy([407]);
    const error = await call({ ALL_PROXY: `http://scanner:sesame@127.0.0.1:${port}` }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ kind: "proxy", code: "407" });
    expect(String(error)).toContain("GET https://localhost:9/a: no reply through the proxy, code 407");
    expect(JSON.stringify(error) + String(error)).not.toContain("sesame");
  });

  test("that is not there is told", async () => {
    await expect(call({ HTTPS_PROXY: "http://127.0.0.1:9" })).rejects.toMatchObject({
      kind: "proxy",
      code: "ECONNREFUSED",
    });
  });

  test.each(["http", "https"])(
    "over %s does not make an untrusted certificate trusted, whatever the environment says",
    async (protocol) => {
      const { port, asked } = await startProxy([], protocol === "https");
      vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
      await expect(call({ HTTPS_PROXY: `${protocol}://127.0.0.1:${port}` }, false)).rejects.toMatchObject({
        kind: "proxy",
        code: "DEPTH_ZERO_SELF_SIGNED_CERT",
      });
      // A proxy that is not trusted itself is told nothing.
      expect(asked).toHaveLength(protocol === "https" ? 0 : 1);
    },
  );
});

describe("the variables", () => {
  const at = (url: string, env: Readonly<Record<string, string>>): string | undefined =>
    proxyFor(new URL(url), "GET", env)?.href;
  const proxied = { HTTPS_PROXY: "http://proxy.example:3128" };

  test("of lower case go first, and the one for https before the one for all", () => {
    const env = { ...proxied, https_proxy: "http://lower.example", ALL_PROXY: "http://all.example" };
    expect(at("https://a.example/", env)).toBe("http://lower.example/");
    expect(at("https://a.example/", { ...env, https_proxy: "" })).toBe("http://proxy.example:3128/");
    expect(at("https://a.example/", { ALL_PROXY: "all.example:8080" })).toBe("http://all.example:8080/");
    expect(at("https://a.example/", {})).toBeUndefined();
    expect(at("http://127.0.0.1/", { ...env, http_proxy: "http://plain.example" })).toBeUndefined();
  });

  test.each([
    ["*", true],
    ["a.example", true],
    ["A.Example:443", true],
    ["example", true],
    [".example", true],
    ["b.example, a.example", true],
    ["b.example a.example", true],
    ["a.example:8443", false],
    ["ample", false],
    ["sub.a.example", false],
    ["", false],
    [",", false],
  ])("exempt a.example by %j: %s", (list, exempt) => {
    expect(at("https://a.example/", { ...proxied, NO_PROXY: list }) === undefined).toBe(exempt);
  });

  test("exempt an address in brackets", () => {
    expect(at("https://[::1]:8443/", { ...proxied, no_proxy: "[::1]:8443" })).toBeUndefined();
  });

  test.each(["socks5://proxy.example", "http://", "file:///etc"])(
    "name %s, which is no proxy that can be used",
    (value) => {
      expect(() => at("https://a.example/", { HTTPS_PROXY: value })).toThrow(
        /^GET: HTTPS_PROXY is not the URL of an http or https proxy$/,
      );
    },
  );
});
