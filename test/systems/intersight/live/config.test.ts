import { describe, expect, test } from "vitest";
import { SourceError } from "../../../../src/errors.ts";
import { type IntersightAccess, intersightAccess } from "../../../../src/systems/intersight/live/config.ts";
import type { IntersightTarget } from "../../../../src/systems/intersight/live/target.ts";
import { testEnvironment } from "../../../http/environment.ts";
import { collect, keyIds, secrets, sharedClock } from "./listing.ts";
import { intersightSource } from "../../../../src/systems/intersight/live/list.ts";

const key = { INTERSIGHT_API_KEY: keyIds.rsa, INTERSIGHT_SECRET_KEY: secrets.rsa };

function access(
  target: IntersightTarget,
  env: Readonly<Record<string, string>> = key,
  files: Readonly<Record<string, string>> = {},
): Promise<IntersightAccess> {
  const readFile = (path: string): Promise<string> => {
    const text = files[path];
    return text === undefined
      ? Promise.reject(Object.assign(new Error(`no such file ${path}`), { code: "ENOENT" }))
      : Promise.resolve(text);
  };
  return intersightAccess(target, testEnvironment({ env, readFile }));
}

describe("the key", () => {
  test("comes from the variables, as text or as a file", async () => {
    const text = await access({});
    expect(text).toMatchObject({ credentials: { kind: "key", key: { id: keyIds.rsa } } });
    expect(text.endpoint.href).toBe("https://intersight.com/");
    const path = { ...key, INTERSIGHT_SECRET_KEY: "~/secret.pem" };
    const file = await access({}, path, { "/home/nobody/secret.pem": secrets.rsa });
    expect(file.credentials).toMatchObject({ kind: "key" });
  });

  test("that stands where its path belongs is not told", async () => {
    for (const secretKey of [{ file: secrets.rsa }, { file: secrets.rsa.replaceAll("\n", "") }]) {
      const error = await access({ apiKey: { env: "INTERSIGHT_API_KEY" }, secretKey }).catch(String);
      expect(error).toContain("the secret's file can't be read");
      expect(error).not.toContain("PRIVATE");
    }
  });

  test("comes from where the target says", async () => {
    const target = { apiKey: { env: "ID" }, secretKey: { file: "/run/secrets/key" } };
    const { credentials } = await access(target, { ID: keyIds.ec }, { "/run/secrets/key": secrets.ec });
    expect(credentials).toMatchObject({ kind: "key", key: { id: keyIds.ec } });
  });

  test("that is not there is told, all at once", async () => {
    await expect(access({ caFile: "ca.pem", endpoint: "http://appliance.example" }, {})).rejects.toThrow(
      new SourceError(
        [
          "the endpoint http://appliance.example must use https: plain http is accepted on loopback only",
          "ca.pem can't be read (ENOENT)",
          "the environment variable INTERSIGHT_API_KEY is not set",
          "the environment variable INTERSIGHT_SECRET_KEY is not set",
        ].join("; "),
      ),
    );
  });

  test.each([
    ["a secret instead of its path", { ...key, INTERSIGHT_SECRET_KEY: "MIIEsecret" }],
    ["a broken PEM", { ...key, INTERSIGHT_SECRET_KEY: "-----BEGIN RSA PRIVATE KEY-----\nMIIEsecret" }],
    ["an id with a line break", { ...key, INTERSIGHT_API_KEY: 'a/b/c"\nMIIEsecret' }],
  ])("%s is refused and not repeated", async (_, env) => {
    const error = await access({}, env).catch((reason: unknown) => String(reason));
    expect(error).toMatch(/^SourceError: .*environment variable INTERSIGHT_/);
    expect(error).not.toContain("MIIEsecret");
  });

  test("cannot be half a client", async () => {
    await expect(access({ clientId: { env: "ID" } })).rejects.toThrow(/clientId and clientSecret belong together/);
  });
});

describe("the endpoint", () => {
  test.each([
    ["eu-central-1.intersight.com", "https://eu-central-1.intersight.com/"],
    ["https://appliance.example:8443/api/v1", "https://appliance.example:8443/"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010/"],
    ["http://localhost:4010", "http://localhost:4010/"],
  ])("%s is %s", async (endpoint, href) => {
    expect((await access({ endpoint })).endpoint.href).toBe(href);
    expect((await access({}, { ...key, INTERSIGHT_ENDPOINT_URL: endpoint })).endpoint.href).toBe(href);
  });

  test.each([
    ["https://user:s3cret@intersight.com", /must not hold credentials/],
    ["https://", /is no URL/],
    ["http://127.0.0.1.example", /must use https/],
  ])("%s is refused", async (endpoint, message) => {
    await expect(access({ endpoint })).rejects.toThrow(message);
    await expect(access({ endpoint })).rejects.not.toThrow(/s3cret/);
  });
});

test("an account that can't be asked at all is one error", async () => {
  const source = intersightSource("intersight:plant", {}, sharedClock({ env: {} }));
  expect(await collect(source)).toEqual({
    views: [],
    gaps: [],
    owners: [],
    accounts: [],
    notifications: [
      {
        level: "error",
        id: "source-unreadable",
        source: "intersight:plant",
        message:
          "intersight:plant can't be listed: the environment variable INTERSIGHT_API_KEY is not set; the environment variable INTERSIGHT_SECRET_KEY is not set.",
      },
    ],
  });
});
