import { createHttpClient, type HttpClient, isLoopback } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { member, nonEmptyTextOf } from "../../../http/json.ts";
import type { Source } from "../../../model/source.ts";
import { accountSource } from "../../live-source.ts";
import { ociAccess, type OciAccess } from "./config.ts";
import { listTenancy } from "./list.ts";
import { createProblems } from "./problems.ts";
import { signOciCall } from "./sign.ts";
import { ociTargetOf } from "./target.ts";

const scimError = "urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error";

/**
 * A live Oracle Cloud tenancy: its users, and their API keys as the classic Identity service and the identity domains show them.
 * @param name the source, as the user gave it: `oci:DEFAULT`
 * @param settings of the target, whose form the schema checked
 */
export function ociSource(
  name: string,
  settings: Readonly<Record<string, unknown>>,
  environment: LiveEnvironment,
): Source {
  return accountSource(name, {
    access: () => ociAccess(ociTargetOf(settings), environment),
    unreachable: (reason) => `${name}: ${reason}`,
    client: (access) => ociClient(access, environment),
    items: ({ tenancy, endpoint, realm }, client) =>
      listTenancy({ source: name, tenancy, client, environment, problems: createProblems(name), endpoint }, realm),
  });
}

function ociClient(access: OciAccess, environment: LiveEnvironment): HttpClient {
  return createHttpClient({
    environment,
    sign: async (request) => signOciCall(request, await access.signer(), environment.clock()),
    allowed: (url) => isOwnHost(url, access),
    errorOf: (body, headers) => ({
      code: nonEmptyTextOf(member(body, "code")) ?? nonEmptyTextOf(member(member(body, scimError), "messageId")),
      requestId: nonEmptyTextOf(headers["opc-request-id"]),
    }),
    alsoTransient: (status, code) => status === 409 && code === "IncorrectState",
  });
}

/** Identity domains have hosts of their own, which a listing names: only those of the tenancy's realm get a signed call. */
function isOwnHost(url: URL, { endpoint, realm }: OciAccess): boolean {
  const domain = realm ?? /^identity\.[\w-]+\.(?:oci\.)?(.+\..+)$/.exec(endpoint.hostname)?.[1];
  return (
    url.host === endpoint.host ||
    (domain !== undefined && url.hostname.endsWith(`.${domain}`)) ||
    (isLoopback(endpoint) && isLoopback(url))
  );
}
