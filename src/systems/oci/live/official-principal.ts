import { createPrivateKey } from "node:crypto";
import { SourceError } from "../../../errors.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { type Caller, claimOf, reloading } from "./caller.ts";
import type { Signer } from "./sign.ts";

/** `oci-common` gives the cluster's certificate to Node's own fetch in a way that it ignores (oracle/oci-typescript-sdk, issue 416). */
const howToTrust =
  ". Start keylint with NODE_EXTRA_CA_CERTS=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt: oci-common trusts the cluster's certificate in no other way";

type Common = typeof import("oci-common");
type Provider = Awaited<ReturnType<typeof instancePrincipal>> | ReturnType<typeof workloadIdentity>;

/**
 * An instance principal or an OKE workload identity, through Oracle's own `oci-common`: both are exchanges of certificates with services that
 * only exist inside Oracle Cloud. The package is loaded only here.
 * @throws {SourceError} when it is not installed, the machine has no such identity, or the identity gets no token
 */
export async function officialPrincipal(
  auth: "instance_principal" | "oke_workload_identity",
  { env, clock }: Pick<LiveEnvironment, "env" | "clock">,
  load: () => Promise<Common> = () => import("oci-common"),
): Promise<Caller> {
  const common = await load().catch(() => {
    throw new SourceError(`${auth} needs Oracle's oci-common package beside keylint: npm install oci-common`);
  });
  const failed = (reason: string) => (error: unknown) => {
    throw new SourceError(`${auth}: ${reason}`, { cause: error });
  };
  const provider = await quietly(
    async (): Promise<Provider> =>
      auth === "instance_principal" ? await instancePrincipal(common, env) : workloadIdentity(common, env),
  ).catch(failed("this machine has no such identity"));
  const untrusted = auth === "oke_workload_identity" && (env["NODE_EXTRA_CA_CERTS"] ?? "") === "";
  const signer = async (): Promise<Signer> => {
    const keyId = await quietly(() => provider.getKeyId()).catch(
      failed(`the identity is given no session token${untrusted ? howToTrust : ""}`),
    );
    return { keyId, privateKey: createPrivateKey(provider.getPrivateKey()) };
  };
  const token = (await signer()).keyId.replace(/^ST\$/, "");
  const tenancy = claimOf(token, "tenant") ?? claimOf(token, "opc-tenant") ?? claimOf(token, "res_tenant");
  if (tenancy === undefined) throw new SourceError(`${auth}: its session token names no tenancy`);
  const region = "getRegion" in provider ? provider.getRegion().regionId : undefined;
  return { tenancy, region, signer: reloading(signer, clock) };
}

/** `OCI_METADATA_BASE_URL` stands for the metadata service, as for Oracle's own programs (oci-go-sdk, common/auth/instance_principal_key_provider.go). */
function instancePrincipal(common: Common, env: LiveEnvironment["env"]) {
  const builder = new common.InstancePrincipalsAuthenticationDetailsProviderBuilder();
  const metadata = env["OCI_METADATA_BASE_URL"] ?? "";
  if (metadata !== "") builder.metadataBaseUrl = metadata;
  return builder.build();
}

/** The variables name the files where a pod does not have them in the usual place; empty means that place. */
function workloadIdentity(common: Common, env: LiveEnvironment["env"]) {
  return common.OkeWorkloadIdentityAuthenticationDetailsProvider.builder(
    env["OCI_KUBERNETES_SERVICE_ACCOUNT_CERT_PATH"] ?? "",
    env["OCI_KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH"] ?? "",
  );
}

let quiet = 0;
const { log } = console;

/** Oracle's package tells of its attempts on standard output, where a report may go. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  quiet++;
  console.log = () => {};
  try {
    return await work();
  } finally {
    if (--quiet === 0) console.log = log;
  }
}
