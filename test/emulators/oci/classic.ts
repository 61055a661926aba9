import { errorReply, type Operation, type Reply } from "./faults.ts";
import type { EmulatedKey, EmulatedTenancy, EmulatedUser } from "./tenancy.ts";

/** One operation of the classic Identity API: what it accepts and what it answers. */
export interface Route {
  readonly operation: Operation;
  /** Query names that it knows, beside `page` and `limit` for a paged one. */
  readonly query: readonly string[];
  readonly paged: boolean;
  /** All items, or the error. */
  readonly items: (query: URLSearchParams) => readonly unknown[] | Reply;
}

const notFound = errorReply(
  404,
  "NotAuthorizedOrNotFound",
  false,
  "Authorization failed or requested resource not found.",
);

/** Finds the operation for a path below /20160918; a trailing slash is another path. */
export function classicRoute(
  path: string,
  tenancy: EmulatedTenancy,
  domainUrl: (id: string) => string,
  vanishing: ReadonlySet<string> = new Set(),
): Route | undefined {
  const users = tenancy.users.filter(
    (user) => user.domain === tenancy.domains.find(({ type }) => type === "DEFAULT")?.id,
  );
  const inTenancy = (items: (query: URLSearchParams) => readonly unknown[]) => (query: URLSearchParams) =>
    query.get("compartmentId") === tenancy.id ? items(query) : notFound;
  const match = (pattern: RegExp): string | undefined => pattern.exec(path)?.[1];

  const ofUser = match(/^users\/([^/]+)\/apiKeys$/);
  if (ofUser !== undefined) {
    const user = users.find(({ ocid }) => ocid === decodeURIComponent(ofUser));
    return {
      operation: "ListApiKeys",
      query: [],
      paged: false,
      items: () =>
        user === undefined || vanishing.has(user.ocid) ? notFound : user.keys.map((key) => keyBody(tenancy, user, key)),
    };
  }
  const subscriptions = match(/^tenancies\/([^/]+)\/regionSubscriptions$/);
  if (subscriptions !== undefined) {
    const regions = [
      { regionKey: "PHX", regionName: "us-phoenix-1", status: "READY", isHomeRegion: false },
      { regionKey: "IAD", regionName: tenancy.homeRegion, status: "READY", isHomeRegion: true },
    ];
    return {
      operation: "ListRegionSubscriptions",
      query: [],
      paged: false,
      items: () => (subscriptions === tenancy.id ? regions : notFound),
    };
  }
  switch (path) {
    case "users":
      return {
        operation: "ListUsers",
        query: [
          "compartmentId",
          "name",
          "externalIdentifier",
          "identityProviderId",
          "lifecycleState",
          "sortBy",
          "sortOrder",
        ],
        paged: true,
        items: inTenancy((query) =>
          users
            .filter(({ name, ocid }) => !query.has("name") || (query.get("name") === name && !vanishing.has(ocid)))
            .map((user) => userBody(tenancy, user)),
        ),
      };
    case "groups":
      return {
        operation: "ListGroups",
        query: ["compartmentId", "name", "sortBy", "sortOrder", "lifecycleState"],
        paged: true,
        items: inTenancy(() =>
          tenancy.groups
            .filter(({ domain }) => domain === tenancy.domains.find(({ type }) => type === "DEFAULT")?.id)
            .map(({ id, name }) => ({
              id,
              name,
              compartmentId: tenancy.id,
              description: name,
              lifecycleState: "ACTIVE",
            })),
        ),
      };
    case "userGroupMemberships":
      return {
        operation: "ListUserGroupMemberships",
        query: ["compartmentId", "userId", "groupId"],
        paged: true,
        items: inTenancy((query) => {
          const group = tenancy.groups.find(({ id }) => id === query.get("groupId"));
          return users
            .filter((user) => group !== undefined && user.groups.includes(group.name))
            .map((user) => ({
              id: `${user.ocid}.${group?.id}`,
              userId: user.ocid,
              groupId: group?.id,
              lifecycleState: "ACTIVE",
            }));
        }),
      };
    case "policies":
      return {
        operation: "ListPolicies",
        query: ["compartmentId", "name", "sortBy", "sortOrder", "lifecycleState"],
        paged: true,
        items: inTenancy(() =>
          tenancy.policies.map((policy) => ({ ...policy, compartmentId: tenancy.id, lifecycleState: "ACTIVE" })),
        ),
      };
    case "compartments":
      return {
        operation: "ListCompartments",
        query: [
          "compartmentId",
          "accessLevel",
          "compartmentIdInSubtree",
          "name",
          "sortBy",
          "sortOrder",
          "lifecycleState",
        ],
        paged: true,
        items: inTenancy((query) =>
          query.get("compartmentIdInSubtree") === "true"
            ? tenancy.compartments.map(({ id, name, deleted }) => ({
                id,
                name,
                compartmentId: tenancy.id,
                lifecycleState: deleted === true ? "DELETED" : "ACTIVE",
              }))
            : [],
        ),
      };
    case "domains":
      return {
        operation: "ListDomains",
        query: [
          "compartmentId",
          "displayName",
          "url",
          "homeRegionUrl",
          "type",
          "licenseType",
          "isHiddenOnLogin",
          "name",
          "sortBy",
          "sortOrder",
          "lifecycleState",
        ],
        paged: true,
        // A compartment that is deleted can't be asked any more.
        items: (query) =>
          tenancy.compartments.some(({ id, deleted }) => deleted === true && id === query.get("compartmentId"))
            ? notFound
            : tenancy.domains
                .filter(({ compartment }) => compartment === query.get("compartmentId"))
                .map(({ id, name, type, licenseType, compartment }) => ({
                  id,
                  displayName: name,
                  compartmentId: compartment,
                  url: domainUrl(id),
                  homeRegionUrl: domainUrl(id),
                  homeRegion: tenancy.homeRegion,
                  type,
                  licenseType,
                  lifecycleState: "ACTIVE",
                })),
      };
    default:
      return undefined;
  }
}

function keyBody(tenancy: EmulatedTenancy, user: EmulatedUser, key: EmulatedKey): unknown {
  return {
    keyId: `${tenancy.id}/${user.ocid}/${key.fingerprint}`,
    keyValue: key.pem,
    fingerprint: key.fingerprint,
    userId: user.ocid,
    timeCreated: key.timeCreated,
    lifecycleState: key.lifecycleState,
    inactiveStatus: null,
  };
}

function userBody(tenancy: EmulatedTenancy, user: EmulatedUser): unknown {
  return {
    id: user.ocid,
    compartmentId: tenancy.id,
    name: user.name,
    description: user.name,
    email: null,
    externalIdentifier: user.scimId,
    identityProviderId: null,
    timeCreated: "2020-01-15T10:00:00.000Z",
    lifecycleState: user.lifecycleState,
    isMfaActivated: false,
    capabilities: {
      canUseConsolePassword: user.canUseConsole,
      canUseApiKeys: true,
      canUseAuthTokens: true,
      canUseSmtpCredentials: true,
      canUseDbCredentials: true,
      canUseCustomerSecretKeys: true,
      canUseOAuth2ClientCredentials: true,
    },
    lastSuccessfulLoginTime: user.lastLogin,
    freeformTags: {},
    definedTags: {},
  };
}
