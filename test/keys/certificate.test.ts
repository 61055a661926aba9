import { spawnSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import forge from "node-forge";
import { describe, expect, test } from "vitest";
import { readPublicKey, readPublicKeyOrCertificate } from "../../src/keys/read.ts";
import { selfSignedCertificate } from "../emulators/certificate.ts";
import { publicKey } from "../terraform-documents.ts";

const { certificate, key } = selfSignedCertificate();

/** The same certificate as one of version 1, which writes no version. */
function withoutVersion(pem: string): string {
  const tree = forge.pki.certificateToAsn1(forge.pki.certificateFromPem(pem));
  const [signed] = Array.isArray(tree.value) ? tree.value : [];
  if (signed === undefined || !Array.isArray(signed.value)) throw new Error("no certificate");
  signed.value.shift();
  const body = forge.asn1.toDer(tree).getBytes();
  return forge.pem.encode({ type: "CERTIFICATE", body }).replaceAll("\r\n", "\n");
}

/** What OpenSSL makes, or nothing where it is missing. */
function fromOpenSsl(...algorithm: readonly string[]): string | undefined {
  const args = ["req", "-x509", "-nodes", "-subj", "/CN=test", "-keyout", "/dev/null", ...algorithm];
  const { status, stdout } = spawnSync("openssl", args, { encoding: "utf8" });
  return status === 0 ? stdout : undefined;
}

const certificates = {
  "of RSA": certificate,
  "of version 1": withoutVersion(certificate),
  "of P-256": fromOpenSsl("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
  "of Ed25519": fromOpenSsl("-newkey", "ed25519"),
};

describe("the public key in a certificate is the one that node:crypto reads", () => {
  for (const [name, pem] of Object.entries(certificates))
    test.skipIf(pem === undefined)(`${name}${pem === undefined ? " (no openssl here)" : ""}`, () => {
      const spki = new X509Certificate(pem ?? "").publicKey.export({ type: "spki", format: "der" });
      expect(readPublicKeyOrCertificate(pem ?? "")).toMatchObject({
        kind: "key",
        key: { spkiSha256: createHash("sha256").update(spki).digest("hex") },
        deviations: [],
      });
    });
});

test("where a key alone belongs, a certificate is told as what it is", () => {
  expect(readPublicKey(certificate)).toMatchObject({ kind: "key", container: "a certificate" });
});

test("where a certificate may stand, so may a key, and a private key is found", () => {
  const pem = publicKey("beside");
  expect(readPublicKeyOrCertificate(pem)).toEqual(readPublicKey(pem));
  expect(readPublicKeyOrCertificate(certificate + key)).toEqual({ kind: "private-key" });
});

test.each([
  ["that is cut off", `${certificate.slice(0, 400)}\n-----END CERTIFICATE-----\n`],
  ["that is a key", publicKey("inside").replaceAll("PUBLIC KEY", "CERTIFICATE")],
  ["that is empty", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"],
])("a certificate %s is unreadable", (_, pem) => {
  expect(readPublicKeyOrCertificate(pem)).toMatchObject({ kind: "unreadable" });
});
