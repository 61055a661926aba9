import { Ajv } from "ajv";
import formats from "ajv-formats";

/** The part of the API's replies that keylint reads, from the field tables of Cisco's own SDK (intersight-python, model/iam_*.py). */
const time = { type: "string", format: "date-time" };
const text = { type: "string" };
const flag = { type: "boolean" };
const reference = {
  type: ["object", "null"],
  required: ["ClassId", "ObjectType"],
  properties: { ClassId: text, ObjectType: text, Moid: text },
};
const managed = (type: string, properties: Readonly<Record<string, unknown>>): unknown => ({
  type: "object",
  required: ["ClassId", "ObjectType", "Moid", "AccountMoid"],
  properties: {
    ClassId: { const: type },
    ObjectType: { const: type },
    Moid: text,
    AccountMoid: text,
    CreateTime: time,
    ...properties,
  },
});
const keySpec = {
  oneOf: [
    { properties: { ClassId: { const: "pkix.RsaAlgorithm" }, Modulus: { enum: [2048, 2560, 3072, 3584, 4096] } } },
    { properties: { ClassId: { const: "pkix.EcdsaKeySpec" }, Curve: { enum: ["P256", "P224", "P384", "P521"] } } },
    {
      properties: {
        ClassId: { const: "pkix.EddsaKeySpec" },
        Algorithm: { enum: ["Ed25519", "Ed25519ph", "Ed25519ctx"] },
      },
    },
  ],
  type: "object",
  required: ["ClassId", "ObjectType"],
};

const key = managed("iam.ApiKey", {
  AdminStatus: { enum: ["enable", "disable"] },
  OperStatus: { enum: ["enabled", "disabled", "expired"] },
  ExpiryDateTime: time,
  StartTime: time,
  LastUsedTime: time,
  LastUsedIp: text,
  IsNeverExpiring: flag,
  HashAlgorithm: { enum: ["SHA256", "SHA384", "SHA512", "SHA512_224", "SHA512_256"] },
  SigningAlgorithm: { enum: ["RSASSA-PKCS1-v1_5", "RSASSA-PSS", "Ed25519", "Ecdsa", "EcdsaP1363Format"] },
  KeySpec: keySpec,
  PrivateKey: text,
  Purpose: { type: "string", maxLength: 1024 },
  Scope: { type: ["object", "null"] },
  Permission: reference,
  User: reference,
  Parent: reference,
  PermissionResources: { type: ["array", "null"], items: reference },
  Tags: {
    type: ["array", "null"],
    items: {
      type: "object",
      properties: { Key: { type: "string", maxLength: 356 }, Value: { type: "string", maxLength: 256 } },
    },
  },
});

const user = managed("iam.User", {
  Name: text,
  Email: text,
  UserIdOrEmail: text,
  UserType: text,
  LastLoginTime: time,
  LockedUntil: time,
});

const limits = managed("iam.ResourceLimits", {
  AllowApiKeysWithoutExpiry: flag,
  MaxApiKeyExpiry: { type: "integer", minimum: 0, maximum: 31_104_000 },
});

const listOf = (type: string, item: unknown): object => ({
  type: "object",
  required: ["ObjectType", "Results"],
  properties: {
    ObjectType: { const: `${type}.List` },
    Count: { type: "integer", minimum: 0 },
    Results: { type: ["array", "null"], items: item },
  },
});

const error = {
  type: "object",
  required: ["code", "message"],
  properties: {
    code: {
      enum: [
        "InternalServerError",
        "InvalidMethod",
        "InvalidUrl",
        "InvalidRequest",
        "NotFound",
        "NotSupported",
        "NotImplemented",
        "AuthenticationFailure",
        "UnauthorizedOperation",
        "ValidationConflict",
        "ServiceUnavailable",
      ],
    },
    message: text,
    traceId: text,
  },
};

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
formats.default(ajv);
const validators = {
  "/api/v1/iam/ApiKeys": ajv.compile(listOf("iam.ApiKey", key)),
  "/api/v1/iam/Users": ajv.compile(listOf("iam.User", user)),
  "/api/v1/iam/ResourceLimits": ajv.compile(listOf("iam.ResourceLimits", limits)),
  error: ajv.compile(error),
};

/** What is wrong with a reply by the API's schema; empty when nothing is. */
export function replyErrors(path: string, status: number, json: unknown): string {
  const name = status >= 400 ? "error" : path;
  if (!Object.hasOwn(validators, name)) return `no schema for ${path}`;
  const validate = validators[name as keyof typeof validators];
  return validate(json) ? "" : ajv.errorsText(validate.errors);
}
