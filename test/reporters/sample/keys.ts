import type { ApiKey, LiveOrigin, System, TerraformOrigin } from "../../../src/model/api-key.ts";
import { unknown } from "../../../src/model/unknown.ts";
import { unset } from "../../../src/systems/terraform-key.ts";
import { regionOf } from "./files.ts";

/** A key of which nothing is known but what `values` say. */
export function sampleKey(
  system: System,
  source: string,
  origin: TerraformOrigin | LiveOrigin,
  values: Partial<ApiKey> & Pick<ApiKey, "location">,
): ApiKey {
  return {
    system,
    source,
    origin,
    existence: "exists",
    ...unset,
    active: true,
    comments: [],
    places: new Map(),
    alsoAt: [],
    ...values,
  };
}

/** Where a Terraform key comes from; `address` decides module, name and type. */
export function terraformOrigin(
  document: TerraformOrigin["document"],
  root: string,
  address: string,
  more: Partial<TerraformOrigin> = {},
): TerraformOrigin {
  const parts = address.replace(/\[[^\]]*\]$/, "").split(".");
  return {
    kind: "terraform",
    document,
    root,
    mode: "managed",
    type: parts.at(-2) ?? "",
    name: parts.at(-1) ?? "",
    module: parts.slice(0, -2).join("."),
    address,
    maybe: false,
    tainted: false,
    ...more,
  };
}

const day = 86_400_000;
/** The moment that the sample run judges at. */
export const sampleAsOf = Date.UTC(2026, 10, 21, 12);

const configuration = "infra/keys.tf";
const block = (name: string, type = "oci_identity_api_key") => ({
  uri: configuration,
  region: regionOf(configuration, `resource "${type}" "${name}" {`),
});
const attribute = (name: string, after: string) => regionOf(configuration, name, `"${after}"`);

const deploy = ["blue", "green", "red"].map((color) =>
  sampleKey("oci", "infra/", terraformOrigin("configuration", "infra", `oci_identity_api_key.deploy["${color}"]`), {
    existence: "planned",
    user: unknown("oci_identity_user.robots has no id before it is applied"),
    timeCreated: unknown("the configuration does not tell when the key was created"),
    location: block("deploy"),
    places: new Map([["key_value", attribute("key_value", "deploy")]]),
  }),
);

const legacy = sampleKey("oci", "infra/", terraformOrigin("configuration", "infra", "oci_identity_api_key.legacy"), {
  user: "ocid1.user.oc1..aaaaaaaaw2kx3jvq5yfzq2exampleexampleexampleexampleexample",
  timeCreated: unknown("the configuration does not tell when the key was created"),
  location: block("legacy"),
  places: new Map([["key_value", attribute("key_value", "legacy")]]),
});

const pasted = sampleKey("oci", "infra/", terraformOrigin("configuration", "infra", "oci_identity_api_key.pasted"), {
  publicKey: { kind: "private-key" },
  privateKeyAt: ["key_value"],
  location: block("pasted"),
  places: new Map([["key_value", attribute("key_value", "pasted")]]),
});

const collector = sampleKey(
  "intersight",
  "infra/",
  terraformOrigin("configuration", "infra", "intersight_iam_api_key.collector"),
  {
    purpose: "collector",
    neverExpires: true,
    location: block("collector", "intersight_iam_api_key"),
    places: new Map([["is_never_expiring", attribute("is_never_expiring", "collector")]]),
  },
);

const planUri = "plans/new site.json";
const planned = ["north", "south"].map((site) => {
  const address = `module.site["${site}"].oci_identity_api_key.this`;
  return sampleKey("oci", planUri, terraformOrigin("plan", planUri, address, { action: "create" }), {
    existence: "planned",
    user: unknown("known only after apply"),
    location: { uri: planUri, region: regionOf(planUri, JSON.stringify(address)) },
  });
});

const archived = sampleKey(
  "oci",
  "state/terraform.tfstate",
  terraformOrigin("state", "state/terraform.tfstate", "oci_identity_api_key.archive"),
  {
    active: false,
    lifecycleState: "INACTIVE",
    timeCreated: sampleAsOf - 800 * day,
    location: { uri: "state/terraform.tfstate", region: regionOf("state/terraform.tfstate", '"attributes"') },
  },
);

const alice = sampleKey(
  "oci",
  "oci:PROD",
  {
    kind: "live",
    listings: ["identity", "identity-domain"],
    path: ["acme", "Default", "alice@example.com", "20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34"],
  },
  {
    id: "ocid1.tenancy.oc1..acme/ocid1.user.oc1..alice/20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34",
    tenancy: "ocid1.tenancy.oc1..acme",
    user: "ocid1.user.oc1..alice",
    userName: "alice@example.com",
    fingerprint: "20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34",
    lifecycleState: "ACTIVE",
    timeCreated: sampleAsOf - 412 * day,
    location: { uri: "oci/acme/Default/alice@example.com/20-3b-97-13-55-1c-5b-0d.apikey", virtual: true },
  },
);

/** Names that the outside world chose: they try to break the terminal, Markdown, HTML, XML, CSV and SARIF's messages. */
const hostile = sampleKey(
  "intersight",
  "intersight:LAB",
  {
    kind: "live",
    listings: ["iam"],
    path: ["lab", '=HYPERLINK("http://evil.example","x")', "<img src=x onerror=alert(1)>\u001b[31m|`*\n::error::pwned"],
  },
  {
    id: "5ddf1d456972652d30bc0a10",
    user: "5ddf1d456972652d30bc0a11",
    userName: '=HYPERLINK("http://evil.example","x")',
    purpose: "<img src=x onerror=alert(1)>\u001b[31m|`*\n::error::pwned",
    timeCreated: sampleAsOf - 3 * day,
    timeExpires: sampleAsOf + 30 * day,
    location: { uri: "intersight/lab/20:3b/[x](1) & ${y}/5ddf1d456972652d30bc0a10.apikey", virtual: true },
  },
);

/** Keys of both systems from configuration, a plan, a state and live listings, in the order of their locations. */
export const sampleKeys = { deploy, legacy, pasted, collector, hostile, alice, planned, archived };
