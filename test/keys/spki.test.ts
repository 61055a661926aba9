import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { readPublicKey } from "../../src/keys/read.ts";
import { canonicalSpki } from "../../src/keys/spki.ts";

test.each([
  ["RSA", generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey],
  ["P-224", generateKeyPairSync("ec", { namedCurve: "P-224" }).publicKey],
  ["P-256", generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey],
  ["P-384", generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey],
  ["P-521", generateKeyPairSync("ec", { namedCurve: "P-521" }).publicKey],
  ["Ed25519", generateKeyPairSync("ed25519").publicKey],
  ["Ed448", generateKeyPairSync("ed448").publicKey],
  ["X25519", generateKeyPairSync("x25519").publicKey],
])("the canonical form of %s is OpenSSL's", (_, publicKey) => {
  const der = publicKey.export({ type: "spki", format: "der" });
  const reading = readPublicKey(publicKey.export({ type: "spki", format: "pem" }).toString());
  const spki = reading.kind === "key" ? canonicalSpki(reading.key) : undefined;
  expect(spki?.toString("hex")).toBe(der.toString("hex"));
  expect(createPublicKey({ key: spki ?? Buffer.alloc(0), format: "der", type: "spki" }).equals(publicKey)).toBe(true);
});

test("a key whose mathematics are not kept whole has none", () => {
  const dsa = generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }).publicKey;
  const explicit = generateKeyPairSync("ec", { namedCurve: "P-256", paramEncoding: "explicit" }).publicKey;
  for (const publicKey of [dsa, explicit]) {
    const reading = readPublicKey(publicKey.export({ type: "spki", format: "pem" }).toString());
    expect(reading.kind === "key" ? canonicalSpki(reading.key) : "unread").toBeUndefined();
  }
});
