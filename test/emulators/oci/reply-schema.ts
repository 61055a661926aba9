import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Operation } from "./faults.ts";

/**
 * What Oracle documents of its replies, as far as keylint reads them: Oracle publishes no OpenAPI document for these services, so this is written by
 * hand from the models of its clients (oci-go-sdk, identity/*.go; oci-typescript-sdk, lib/identitydomains/lib/model).
 */
const text = { type: "string", minLength: 1 };
const nullable = { type: ["string", "null"] };
const time = { type: ["string", "null"], format: "date-time" };
const flag = { type: "boolean" };
const ocid = (type: string): object => ({ type: "string", pattern: `^ocid1\\.${type}\\.oc1\\.\\.[a-z0-9]+$` });
const fingerprint = { type: "string", pattern: "^([0-9a-f]{2}:){15}[0-9a-f]{2}$" };
const object = (properties: Record<string, object>, optional: readonly string[] = []): object => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const list = (items: object): object => ({ type: "array", items });

const capabilities = [
  "canUseConsolePassword",
  "canUseApiKeys",
  "canUseAuthTokens",
  "canUseSmtpCredentials",
  "canUseDbCredentials",
  "canUseCustomerSecretKeys",
  "canUseOAuth2ClientCredentials",
];
const extension = "urn:ietf:params:scim:schemas:oracle:idcs:extension";
const scim = (resource: object): object =>
  object({
    schemas: { const: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"] },
    totalResults: { type: "integer" },
    Resources: list(resource),
    startIndex: { type: "integer" },
    itemsPerPage: { type: "integer" },
  });
const reference = object(
  { value: text, ocid: text, display: text, name: text, $ref: { type: "string", format: "uri" } },
  ["name", "$ref"],
);

const schemas: Readonly<Record<Operation, object>> = {
  ListRegionSubscriptions: list(
    object({ regionKey: text, regionName: text, status: { enum: ["READY", "IN_PROGRESS"] }, isHomeRegion: flag }),
  ),
  ListPolicies: list(
    object({
      id: ocid("policy"),
      name: text,
      statements: list(text),
      compartmentId: ocid("tenancy"),
      lifecycleState: text,
    }),
  ),
  ListGroups: list(
    object({ id: ocid("group"), name: text, description: text, compartmentId: ocid("tenancy"), lifecycleState: text }),
  ),
  ListUserGroupMemberships: list(
    object({ id: text, userId: ocid("user"), groupId: ocid("group"), lifecycleState: text }),
  ),
  ListCompartments: list(
    object({ id: ocid("compartment"), name: text, compartmentId: ocid("tenancy"), lifecycleState: text }),
  ),
  ListDomains: list(
    object({
      id: ocid("domain"),
      displayName: text,
      compartmentId: ocid("(?:tenancy|compartment)"),
      url: { type: "string", format: "uri" },
      homeRegionUrl: { type: "string", format: "uri" },
      homeRegion: text,
      type: { enum: ["DEFAULT", "SECONDARY"] },
      licenseType: text,
      lifecycleState: { enum: ["CREATING", "ACTIVE", "DELETING", "INACTIVE"] },
    }),
  ),
  ListUsers: list(
    object({
      id: ocid("user"),
      compartmentId: ocid("tenancy"),
      name: text,
      description: text,
      email: nullable,
      externalIdentifier: nullable,
      identityProviderId: nullable,
      timeCreated: time,
      lifecycleState: { enum: ["CREATING", "ACTIVE", "INACTIVE", "DELETING", "DELETED"] },
      isMfaActivated: flag,
      capabilities: object(Object.fromEntries(capabilities.map((name) => [name, flag]))),
      lastSuccessfulLoginTime: time,
      freeformTags: { type: "object" },
      definedTags: { type: "object" },
    }),
  ),
  ListApiKeys: list(
    object({
      keyId: { type: "string", pattern: "^ocid1\\.tenancy\\.\\S+/ocid1\\.user\\.\\S+/[0-9a-f:]{47}$" },
      keyValue: { type: "string", pattern: "^-----BEGIN PUBLIC KEY-----\n" },
      fingerprint,
      userId: ocid("user"),
      timeCreated: time,
      lifecycleState: { enum: ["CREATING", "ACTIVE", "INACTIVE", "DELETING", "DELETED"] },
      inactiveStatus: { type: ["integer", "null"] },
    }),
  ),
  "SCIM Users": scim(
    object(
      {
        id: text,
        userName: text,
        ocid: ocid("user"),
        active: flag,
        groups: list(reference),
        [`${extension}:capabilities:User`]: object({
          canUseApiKeys: flag,
          canUseConsole: flag,
          canUseConsolePassword: flag,
        }),
        [`${extension}:user:User`]: object(
          { isFederatedUser: flag, serviceUser: flag, appRoles: list(object({ value: text, display: text })) },
          ["appRoles"],
        ),
        [`${extension}:userState:User`]: object({ lastSuccessfulLoginDate: time }),
      },
      ["groups", `${extension}:userState:User`],
    ),
  ),
  "SCIM ApiKeys": scim(
    object(
      {
        schemas: { const: ["urn:ietf:params:scim:schemas:oracle:idcs:apikey"] },
        id: text,
        ocid: ocid("apikey"),
        fingerprint,
        key: { type: "string", pattern: "^-----BEGIN PUBLIC KEY-----\n" },
        description: nullable,
        user: reference,
        meta: object({ resourceType: { const: "ApiKey" }, created: time, lastModified: time, location: text }),
        deleteInProgress: flag,
        tags: list(object({ key: text, value: text })),
      },
      ["description"],
    ),
  ),
};

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validators = new Map<string, ValidateFunction>();

/** What in a reply is not as Oracle documents it; empty when all is. */
export function replyErrors(operation: Operation, body: unknown): readonly string[] {
  const validate = validators.get(operation) ?? ajv.compile(schemas[operation]);
  validators.set(operation, validate);
  validate(body);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${operation} ${instancePath} ${message}`);
}
