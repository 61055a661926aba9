import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHttpClient, type HttpClient } from "../../src/http/client.ts";
import { selfSignedCertificate } from "../emulators/certificate.ts";
import { testEnvironment } from "./environment.ts";

const { key, certificate } = selfSignedCertificate();
const server = createServer({ key, cert: certificate }, (_request, response) => response.end("[1]"));
let url = new URL("https://127.0.0.1");

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(() => server.close());

function client(ca?: string): HttpClient {
  return createHttpClient({
    sign: () => ({ authorization: "secret-of-mine" }),
    allowed: () => true,
    errorOf: () => ({}),
    environment: testEnvironment(),
    ...(ca === undefined ? {} : { ca }),
  });
}

describe("a certificate", () => {
  test("that nobody trusted signed is refused at once, whatever the environment says", async () => {
    const before = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    try {
      await expect(client().getJson(url)).rejects.toMatchObject({
        kind: "network",
        code: "DEPTH_ZERO_SELF_SIGNED_CERT",
      });
    } finally {
      if (before === undefined) delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
      else process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = before;
    }
  });

  test("of an authority that is given is accepted", async () => {
    const trusting = client(certificate);
    expect((await trusting.getJson(url)).json).toEqual([1]);
    trusting.close();
  });
});
