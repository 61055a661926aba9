import { SourceError } from "../../../errors.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { safePath } from "../../../secrecy/name.ts";
import { endpointOf, readUserFile } from "../../target-values.ts";
import { type Profile, readProfile } from "./config-file.ts";
import { officialPrincipal } from "./official-principal.ts";
import { resourcePrincipal } from "./resource-principal.ts";
import { identityEndpoint, realmDomain, regionIdentifier } from "./realms.ts";
import { readSigningKey } from "./signing-key.ts";
import { type Caller, reloading } from "./caller.ts";
import type { Signer } from "./sign.ts";
import { type OciAuth, type OciTarget, ociAuths } from "./target.ts";

/** All that is needed to list one tenancy. */
export interface OciAccess extends Omit<Caller, "region"> {
  /** Base URL of the Identity service. */
  readonly endpoint: URL;
  /** The realm's second-level domain, which all its hosts end with; `undefined` when the target names its endpoint. */
  readonly realm: string | undefined;
}

/**
 * Finds out how to reach a tenancy.
 * @throws {SourceError} naming the file, the profile and every key that is missing or wrong; never a secret
 */
export async function ociAccess(target: OciTarget, environment: LiveEnvironment): Promise<OciAccess> {
  const caller = await callerOf(target, environment);
  const tenancy = target.tenancy ?? caller.tenancy;
  if (target.endpoint !== undefined) {
    return { tenancy, signer: caller.signer, endpoint: hostOf(target.endpoint), realm: undefined };
  }
  const given = target.region ?? caller.region ?? environment.env["OCI_CLI_REGION"] ?? environment.env["OCI_REGION"];
  if (given === undefined)
    throw new SourceError("no region is given: set region in the target or the profile, or OCI_REGION");
  const region = await regionIdentifier(given, environment);
  const realm = await realmDomain(tenancy, region, environment);
  return { tenancy, signer: caller.signer, endpoint: identityEndpoint(region, realm), realm };
}

function hostOf(text: string): URL {
  const url = endpointOf(text);
  if (url.pathname === "/" && url.search === "") return url;
  throw new SourceError("the endpoint must have no path: give it as https://host");
}

async function callerOf(target: OciTarget, environment: LiveEnvironment): Promise<Caller> {
  const { env } = environment;
  const given = target.auth ?? authOf(env["OCI_CLI_AUTH"]);
  const machine = machineCaller(given, environment);
  if (machine !== undefined) return machine;
  const name = target.profile ?? env["OCI_CLI_PROFILE"] ?? "DEFAULT";
  const profile = await readProfile(name, target.configFile, environment);
  const auth = given ?? authOf(profile.values.get("authentication_type"));
  return machineCaller(auth, environment) ?? profileCaller(profile, auth, environment);
}

/** A caller that needs no profile: what runs on a machine of Oracle Cloud is known there. */
function machineCaller(auth: OciAuth | undefined, environment: LiveEnvironment): Promise<Caller> | undefined {
  if (auth === "resource_principal") return resourcePrincipal(environment);
  if (auth === "instance_principal" || auth === "oke_workload_identity") return officialPrincipal(auth, environment);
  return undefined;
}

function authOf(text: string | undefined): OciAuth | undefined {
  if (text === undefined || text === "") return undefined;
  const auth = ociAuths.find((known) => known === text);
  if (auth !== undefined) return auth;
  throw new SourceError(`the authentication type is none of ${ociAuths.join(", ")}`);
}

/** The names under which the environment may give what a profile lacks: those of the `oci` command line first, then the Terraform provider's. */
const variables = {
  user: ["OCI_CLI_USER", "OCI_USER", "OCI_USER_OCID"],
  tenancy: ["OCI_CLI_TENANCY", "OCI_TENANCY", "OCI_TENANCY_OCID"],
  fingerprint: ["OCI_CLI_FINGERPRINT", "OCI_FINGERPRINT"],
  region: ["OCI_CLI_REGION", "OCI_REGION"],
  key_file: ["OCI_CLI_KEY_FILE", "OCI_KEY_FILE", "OCI_PRIVATE_KEY_PATH"],
  key_content: ["OCI_CLI_KEY_CONTENT", "OCI_KEY_CONTENT", "OCI_PRIVATE_KEY"],
  pass_phrase: ["OCI_CLI_PASSPHRASE", "OCI_PASSPHRASE", "OCI_PRIVATE_KEY_PASSWORD"],
  security_token_file: ["OCI_CLI_SECURITY_TOKEN_FILE", "OCI_SECURITY_TOKEN_FILE"],
} as const;

async function profileCaller(
  profile: Profile,
  auth: OciAuth | undefined,
  environment: LiveEnvironment,
): Promise<Caller> {
  const { env } = environment;
  const where = `profile [${profile.name}] of ${profile.file}`;
  const inEnvironment = (key: keyof typeof variables): string | undefined =>
    variables[key].find((name) => (env[name] ?? "") !== "");
  const value = (key: keyof typeof variables): string | undefined =>
    profile.values.get(key) || env[inEnvironment(key) ?? ""];
  const tokenFile = auth === "api_key" ? undefined : value("security_token_file");
  if (profile.values.has("key_content"))
    throw new SourceError(`${where}: key_content belongs in no file; use key_file`);
  const needed = ["tenancy", ...(tokenFile === undefined ? (["user", "fingerprint"] as const) : [])] as const;
  const missing: string[] = needed.filter((key) => value(key) === undefined);
  if (value("key_file") === undefined && value("key_content") === undefined) missing.push("key_file");
  if (auth === "security_token" && tokenFile === undefined) missing.push("security_token_file");
  if (missing.length > 0) throw new SourceError(`${where} lacks ${missing.join(", ")}, and so does the environment`);

  const nameOf = (key: "key_file" | "security_token_file", path: string): string =>
    path === profile.values.get(key)
      ? safePath(path, `the file that ${key} names`)
      : `the file that ${inEnvironment(key)} names`;
  const file = (key: "key_file" | "security_token_file", path: string): Promise<string> =>
    readUserFile(path, `${where}: ${nameOf(key, path)}`, environment);
  // A file that the profile names goes before a key in the environment, which may be another profile's.
  const keyFile =
    profile.values.get("key_file") || (value("key_content") === undefined ? value("key_file") : undefined);
  const pem = keyFile === undefined ? (value("key_content") ?? "") : await file("key_file", keyFile);
  const origin = keyFile === undefined ? "the key in the environment" : nameOf("key_file", keyFile);
  const privateKey = readSigningKey(pem, value("pass_phrase"), `${where}: ${origin}`);
  const [tenancy, user, fingerprint] = [value("tenancy") ?? "", value("user"), value("fingerprint")];
  const signer = async (): Promise<Signer> => ({
    keyId:
      tokenFile === undefined
        ? `${tenancy}/${user}/${fingerprint}`
        : `ST$${(await file("security_token_file", tokenFile)).trim()}`,
    privateKey,
  });
  return { tenancy, region: value("region"), signer: reloading(signer, environment.clock) };
}
