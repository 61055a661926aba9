import { createHash, createPrivateKey, sign } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIntersightCall } from "../../../src/systems/intersight/live/sign.ts";
import { account, clientKeys, keyIds, list, now, secrets } from "../../systems/intersight/live/listing.ts";
import { type IntersightEmulator, startIntersightEmulator } from "./emulator.ts";
import { replyErrors } from "./reply-schema.ts";

const key = { id: keyIds.rsa, privateKey: createPrivateKey(secrets.rsa) };

describe("the emulator of Intersight", () => {
  let emulator: IntersightEmulator;
  beforeAll(async () => {
    emulator = await startIntersightEmulator({ account, keys: clientKeys, clock: () => now });
  });
  afterAll(() => emulator.close());

  /** Node's own fetch, which is no part of keylint; `host` it sets itself. */
  async function call(path: string, change: (headers: Record<string, string>) => void = () => undefined, at = now) {
    const url = new URL(path, emulator.url);
    const headers: Record<string, string> = { ...signIntersightCall({ method: "GET", url }, key, at) };
    delete headers["host"];
    change(headers);
    const reply = await fetch(url, { headers });
    return { status: reply.status, type: reply.headers.get("content-type"), json: (await reply.json()) as unknown };
  }

  test("accepts a signed call, and $ as it is or escaped", async () => {
    expect(await call("/api/v1/iam/Users?$top=2&$skip=1")).toMatchObject({ status: 200, json: { Count: 3 } });
    expect(await call("/api/v1/iam/Users?%24count=true")).toMatchObject({
      status: 200,
      json: { ObjectType: "mo.DocumentCount", Count: 3 },
    });
    expect(await call("/api/v1/iam/Users?$skip=3")).toMatchObject({ status: 200, json: { Results: null } });
  });

  test("accepts the signature of the Terraform provider, with created and expires", async () => {
    const url = new URL("/api/v1/iam/Users", emulator.url);
    const [created, expires] = [`${now / 1000}`, `${now / 1000 + 600}.000`];
    const digest = `SHA-256=${createHash("sha256").update("").digest("base64")}`;
    const date = new Date(now).toUTCString();
    const names = "(request-target) (created) (expires) host date digest content-type";
    const signed = [
      "(request-target): get /api/v1/iam/Users",
      `(created): ${created}`,
      `(expires): ${expires}`,
      `host: ${url.host}`,
      `date: ${date}`,
      `digest: ${digest}`,
      "content-type: application/json",
    ].join("\n");
    const signature = sign("sha256", Buffer.from(signed), key.privateKey).toString("base64");
    const authorization = `Signature keyId="${key.id}",algorithm="hs2019",created=${created},expires=${expires},headers="${names}",signature="${signature}"`;
    const headers = { authorization, date, digest, "content-type": "application/json" };
    expect((await fetch(url, { headers })).status).toBe(200);
  });

  test.each([
    ["no signature", (headers: Record<string, string>) => delete headers["authorization"]],
    ["another key id", (headers: Record<string, string>) => replaceIn(headers, /keyId="[^"]*"/, 'keyId="a/b/c"')],
    ["a digest of another body", (headers: Record<string, string>) => (headers["digest"] = "SHA-256=AAAA")],
    ["a digest that is not signed", (headers: Record<string, string>) => replaceIn(headers, / digest"/, '"')],
    [
      "another signature",
      (headers: Record<string, string>) => replaceIn(headers, /signature="..../, 'signature="AAAA'),
    ],
    ["another algorithm", (headers: Record<string, string>) => replaceIn(headers, /rsa-sha256/, "hmac-sha256")],
    ["another date", (headers: Record<string, string>) => (headers["date"] = new Date(now + 1000).toUTCString())],
  ])("refuses %s", async (_, change) => {
    expect(await call("/api/v1/iam/Users", change)).toMatchObject({
      status: 401,
      type: "text/plain; charset=utf-8",
      json: { code: "AuthenticationFailure" },
    });
  });

  test.each([
    [301_000, 401],
    [-301_000, 401],
    [299_000, 200],
  ])("with a clock that is off by %i ms answers %i", async (skew, status) => {
    expect((await call("/api/v1/iam/Users", undefined, now + skew)).status).toBe(status);
  });

  test.each(["?$tops=1", "?$top=1001", "?$top=-1", "?$skip=x", "?$inlinecount=some", "?page=2"])(
    "refuses the query %s",
    async (query) => {
      expect(await call(`/api/v1/iam/Users${query}`)).toMatchObject({ status: 400, json: { code: "InvalidRequest" } });
    },
  );

  test("knows no other paths", async () => {
    expect(await call("/api/v1/iam/Users/")).toMatchObject({ status: 404, json: { code: "NotFound" } });
  });
});

function replaceIn(headers: Record<string, string>, pattern: RegExp, by: string): void {
  headers["authorization"] = (headers["authorization"] ?? "").replace(pattern, by);
}

describe("every reply of the emulator", () => {
  const runs = [
    {},
    { pageSize: 5, throttleEvery: 2 },
    { keys: [] },
    { account: { ...account, users: [], keys: [], limits: [] } },
  ];

  test("is valid by the API's schema", async () => {
    for (const options of runs) {
      const { emulator } = await list(options);
      expect(emulator.served.length).toBeGreaterThan(2);
      for (const { path, status, body } of emulator.served) {
        expect(`${path} ${status} ${replyErrors(path, status, JSON.parse(body))}`).toBe(`${path} ${status} `);
      }
    }
  });

  const document = join(process.env["KEYLINT_FACTS"] ?? "", "intersight-iam-openapi.yaml");
  const given = process.env["KEYLINT_FACTS"] !== undefined && existsSync(document);

  test.skipIf(!given)("is valid by the OpenAPI document that KEYLINT_FACTS holds", async () => {
    const openapi = load(readFileSync(document, "utf8")) as { components: { schemas: Record<string, unknown> } };
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema(openapi, "openapi");
    const names: Readonly<Record<string, string>> = {
      ApiKeys: "iam.ApiKey",
      Users: "iam.User",
      ResourceLimits: "iam.ResourceLimits",
    };
    for (const options of runs) {
      const { emulator } = await list(options);
      for (const { path, status, body } of emulator.served) {
        const name = status >= 400 ? "Error" : `${names[path.split("/").at(-1) ?? ""]}.List`;
        const validate = ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
        validate(JSON.parse(body));
        expect(validate.errors).toBeNull();
      }
    }
  });
});
