import { createPrivateKey, createVerify, generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { signOciCall, signWithDate } from "../../../../src/systems/oci/live/sign.ts";

interface Vector {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: { readonly date: string };
  readonly body?: string;
  readonly authorization: string;
}
interface Vectors {
  readonly privateKeyPem: string;
  readonly keyId: string;
  readonly vectors: readonly Vector[];
}

const folder = process.env["KEYLINT_VECTORS"];
const file = join(folder ?? "", "signing", "oci-signing-vectors.json");
const given = folder !== undefined && existsSync(file);
if (!given)
  console.log(
    "KEYLINT_VECTORS names no folder with signing/oci-signing-vectors.json: Oracle's signing vectors are left out",
  );
const { vectors, privateKeyPem, keyId } = given
  ? (JSON.parse(readFileSync(file, "utf8")) as Vectors)
  : { vectors: [], privateKeyPem: "", keyId: "" };

test.skipIf(!given)("Oracle's published signatures come out byte for byte", async () => {
  const privateKey = createPrivateKey(privateKeyPem);
  expect(vectors.length).toBeGreaterThan(0);
  for (const { method, url, body, headers, authorization } of vectors) {
    const request = { method, url: new URL(url), ...(body === undefined ? {} : { body }) };
    expect((await signWithDate(request, { keyId, privateKey }, headers.date))["authorization"]).toBe(authorization);
  }
});

describe("a signature", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const now = Date.parse("2026-11-21T12:00:00Z");

  test("covers date, target with query, and host", async () => {
    const url = new URL(
      "https://identity.us-phoenix-1.oci.oraclecloud.com/20160918/users?compartmentId=a%20b&page=t%2B",
    );
    const headers = await signOciCall({ method: "GET", url }, { keyId: "t/u/f", privateKey }, now);
    expect(Object.keys(headers).sort()).toEqual(["authorization", "date", "host"]);
    expect(headers["date"]).toBe("Sat, 21 Nov 2026 12:00:00 GMT");
    const [, signature = ""] = /signature="([^"]+)"/.exec(headers["authorization"] ?? "") ?? [];
    const text = [
      "date: Sat, 21 Nov 2026 12:00:00 GMT",
      "(request-target): get /20160918/users?compartmentId=a%20b&page=t%2B",
      "host: identity.us-phoenix-1.oci.oraclecloud.com",
    ].join("\n");
    expect(createVerify("sha256").update(text).verify(publicKey, signature, "base64")).toBe(true);
  });

  test("covers length, type and digest of a body, also of an empty one", async () => {
    const url = new URL("https://identity.us-phoenix-1.oci.oraclecloud.com/x");
    const headers = await signOciCall({ method: "POST", url }, { keyId: "t/u/f", privateKey }, now);
    expect(headers).toMatchObject({
      "content-length": "0",
      "x-content-sha256": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    });
    expect(headers["authorization"]).toContain(
      'headers="date (request-target) host content-length content-type x-content-sha256"',
    );
  });

  test("names a port in host only when it is not the scheme's own", async () => {
    const signed = async (url: string): Promise<string | undefined> =>
      (await signOciCall({ method: "GET", url: new URL(url) }, { keyId: "k", privateKey }, now))["host"];
    expect(await signed("https://idcs-1.identity.oraclecloud.com:443/")).toBe("idcs-1.identity.oraclecloud.com");
    expect(await signed("http://127.0.0.1:8080/")).toBe("127.0.0.1:8080");
  });
});
