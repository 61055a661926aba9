import { errorReply, type Reply } from "./faults.ts";
import type { EmulatedDomain, EmulatedKey, EmulatedTenancy, EmulatedUser } from "./tenancy.ts";

const extension = "urn:ietf:params:scim:schemas:oracle:idcs:extension";
const known = new Set(["filter", "sortBy", "sortOrder", "startIndex", "count", "attributes", "attributeSets"]);

/** When an attribute is returned (`returned` in the SCIM schema). */
type Returned = "always" | "default" | "request";
type Attributes = readonly { readonly name: string; readonly returned: Returned; readonly value: unknown }[];

/** One page of the users or the keys of a domain. */
export function scimReply(
  type: "Users" | "ApiKeys",
  tenancy: EmulatedTenancy,
  domain: EmulatedDomain,
  url: string,
  query: URLSearchParams,
  { pageSize = 2, overlapping = false }: { readonly pageSize?: number; readonly overlapping?: boolean },
): Reply {
  const refuse = (why: string): Reply => errorReply(400, "common.validation", true, why);
  for (const name of query.keys()) if (!known.has(name)) return refuse(`unknown parameter ${name}`);
  const count = Number(query.get("count") ?? 50);
  const startIndex = Number(query.get("startIndex") ?? 1);
  if (!(count >= 0 && count <= 1000)) return refuse("count must be 0 to 1000");
  if (!(startIndex >= 1)) return refuse("startIndex must be 1 or more");
  const users = tenancy.users.filter((user) => user.domain === domain.id);
  const filter = query.get("filter");
  const owner = filter === null ? undefined : /^user\.(?:ocid|value) eq "([^"]+)"$/.exec(filter)?.[1];
  if (filter !== null && (owner === undefined || type === "Users")) return refuse("the filter expression is not valid");
  const all =
    type === "Users"
      ? users.map((user) => userAttributes(tenancy, user))
      : users
          .filter((user) => owner === undefined || owner === user.ocid || owner === user.scimId)
          .flatMap((user) => user.keys.map((key) => keyAttributes(tenancy, domain, url, user, key)));
  const sortBy = query.get("sortBy");
  const sorted = sortBy === null ? all : all.toSorted((a, b) => (valueOf(a, sortBy) < valueOf(b, sortBy) ? -1 : 1));
  const itemsPerPage = Math.min(count, pageSize);
  return {
    status: 200,
    headers: { "content-type": "application/scim+json" },
    body: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: all.length,
      Resources: sorted
        .slice(Math.max(0, startIndex - (overlapping ? 2 : 1)), startIndex - 1 + itemsPerPage)
        .map((attributes) => select(attributes, query)),
      startIndex,
      itemsPerPage,
    },
  };
}

function valueOf(attributes: Attributes, wanted: string): string {
  return JSON.stringify(attributes.find(({ name }) => name === wanted)?.value ?? "");
}

/** An attribute of an extension is named `SCHEMA:attribute`, and returned inside an object of the schema's name. */
function select(attributes: Attributes, query: URLSearchParams): unknown {
  const wanted = query.get("attributes")?.split(",");
  const sets = query.getAll("attributeSets");
  const shown = attributes.filter(
    ({ name, returned }) =>
      returned === "always" ||
      wanted?.includes(name) ||
      sets.includes(returned) ||
      sets.includes("all") ||
      (wanted === undefined && sets.length === 0 && returned === "default"),
  );
  const resource: Record<string, unknown> = {};
  for (const { name, value } of shown) {
    if (value === undefined) continue;
    const [, schema, attribute] = /^(urn:.*):(\w+)$/.exec(name) ?? [];
    if (schema === undefined || attribute === undefined) resource[name] = value;
    else resource[schema] = { ...(resource[schema] as object | undefined), [attribute]: value };
  }
  return resource;
}

function userAttributes(tenancy: EmulatedTenancy, user: EmulatedUser): Attributes {
  const groups = tenancy.groups.filter(({ domain, name }) => domain === user.domain && user.groups.includes(name));
  return [
    { name: "id", returned: "always", value: user.scimId },
    { name: "ocid", returned: "default", value: user.ocid },
    { name: "userName", returned: "always", value: user.name },
    { name: "active", returned: "default", value: user.lifecycleState === "ACTIVE" },
    { name: "meta", returned: "default", value: { resourceType: "User", created: "2020-01-15T10:00:00.000Z" } },
    {
      name: "groups",
      returned: "request",
      value:
        groups.length === 0
          ? undefined
          : groups.map(({ id, name }) => ({ value: id.slice(-32), ocid: id, display: name })),
    },
    { name: `${extension}:capabilities:User:canUseApiKeys`, returned: "default", value: true },
    { name: `${extension}:capabilities:User:canUseConsole`, returned: "default", value: user.canUseConsole },
    { name: `${extension}:capabilities:User:canUseConsolePassword`, returned: "default", value: user.canUseConsole },
    { name: `${extension}:user:User:isFederatedUser`, returned: "default", value: false },
    { name: `${extension}:user:User:serviceUser`, returned: "default", value: !user.canUseConsole },
    { name: `${extension}:mfa:User:mfaStatus`, returned: "default", value: "UN_ENROLLED" },
    {
      name: `${extension}:userState:User:lastSuccessfulLoginDate`,
      returned: "request",
      value: user.lastLogin ?? undefined,
    },
    {
      name: `${extension}:user:User:appRoles`,
      returned: "request",
      value:
        user.roles.length === 0
          ? undefined
          : user.roles.map((role) => ({ value: role.length.toString(16), display: role })),
    },
  ];
}

function keyAttributes(
  tenancy: EmulatedTenancy,
  domain: EmulatedDomain,
  url: string,
  user: EmulatedUser,
  key: EmulatedKey,
): Attributes {
  return [
    { name: "schemas", returned: "always", value: ["urn:ietf:params:scim:schemas:oracle:idcs:apikey"] },
    { name: "id", returned: "always", value: key.id },
    { name: "ocid", returned: "default", value: `ocid1.apikey.oc1..aaaaaaaa${key.id}` },
    { name: "fingerprint", returned: "default", value: key.fingerprint },
    { name: "key", returned: "default", value: key.pem },
    { name: "description", returned: "default", value: key.description },
    {
      name: "user",
      returned: "default",
      value: {
        value: user.scimId,
        ocid: user.ocid,
        display: user.name,
        name: user.name,
        $ref: `${url}/admin/v1/Users/${user.scimId}`,
      },
    },
    {
      name: "meta",
      returned: "default",
      value: {
        resourceType: "ApiKey",
        created: key.timeCreated,
        lastModified: key.timeCreated,
        location: `${url}/admin/v1/ApiKeys/${key.id}`,
      },
    },
    { name: "domainOcid", returned: "default", value: domain.id },
    { name: "tenancyOcid", returned: "default", value: tenancy.id },
    { name: "deleteInProgress", returned: "default", value: false },
    { name: "tags", returned: "request", value: [{ key: "team", value: "platform" }] },
  ];
}
