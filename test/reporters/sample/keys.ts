import type { ApiKey } from "../../../src/model/api-key.ts";
import { keyPair } from "../../../src/model/credential.ts";
import type { KeyOwner } from "../../../src/model/owner.ts";
import { type Maybe, unknown } from "../../../src/model/unknown.ts";
import type { Origin, View } from "../../../src/model/view.ts";
import { key, live, terraform } from "../../kit/keys.ts";
import { regionOf } from "./files.ts";

/** An active key that exists, of which nothing else is known but what `given` says. */
function sampleKey(type: string, source: string, origin: Origin, given: Partial<View>): ApiKey {
  return key({ type, source, origin, existence: "exists", active: true, ...given });
}

const user = (id: Maybe<string>, name?: string): KeyOwner => ({ kind: "user", id, name });
const [oci, intersight] = ["oci/api-key", "intersight/api-key"];

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
  sampleKey(oci, "infra/", terraform(`oci_identity_api_key.deploy["${color}"]`), {
    existence: "planned",
    owner: user(unknown("oci_identity_user.robots has no id before it is applied")),
    timeCreated: unknown("the configuration does not tell when the key was created"),
    location: block("deploy"),
    places: new Map([["key_value", attribute("key_value", "deploy")]]),
  }),
);

const legacy = sampleKey(oci, "infra/", terraform("oci_identity_api_key.legacy"), {
  owner: user("ocid1.user.oc1..aaaaaaaaw2kx3jvq5yfzq2exampleexampleexampleexampleexample"),
  timeCreated: unknown("the configuration does not tell when the key was created"),
  location: block("legacy"),
  places: new Map([["key_value", attribute("key_value", "legacy")]]),
});

const pasted = sampleKey(oci, "infra/", terraform("oci_identity_api_key.pasted"), {
  credential: keyPair({ publicKey: { kind: "private-key" } }),
  secretAt: ["key_value"],
  location: block("pasted"),
  places: new Map([["key_value", attribute("key_value", "pasted")]]),
});

const collector = sampleKey(intersight, "infra/", terraform("intersight_iam_api_key.collector"), {
  attributes: { purpose: "collector", neverExpires: true },
  location: block("collector", "intersight_iam_api_key"),
  places: new Map([["is_never_expiring", attribute("is_never_expiring", "collector")]]),
});

const planUri = "plans/new site.json";
const planned = ["north", "south"].map((site) => {
  const address = `module.site["${site}"].oci_identity_api_key.this`;
  return sampleKey(oci, planUri, terraform(address, { document: "plan", root: planUri, action: "create" }), {
    existence: "planned",
    owner: user(unknown("known only after apply")),
    location: { uri: planUri, region: regionOf(planUri, JSON.stringify(address)) },
  });
});

const archived = sampleKey(
  oci,
  "state/terraform.tfstate",
  terraform("oci_identity_api_key.archive", { document: "state", root: "state/terraform.tfstate" }),
  {
    active: false,
    attributes: { lifecycleState: "INACTIVE" },
    timeCreated: sampleAsOf - 800 * day,
    location: { uri: "state/terraform.tfstate", region: regionOf("state/terraform.tfstate", '"attributes"') },
  },
);

const alice = sampleKey(
  oci,
  "oci:PROD",
  live(["acme", "Default", "alice@example.com", "20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34"]),
  {
    id: "ocid1.tenancy.oc1..acme/ocid1.user.oc1..alice/20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34",
    account: "ocid1.tenancy.oc1..acme",
    owner: user("ocid1.user.oc1..alice", "alice@example.com"),
    credential: keyPair({ fingerprint: "20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34" }),
    attributes: { lifecycleState: "ACTIVE" },
    timeCreated: sampleAsOf - 412 * day,
    location: { uri: "oci/acme/Default/alice@example.com/20-3b-97-13-55-1c-5b-0d.apikey", virtual: true },
  },
);

/** Names that the outside world chose: they try to break the terminal, Markdown, HTML, XML, CSV and SARIF's messages. */
const hostile = sampleKey(
  intersight,
  "intersight:LAB",
  live(["lab", '=HYPERLINK("http://evil.example","x")', "<img src=x onerror=alert(1)>\u001b[31m|`*\n::error::pwned"]),
  {
    id: "5ddf1d456972652d30bc0a10",
    owner: user("5ddf1d456972652d30bc0a11", '=HYPERLINK("http://evil.example","x")'),
    attributes: { purpose: "<img src=x onerror=alert(1)>\u001b[31m|`*\n::error::pwned" },
    timeCreated: sampleAsOf - 3 * day,
    timeExpires: sampleAsOf + 30 * day,
    location: { uri: "intersight/lab/20:3b/[x](1) & ${y}/5ddf1d456972652d30bc0a10.apikey", virtual: true },
  },
);

/** Keys of both systems from configuration, a plan, a state and live listings, in the order of their locations. */
export const sampleKeys = { deploy, legacy, pasted, collector, hostile, alice, planned, archived };
