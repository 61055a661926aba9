import type { CallRate } from "../../../http/rate-limit.ts";
import { member, nonEmptyTextOf, truthOf } from "../../../http/json.ts";
import type { Instant } from "../../../model/instant.ts";
import type { Maybe } from "../../../model/unknown.ts";
import { instantField, tagsField } from "../../live-fields.ts";

/** An identity domain as ListDomains shows it (DomainSummary). */
export interface Domain {
  readonly id: string;
  readonly name: string;
  /** As listed, usually with the port: `https://idcs-....identity.oraclecloud.com:443`. */
  readonly url: string;
  /** The tenancy's first domain, whose users and groups the classic interface shows. */
  readonly isDefault: boolean;
  readonly licenseType: string;
}

/** A user of an identity domain. */
export interface DomainUser {
  readonly id: string;
  readonly ocid: string | undefined;
  readonly name: string;
  readonly active: boolean | undefined;
  readonly canUseApiKeys: boolean | undefined;
  readonly canUseConsole: boolean | undefined;
  readonly lastLogin: Maybe<Instant>;
  readonly groups: readonly { readonly ocid: string | undefined; readonly name: string | undefined }[];
  /** Names of the domain's own roles that the user has. */
  readonly roles: readonly string[];
}

/** An API key of an identity domain. */
export interface DomainKey {
  readonly id: string;
  readonly fingerprint: string;
  /** PEM. */
  readonly key: string | undefined;
  readonly description: string | undefined;
  /** At least one of the ids is told. */
  readonly user: {
    readonly id: string | undefined;
    readonly ocid: string | undefined;
    readonly name: string | undefined;
  };
  readonly created: Maybe<Instant>;
  readonly deleteInProgress: boolean;
  readonly tags: Maybe<Readonly<Record<string, string>>>;
}

/** A page of SCIM resources holds at most so many. */
export const largestPage = 1000;

const extension = "urn:ietf:params:scim:schemas:oracle:idcs:extension";
const capabilities = `${extension}:capabilities:User`;
const userState = `${extension}:userState:User`;
const idcsUser = `${extension}:user:User`;

/** What is asked of users: last login, groups and roles are returned on request only (`returned: request` in the schema). */
export const userAttributes = [
  "id",
  "ocid",
  "userName",
  "active",
  "groups",
  `${capabilities}:canUseApiKeys`,
  `${capabilities}:canUseConsole`,
  `${capabilities}:canUseConsolePassword`,
  `${userState}:lastSuccessfulLoginDate`,
  `${idcsUser}:isFederatedUser`,
  `${idcsUser}:serviceUser`,
  `${idcsUser}:appRoles`,
].join(",");

/** What is asked of keys: tags are returned on request only. */
export const keyAttributes = "id,ocid,fingerprint,key,description,user,meta,deleteInProgress,tags";

/** Calls that a domain allows by its licence, group "Others" (docs.oracle.com, identity domains, API rate limiting). */
export function domainRate(licenseType: string): CallRate {
  const rates: Readonly<Record<string, CallRate>> = {
    free: { perSecond: 20, perMinute: 150 },
    "oracle-apps": { perSecond: 50, perMinute: 1500 },
    "oracle-apps-premium": { perSecond: 55, perMinute: 1750 },
    premium: { perSecond: 90, perMinute: 5000 },
    "external-user": { perSecond: 80, perMinute: 4000 },
  };
  return rates[licenseType.toLowerCase().replaceAll(/[_\s]/g, "-")] ?? { perSecond: 20, perMinute: 150 };
}

/** Each reader gives `undefined` for an item that is not what the interface promises. */
export function readDomain(item: unknown): Domain | undefined {
  const text = (name: string): string | undefined => nonEmptyTextOf(member(item, name));
  const [id, name, url] = [text("id"), text("displayName"), text("url")];
  if (id === undefined || name === undefined || url === undefined || !URL.canParse(url)) return undefined;
  return { id, name, url, isDefault: text("type") === "DEFAULT", licenseType: text("licenseType") ?? "free" };
}

export function readDomainUser(item: unknown): DomainUser | undefined {
  const [id, name] = [nonEmptyTextOf(member(item, "id")), nonEmptyTextOf(member(item, "userName"))];
  if (id === undefined || name === undefined) return undefined;
  const service = truthOf(member(member(item, idcsUser), "serviceUser")) === true;
  const federated = truthOf(member(member(item, idcsUser), "isFederatedUser")) === true;
  const capability = (name: string): boolean | undefined => truthOf(member(member(item, capabilities), name));
  const login = capability("canUseConsole") ?? (federated ? true : capability("canUseConsolePassword"));
  return {
    id,
    name,
    ocid: nonEmptyTextOf(member(item, "ocid")),
    active: truthOf(member(item, "active")),
    canUseApiKeys: capability("canUseApiKeys"),
    canUseConsole: service ? false : login,
    lastLogin: instantField(member(item, userState), "lastSuccessfulLoginDate"),
    groups: listOf(member(item, "groups")).map((group) => ({
      ocid: nonEmptyTextOf(member(group, "ocid")),
      name: nonEmptyTextOf(member(group, "display")),
    })),
    roles: listOf(member(member(item, idcsUser), "appRoles")).flatMap(
      (role) => nonEmptyTextOf(member(role, "display")) ?? [],
    ),
  };
}

export function readDomainKey(item: unknown): DomainKey | undefined {
  const [id, fingerprint] = [nonEmptyTextOf(member(item, "id")), nonEmptyTextOf(member(item, "fingerprint"))];
  const user = userOf(member(item, "user"));
  if (id === undefined || fingerprint === undefined || user === undefined) return undefined;
  return {
    id,
    fingerprint,
    key: nonEmptyTextOf(member(item, "key")),
    description: nonEmptyTextOf(member(item, "description")),
    user,
    created: instantField(member(item, "meta"), "created"),
    deleteInProgress: member(item, "deleteInProgress") === true,
    tags: tagsField(item, "tags", "key", "value"),
  };
}

/** `undefined` when neither id is told. */
function userOf(user: unknown): DomainKey["user"] | undefined {
  const [id, ocid] = [nonEmptyTextOf(member(user, "value")), nonEmptyTextOf(member(user, "ocid"))];
  return id === undefined && ocid === undefined ? undefined : { id, ocid, name: nonEmptyTextOf(member(user, "name")) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
