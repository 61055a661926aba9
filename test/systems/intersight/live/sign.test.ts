import { createHash, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SourceError } from "../../../../src/errors.ts";
import { readSecretKey, signIntersightCall } from "../../../../src/systems/intersight/live/sign.ts";

const now = Date.parse("2026-11-21T12:00:00Z");
const url = new URL("https://intersight.com/api/v1/iam/ApiKeys?$top=1000&$orderby=Moid");
const id = "account/user/key";
const pem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

function parameters(authorization: string): Map<string, string> {
  return new Map([...authorization.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name ?? "", value ?? ""]));
}

describe("a signed call", () => {
  const covered = [
    "(request-target): get /api/v1/iam/ApiKeys?$top=1000&$orderby=Moid",
    "date: Sat, 21 Nov 2026 12:00:00 GMT",
    "host: intersight.com",
    "content-type: application/json",
    "digest: SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  ].join("\n");

  test.each([
    ["version 2", rsa, "rsa-sha256"],
    ["version 3", ec, "hs2019"],
  ])("with a key of %s verifies", (_, pair, algorithm) => {
    const key = { id, privateKey: readSecretKey(pem(pair.privateKey), "key.pem") };
    const headers = signIntersightCall({ method: "GET", url }, key, now);
    const signature = parameters(headers["authorization"] ?? "");
    expect(signature.get("keyId")).toBe(id);
    expect(signature.get("algorithm")).toBe(algorithm);
    expect(signature.get("headers")).toBe("(request-target) date host content-type digest");
    const bytes = Buffer.from(signature.get("signature") ?? "", "base64");
    expect(verify("sha256", Buffer.from(covered), pair.publicKey, bytes)).toBe(true);
  });

  test("has the digest of its body and the port of its host", () => {
    const key = { id, privateKey: rsa.privateKey };
    const headers = signIntersightCall({ method: "POST", url: new URL("https://host:8443/x"), body: "{}" }, key, now);
    expect(headers["host"]).toBe("host:8443");
    expect(headers["digest"]).toBe(`SHA-256=${createHash("sha256").update("{}").digest("base64")}`);
  });
});

describe("a secret file", () => {
  test("of version 3 is read under the label that Intersight gives it", () => {
    const mislabelled = pem(ec.privateKey).replaceAll("PRIVATE KEY", "EC PRIVATE KEY");
    expect(readSecretKey(mislabelled, "key.pem").equals(ec.privateKey)).toBe(true);
  });

  test("under a label that OpenSSL refuses is read all the same", () => {
    const mislabelled = pem(ec.privateKey).replaceAll("PRIVATE KEY", "RSA PRIVATE KEY");
    expect(readSecretKey(mislabelled, "key.pem").equals(ec.privateKey)).toBe(true);
  });

  test.each([
    ["text", "not a key"],
    ["a public key", rsa.publicKey.export({ type: "spki", format: "pem" }).toString()],
    ["an Ed25519 key", pem(generateKeyPairSync("ed25519").privateKey)],
    ["an EC key on another curve", pem(generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey)],
    [
      "an encrypted key",
      rsa.privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret" }).toString(),
    ],
  ])("that holds %s is refused and not quoted", (_, text) => {
    const reading = (): unknown => readSecretKey(text, "key.pem");
    expect(reading).toThrow(SourceError);
    expect(reading).toThrow(/^key\.pem holds (?:no|a) private key (?:in PEM form|that Intersight)[^\n]*$/);
  });
});

const vectorFile = join(process.env["KEYLINT_VECTORS"] ?? "", "signing/intersight-signing-vectors.json");
const given = process.env["KEYLINT_VECTORS"] !== undefined && existsSync(vectorFile);

describe.skipIf(!given)("the published vectors (KEYLINT_VECTORS)", () => {
  interface Vector {
    readonly key: "v2" | "v3";
    readonly method: string;
    readonly url: string;
    readonly body: string | null;
    readonly headers: Readonly<Record<string, string>>;
  }
  const file = given
    ? (JSON.parse(readFileSync(vectorFile, "utf8")) as Record<string, string> & { vectors: readonly Vector[] })
    : undefined;

  test.each(file?.vectors ?? [])("$key $method $url", (vector) => {
    const secret = file?.[vector.key === "v2" ? "v2PrivateKeyPem" : "v3PrivateKeyPem_mislabelledPkcs8"] ?? "";
    const key = { id: file?.["keyId"] ?? "", privateKey: readSecretKey(secret, "vector") };
    const call = {
      method: vector.method,
      url: new URL(vector.url),
      ...(vector.body === null ? {} : { body: vector.body }),
    };
    const headers = signIntersightCall(call, key, Date.parse(file?.["date"] ?? ""));
    // ECDSA signs with a random number: all but the signature is compared, which "verifies" proves above.
    const comparable = (all: Readonly<Record<string, string>>): unknown =>
      vector.key === "v2" ? all : { ...all, authorization: all["authorization"]?.replace(/signature="[^"]*"/, "") };
    expect(comparable(headers)).toEqual(comparable(vector.headers));
  });
});
