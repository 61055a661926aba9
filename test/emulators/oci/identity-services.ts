import { createHash, createVerify, randomUUID, X509Certificate } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { selfSignedCertificate } from "../certificate.ts";

/** Where machines inside Oracle Cloud get an identity from: the metadata service and the auth service of an instance, the proxymux service of a cluster. */
export interface IdentityServices {
  /** Base URL of the metadata service. */
  readonly metadata: string;
  /** Base URL of the auth service. */
  readonly auth: string;
  /** Port of the proxymux service, which speaks TLS on 127.0.0.1. */
  readonly proxymuxPort: number;
  /** PEM certificate that the proxymux service is trusted by. */
  readonly clusterCertificate: string;
  /** The token that a pod shows the proxymux service. */
  readonly serviceAccountToken: string;
  /** PEM public keys of the sessions that were begun, by keyId. */
  readonly sessions: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Starts them for one tenancy. `refusing`: the services answer, but give no token. They verify all that is signed. */
export async function startIdentityServices(tenancy: string, refusing = false): Promise<IdentityServices> {
  const sessions = new Map<string, string>();
  // The certificate by which an instance is known names the tenancy.
  const instance = selfSignedCertificate([
    { name: "commonName", value: "ocid1.instance.oc1.phx.test" },
    { name: "organizationalUnitName", value: `opc-tenant:${tenancy}` },
  ]);
  const cluster = selfSignedCertificate();
  const serviceAccountToken = randomUUID();

  const begin = (claims: Readonly<Record<string, unknown>>, publicKey: string): string => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const exp = Math.floor(Date.now() / 1000) + 1200;
    const token = `${part({ alg: "none" })}.${part({ ...claims, exp, jti: randomUUID() })}.c2lnbmVk`;
    const body = publicKey.replaceAll(/\s/g, "").replaceAll(/.{64}/g, "$&\n");
    sessions.set(`ST$${token}`, `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`);
    return token;
  };

  const metadataDocuments: Readonly<Record<string, string>> = {
    "/opc/v2/instance/region": "phx",
    "/opc/v2/identity/cert.pem": instance.certificate,
    "/opc/v2/identity/key.pem": instance.key,
    "/opc/v2/identity/intermediate.pem": selfSignedCertificate().certificate,
  };

  async function answerInstance(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const document = metadataDocuments[request.url ?? ""];
    if (document !== undefined) {
      const known = request.headers.authorization === "Bearer Oracle";
      response.writeHead(known ? 200 : 401).end(known ? document : "");
      return;
    }
    const body = await textOf(request);
    if (request.url !== "/v1/x509" || refusing || !isSignedBy(request, body, tenancy, instance.certificate)) {
      response.writeHead(401, { "content-type": "application/json" }).end('{"code":"NotAuthenticated"}');
      return;
    }
    const { publicKey } = JSON.parse(body) as { publicKey: string };
    const token = begin({ "opc-tenant": tenancy, ptype: "instance" }, publicKey);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ token }));
  }

  async function answerPod(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const known = request.headers.authorization === `Bearer ${serviceAccountToken}`;
    if (request.url !== "/resourcePrincipalSessionTokens" || refusing || !known) {
      response.writeHead(403).end();
      return;
    }
    const { podKey } = JSON.parse(body) as { podKey: string };
    const token = `ST$${begin({ res_tenant: tenancy, ptype: "workload" }, podKey)}`;
    response.end(Buffer.from(JSON.stringify({ token })).toString("base64"));
  }

  const plain = createServer((request, response) => void answerInstance(request, response));
  const secure = createSecureServer(
    { key: cluster.key, cert: cluster.certificate },
    (request, response) => void answerPod(request, response),
  );
  const [port, proxymuxPort] = await Promise.all(
    [plain, secure].map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
        }),
    ),
  );
  return {
    metadata: `http://127.0.0.1:${port}/opc/v2`,
    auth: `http://127.0.0.1:${port}`,
    proxymuxPort: proxymuxPort ?? 0,
    clusterCertificate: cluster.certificate,
    serviceAccountToken,
    sessions,
    close: async () => {
      await Promise.all(
        [plain, secure].map((server) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}

/** Whether the instance's key signed the call, its body included, under the name of its certificate. */
function isSignedBy(request: IncomingMessage, body: string, tenancy: string, certificate: string): boolean {
  const parameters = new Map(
    [...(request.headers.authorization ?? "").matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
  const leaf = new X509Certificate(certificate);
  const names = (parameters.get("headers") ?? "").split(" ");
  const signed = names
    .map((name) =>
      name === "(request-target)"
        ? `${name}: ${request.method?.toLowerCase()} ${request.url}`
        : `${name}: ${String(request.headers[name])}`,
    )
    .join("\n");
  return (
    parameters.get("keyId") === `${tenancy}/fed-x509/${leaf.fingerprint.toLowerCase()}` &&
    names.includes("x-content-sha256") &&
    request.headers["x-content-sha256"] === createHash("sha256").update(body).digest("base64") &&
    createVerify("RSA-SHA256")
      .update(signed)
      .verify(leaf.publicKey, parameters.get("signature") ?? "", "base64")
  );
}
