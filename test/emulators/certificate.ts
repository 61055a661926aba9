import { generateKeyPairSync } from "node:crypto";
import forge from "node-forge";

/** A self-signed certificate, for this machine unless another subject is named; made anew: no private key is ever committed. */
export function selfSignedCertificate(name = [{ name: "commonName", value: "localhost" }]): {
  readonly key: string;
  readonly certificate: string;
} {
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  const privateKey = forge.pki.privateKeyFromPem(key);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.rsa.setPublicKey(privateKey.n, privateKey.e);
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date(Date.now() - 3_600_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: "basicConstraints", cA: true, critical: true },
    {
      name: "subjectAltName",
      altNames: [
        { type: 2, value: "localhost" },
        { type: 7, ip: "127.0.0.1" },
      ],
    },
  ]);
  certificate.sign(privateKey, forge.md.sha256.create());
  return { key, certificate: forge.pki.certificateToPem(certificate) };
}
