import { SourceError } from "../../../errors.ts";
import { isLoopback } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { shownPath } from "../../shown-path.ts";
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
  const wrong: string[] = [];
  const part = async <T>(make: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      wrong.push(error.message);
      return undefined;
    }
  };
  const read = (reference: SecretReference): Promise<string | undefined> =>
    part(() => secretOf(reference, environment));
  const endpoint = await part(() => endpointOf(target, environment));
  const { caFile } = target;
  const ca = caFile === undefined ? undefined : await part(() => certificatesOf(caFile, environment));
  const credentials = await (target.clientId !== undefined || target.clientSecret !== undefined
    ? clientOf(target, read, wrong)
    : keyOf(target, read, part, environment));
  if (endpoint === undefined || credentials === undefined || wrong.length > 0) throw new SourceError(wrong.join("; "));
  return ca === undefined ? { endpoint, credentials } : { endpoint, credentials, ca };
}

type ReadSecret = (reference: SecretReference) => Promise<string | undefined>;
type Part = <T>(make: () => T | Promise<T>) => Promise<T | undefined>;

async function clientOf(
  { clientId, clientSecret }: IntersightTarget,
  read: ReadSecret,
  wrong: string[],
): Promise<IntersightAccess["credentials"] | undefined> {
  if (clientId === undefined || clientSecret === undefined) {
    wrong.push("clientId and clientSecret belong together: give both, or apiKey and secretKey");
    return undefined;
  }
  const [id, secret] = [await read(clientId), await read(clientSecret)];
  return id === undefined || secret === undefined ? undefined : { kind: "client", id, secret };
}

async function keyOf(
  { apiKey = { env: "INTERSIGHT_API_KEY" }, secretKey = { env: "INTERSIGHT_SECRET_KEY" } }: IntersightTarget,
  read: ReadSecret,
  part: Part,
  environment: LiveEnvironment,
): Promise<IntersightAccess["credentials"] | undefined> {
  const id = await read(apiKey);
  const secret = await read(secretKey);
  if (id === undefined || secret === undefined) return undefined;
  const plainId = await part(() => keyIdOf(id, apiKey));
  // The variable holds the PEM text or, as for the Terraform provider, the path of the file.
  const path = "env" in secretKey && !secret.includes("-----BEGIN") ? secret : undefined;
  const pem =
    path === undefined
      ? secret
      : await part(() => readText(path, environment, `the file named by ${nameOf(secretKey)}`));
  const privateKey = pem === undefined ? undefined : await part(() => readSecretKey(pem, nameOf(secretKey)));
  return plainId === undefined || privateKey === undefined
    ? undefined
    : { kind: "key", key: { id: plainId, privateKey } };
}

/** It goes into a header, where a quote or a line break would end it. */
function keyIdOf(id: string, reference: SecretReference): string {
  if (/^[\w.-]+(?:\/[\w.-]+){2}$/.test(id)) return id;
  throw new SourceError(`${nameOf(reference)} is no id of an Intersight API key, which has the form ACCOUNT/USER/KEY`);
}

async function secretOf(reference: SecretReference, environment: LiveEnvironment): Promise<string> {
  if ("env" in reference) {
    const value = environment.env[reference.env]?.trim();
    if (value !== undefined && value !== "") return value;
    throw new SourceError(`the environment variable ${reference.env} is not set`);
  }
  const text = (await readText(reference.file, environment, nameOf(reference))).trim();
  if (text !== "") return text;
  throw new SourceError(`${nameOf(reference)} is empty`);
}

async function certificatesOf(path: string, environment: LiveEnvironment): Promise<string> {
  const name = shownPath(path, "the file that caFile names");
  const text = await readText(path, environment, name);
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new SourceError(`${name} holds no certificate in PEM form`);
}

/** @param name What messages call the file: a path may be the secret itself, put there by mistake. */
async function readText(path: string, { home, readFile }: LiveEnvironment, name: string): Promise<string> {
  try {
    return await readFile(path.replace(/^~(?=$|[\\/])/, home));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new SourceError(`${name} can't be read (${code})`);
  }
}

/** As the Terraform provider does, a host without a scheme is taken for https. */
function endpointOf({ endpoint }: IntersightTarget, { env }: LiveEnvironment): URL {
  const given = endpoint ?? env["INTERSIGHT_ENDPOINT_URL"]?.trim() ?? "";
  const text = given === "" ? "https://intersight.com" : /^https?:\/\//i.test(given) ? given : `https://${given}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new SourceError("the endpoint is no URL: give it as https://host");
  if (url.username !== "" || url.password !== "") throw new SourceError("the endpoint must not hold credentials");
  if (url.protocol !== "https:" && !isLoopback(url))
    throw new SourceError(`the endpoint ${url.origin} must use https: plain http is accepted on loopback only`);
  return new URL(url.origin);
}

function nameOf(reference: SecretReference): string {
  return "env" in reference
    ? `the environment variable ${reference.env}`
    : shownPath(reference.file, "the secret's file");
}
