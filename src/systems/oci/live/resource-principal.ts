import { isAbsolute } from "node:path";
import { SourceError } from "../../../errors.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { type Caller, claimOf, reloading } from "./caller.ts";
import type { Signer } from "./sign.ts";
import { readSigningKey } from "./signing-key.ts";

/**
 * A resource principal, version 2.2: token, key and region in the environment, each as a value or as the absolute path of a file that is
 * renewed while it is used (oci-typescript-sdk, lib/common/lib/auth/resource-principal-authentication-details-provider.ts).
 * @throws {SourceError} naming every variable that is missing
 */
export async function resourcePrincipal({ env, readFile, clock }: LiveEnvironment): Promise<Caller> {
  const name = (suffix: string): string => `OCI_RESOURCE_PRINCIPAL_${suffix}`;
  const version = env[name("VERSION")];
  if (version !== undefined && version !== "2.2") {
    throw new SourceError(`${name("VERSION")} must be 2.2; other versions of resource principals are not supported`);
  }
  const missing = ["VERSION", "RPST", "PRIVATE_PEM", "REGION"].filter((suffix) => (env[name(suffix)] ?? "") === "");
  if (missing.length > 0) throw new SourceError(`resource principal: ${missing.map(name).join(", ")} not set`);
  const value = async (suffix: string): Promise<string | undefined> => {
    const text = env[name(suffix)];
    if (text === undefined || !isAbsolute(text)) return text;
    return readFile(text).catch(() => {
      throw new SourceError(`resource principal: the file that ${name(suffix)} names can't be read`);
    });
  };
  const token = async (): Promise<string> => ((await value("RPST")) ?? "").trim();
  const tenancy = claimOf(await token(), "res_tenant");
  if (tenancy === undefined) throw new SourceError(`resource principal: ${name("RPST")} is not a token of a resource`);
  const signer = async (): Promise<Signer> => ({
    keyId: `ST$${await token()}`,
    privateKey: readSigningKey(
      (await value("PRIVATE_PEM")) ?? "",
      (await value("PRIVATE_PEM_PASSPHRASE"))?.trim(),
      name("PRIVATE_PEM"),
    ),
  });
  return { tenancy, region: await value("REGION"), signer: reloading(signer, clock) };
}
