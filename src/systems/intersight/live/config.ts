import { SourceError } from "../../../errors.ts";
import { isLoopback } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { safePath } from "../../../secrecy/name.ts";
import { endpointOf, readUserFile } from "../../target-values.ts";
import { readSecretKey, type SigningKey } from "./sign.ts";
import type { IntersightTarget, SecretReference } from "./target.ts";

/** All that is needed to list one account. */
export interface IntersightAccess {
  readonly endpoint: URL;
  readonly credentials:
    | { readonly kind: "key"; readonly key: SigningKey }
    | { readonly kind: "client"; readonly id: string; readonly secret: string };
  /** PEM certificates to trust instead of Node's own list. */
  readonly ca?: string;
}

/**
 * Finds out how to reach an account.
 * @throws {SourceError} naming everything that is missing or wrong; never a secret
 */
export async function intersightAccess(
  target: IntersightTarget,
  environment: LiveEnvironment,
): Promise<IntersightAccess> {
  const { caFile, clientId, clientSecret } = target;
  const [endpoint, ca, credentials] = await together(
    hostOf(target, environment),
    caFile === undefined ? undefined : certificatesOf(caFile, environment),
    clientId === undefined && clientSecret === undefined ? keyOf(target, environment) : clientOf(target, environment),
  );
  return ca === undefined ? { endpoint, credentials } : { endpoint, credentials, ca };
}

/** All of the parts, or one error that tells all that is wrong with them. */
async function together<const T extends readonly unknown[]>(
  ...parts: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const failures = (await Promise.allSettled(parts)).flatMap((part) =>
    part.status === "rejected" ? [part.reason as unknown] : [],
  );
  const wrong = failures.filter((failure) => failure instanceof SourceError).map(({ message }) => message);
  if (failures.length > wrong.length) throw failures.find((failure) => !(failure instanceof SourceError));
  if (wrong.length > 0) throw new SourceError(wrong.join("; "));
  return Promise.all(parts);
}

async function clientOf(
  { clientId, clientSecret }: IntersightTarget,
  environment: LiveEnvironment,
): Promise<IntersightAccess["credentials"]> {
  if (clientId === undefined || clientSecret === undefined)
    throw new SourceError("clientId and clientSecret belong together: give both, or apiKey and secretKey");
  const [id, secret] = await together(secretOf(clientId, environment), secretOf(clientSecret, environment));
  return { kind: "client", id, secret };
}

async function keyOf(
  { apiKey = { env: "INTERSIGHT_API_KEY" }, secretKey = { env: "INTERSIGHT_SECRET_KEY" } }: IntersightTarget,
  environment: LiveEnvironment,
): Promise<IntersightAccess["credentials"]> {
  const [given, secret] = await together(secretOf(apiKey, environment), secretOf(secretKey, environment));
  const [id, privateKey] = await together(keyIdOf(given, apiKey), privateKeyOf(secret, secretKey, environment));
  return { kind: "key", key: { id, privateKey } };
}

/** The variable holds the PEM text or, as for the Terraform provider, the path of the file. */
async function privateKeyOf(secret: string, reference: SecretReference, environment: LiveEnvironment) {
  const isPath = "env" in reference && !secret.includes("-----BEGIN");
  const pem = isPath ? await readUserFile(secret, `the file named by ${nameOf(reference)}`, environment) : secret;
  return readSecretKey(pem, nameOf(reference));
}

/** It goes into a header, where a quote or a line break would end it. */
async function keyIdOf(id: string, reference: SecretReference): Promise<string> {
  if (/^[\w.-]+(?:\/[\w.-]+){2}$/.test(id)) return id;
  throw new SourceError(`${nameOf(reference)} is no id of an Intersight API key, which has the form ACCOUNT/USER/KEY`);
}

async function secretOf(reference: SecretReference, environment: LiveEnvironment): Promise<string> {
  if ("env" in reference) {
    const value = environment.env[reference.env]?.trim();
    if (value !== undefined && value !== "") return value;
    throw new SourceError(`the environment variable ${reference.env} is not set`);
  }
  const text = (await readUserFile(reference.file, nameOf(reference), environment)).trim();
  if (text !== "") return text;
  throw new SourceError(`${nameOf(reference)} is empty`);
}

async function certificatesOf(path: string, environment: LiveEnvironment): Promise<string> {
  const name = safePath(path, "the file that caFile names");
  const text = await readUserFile(path, name, environment);
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new SourceError(`${name} holds no certificate in PEM form`);
}

/** As the Terraform provider does, a host without a scheme is taken for https. */
async function hostOf({ endpoint }: IntersightTarget, { env }: LiveEnvironment): Promise<URL> {
  const given = endpoint ?? env["INTERSIGHT_ENDPOINT_URL"]?.trim() ?? "";
  const text = given === "" ? "https://intersight.com" : /^https?:\/\//i.test(given) ? given : `https://${given}`;
  const url = endpointOf(text);
  if (url.protocol !== "https:" && !isLoopback(url))
    throw new SourceError(`the endpoint ${url.origin} must use https: plain http is accepted on loopback only`);
  return new URL(url.origin);
}

function nameOf(reference: SecretReference): string {
  return "env" in reference
    ? `the environment variable ${reference.env}`
    : safePath(reference.file, "the secret's file");
}
