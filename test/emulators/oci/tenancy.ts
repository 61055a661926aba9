import { createHash, generateKeyPairSync } from "node:crypto";

/** A tenancy to emulate. Everything is composed here; names and ids belong to nobody. */
export interface EmulatedTenancy {
  readonly id: string;
  readonly homeRegion: string;
  readonly compartments: readonly { readonly id: string; readonly name: string; readonly deleted?: boolean }[];
  readonly domains: readonly EmulatedDomain[];
  readonly groups: readonly EmulatedGroup[];
  readonly policies: readonly { readonly id: string; readonly name: string; readonly statements: readonly string[] }[];
  readonly users: readonly EmulatedUser[];
}

export interface EmulatedDomain {
  readonly id: string;
  readonly name: string;
  readonly type: "DEFAULT" | "SECONDARY";
  readonly licenseType: string;
  readonly compartment: string;
}

export interface EmulatedGroup {
  readonly id: string;
  readonly name: string;
  /** Id of its domain. */
  readonly domain: string;
}

export interface EmulatedUser {
  readonly ocid: string;
  readonly scimId: string;
  readonly name: string;
  /** Id of the domain; users of the default domain are also shown by the classic interface. */
  readonly domain: string;
  readonly lifecycleState: "ACTIVE" | "INACTIVE";
  readonly canUseConsole: boolean;
  readonly lastLogin: string | null;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly keys: readonly EmulatedKey[];
}

export interface EmulatedKey {
  readonly id: string;
  readonly pem: string;
  readonly fingerprint: string;
  readonly timeCreated: string;
  readonly lifecycleState: "ACTIVE" | "INACTIVE";
  readonly description: string | null;
}

/** An id of 32 hex digits or an OCID that depends on its name only. */
const hex = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
const ocid = (type: string, text: string): string => `ocid1.${type}.oc1..aaaaaaaa${hex(text)}`;

/** A public key in PEM form with its MD5 fingerprint. */
export function publicKeyOf(pem: string): { readonly pem: string; readonly fingerprint: string } {
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
  return { pem, fingerprint: (createHash("md5").update(der).digest("hex").match(/../g) ?? []).join(":") };
}

/** A fresh RSA key pair, for a caller or a user. */
export function makeKeyPair(bits = 2048): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: bits,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

/**
 * A tenancy with one of everything that a listing can meet: three domains in two compartments, administrators by group, by policy and by role,
 * users without keys and users with three, inactive keys and users, a service user, somebody who never logged in.
 * @param seed names the tenancy: another seed, another tenancy
 * @param publicKeys PEM public keys to give to the users in turn; fresh ones when absent, of which one is two users'
 */
export function sampleTenancy(seed: string, publicKeys?: readonly string[]): EmulatedTenancy {
  const keys = (publicKeys ?? Array.from({ length: 9 }, () => makeKeyPair().publicKey)).map(publicKeyOf);
  const id = ocid("tenancy", seed);
  const sandbox = { id: ocid("compartment", `${seed}/sandbox`), name: "sandbox" };
  const domain = (
    name: string,
    type: EmulatedDomain["type"],
    licenseType: string,
    compartment: string,
  ): EmulatedDomain => ({
    id: ocid("domain", `${seed}/${name}`),
    name,
    type,
    licenseType,
    compartment,
  });
  const standard = domain("Default", "DEFAULT", "free", id);
  const partners = domain("Partners", "SECONDARY", "premium", sandbox.id);
  const empty = domain("Empty", "SECONDARY", "external-user", sandbox.id);
  const group = (name: string, of: EmulatedDomain): EmulatedGroup => ({
    id: ocid("group", `${seed}/${of.name}/${name}`),
    name,
    domain: of.id,
  });
  const groups = [
    group("Administrators", standard),
    group("NetworkOps", standard),
    group("Builders", standard),
    group("Owners", partners),
  ];
  let dealt = 0;
  const user = (
    name: string,
    of: EmulatedDomain,
    created: readonly string[],
    changes: Partial<EmulatedUser> = {},
  ): EmulatedUser => ({
    ocid: ocid("user", `${seed}/${of.name}/${name}`),
    scimId: hex(`${seed}/${of.name}/${name}`),
    name,
    domain: of.id,
    lifecycleState: "ACTIVE",
    canUseConsole: true,
    lastLogin: "2026-10-20T08:01:02.003Z",
    groups: [],
    roles: [],
    keys: created.map((timeCreated, index) => {
      const key = keys[dealt++ % keys.length] ?? publicKeyOf("");
      return { ...key, id: hex(`${seed}/${name}/${index}`), timeCreated, lifecycleState: "ACTIVE", description: null };
    }),
    ...changes,
  });
  return {
    id,
    homeRegion: "us-ashburn-1",
    compartments: [
      sandbox,
      { id: ocid("compartment", `${seed}/empty`), name: "empty" },
      { id: ocid("compartment", `${seed}/gone`), name: "gone", deleted: true },
    ],
    domains: [standard, partners, empty],
    groups,
    policies: [
      {
        id: ocid("policy", `${seed}/admin`),
        name: "Tenant Admin Policy",
        statements: ["ALLOW GROUP Administrators to manage all-resources IN TENANCY"],
      },
      {
        id: ocid("policy", `${seed}/more`),
        name: "more",
        statements: [
          "Allow group NetworkOps to manage virtual-network-family in tenancy",
          "Allow group 'Partners'/'Owners' to manage all-resources in tenancy",
          "Allow group Builders to manage all-resources in tenancy where request.region = 'iad'",
        ],
      },
    ],
    users: [
      user("alice@example.com", standard, ["2024-02-11T09:15:42.118Z"], { groups: ["Administrators"] }),
      user(
        "build-bot",
        standard,
        ["2026-09-01T00:00:00.000Z", "2026-10-01T00:00:00.000Z", "2026-10-20T00:00:00.000Z"],
        {
          canUseConsole: false,
          lastLogin: null,
          groups: ["NetworkOps"],
        },
      ),
      user("carol", standard, []),
      user("dave/federated", standard, ["2026-08-15T10:00:00.000Z"], { lastLogin: null, groups: ["Builders"] }),
      user("erin", standard, ["2026-10-25T10:00:00.000Z"], {
        lifecycleState: "INACTIVE",
        groups: ["Administrators"],
      }),
      user("frank", standard, ["2026-10-02T10:00:00.000Z"], { roles: ["Identity Domain Administrator"] }),
      user("grace@partner.example", partners, ["2026-09-12T10:00:00.000Z", "2027-01-01T00:00:00.000Z"], {
        groups: ["Owners"],
      }),
      user("heidi@partner.example", partners, ["2026-10-10T10:00:00.000Z"]),
      user("ivan@partner.example", partners, []),
    ],
  };
}
