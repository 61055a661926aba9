import { SourceError } from "../../../errors.ts";
import { createHttpClient, type HttpClient, isLoopback } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { member, textOf } from "../../../http/json.ts";
import type { Source, SourceItem } from "../../../model/source.ts";
import { ociAccess, type OciAccess } from "./config.ts";
import { listTenancy } from "./list.ts";
import { createProblems } from "./problems.ts";
import { signCall } from "./sign.ts";
import type { OciTarget } from "./target.ts";

const scimError = "urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error";

/**
 * A live Oracle Cloud tenancy: its users, and their API keys as the classic Identity service and the identity domains show them.
 * @param name the source, as the user gave it: `oci:DEFAULT`
 */
export function ociSource(name: string, target: OciTarget, environment: LiveEnvironment): Source {
  return {
    name,
    async *read(): AsyncIterable<SourceItem> {
      let access: OciAccess;
      try {
        access = await ociAccess(target, environment);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        yield {
          kind: "notification",
          notification: { level: "error", id: "source-unreadable", message: `${name}: ${error.message}`, source: name },
        };
        return;
      }
      const client = ociClient(access, environment);
      const { tenancy, endpoint } = access;
      try {
        yield* listTenancy(
          { source: name, tenancy, client, environment, problems: createProblems(name), endpoint },
          access.realm,
        );
      } finally {
        client.close();
      }
    },
  };
}

function ociClient(access: OciAccess, environment: LiveEnvironment): HttpClient {
  return createHttpClient({
    environment,
    sign: async (request) => signCall(request, await access.signer(), environment.clock()),
    allowed: (url) => isOwnHost(url, access),
    errorOf: (body, headers) => ({
      code: textOf(member(body, "code")) ?? textOf(member(member(body, scimError), "messageId")),
      requestId: textOf(headers["opc-request-id"]),
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
