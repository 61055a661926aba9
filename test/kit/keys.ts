import { type ApiKey, keyOfView } from "../../src/model/api-key.ts";
import { keyPair } from "../../src/model/credential.ts";
import type { Gap } from "../../src/model/gap.ts";
import type { Owner } from "../../src/model/owner.ts";
import type { KeylintComment } from "../../src/model/terraform.ts";
import { unknown } from "../../src/model/unknown.ts";
import type { LiveOrigin, TerraformOrigin, View } from "../../src/model/view.ts";
import { unsetKey } from "../../src/systems/terraform-view.ts";

const systemOfType = (type: string): string => type.split("/")[0] ?? "";

/** An origin in Terraform; the address decides module, type and name. */
export function terraform(address: string, more: Partial<TerraformOrigin> = {}): TerraformOrigin {
  const parts = address.replace(/\[[^\]]*\]$/, "").split(".");
  const data = parts.at(-3) === "data";
  return {
    kind: "terraform",
    document: "configuration",
    root: "infra",
    mode: data ? "data" : "managed",
    type: parts.at(-2) ?? "",
    name: parts.at(-1) ?? "",
    module: parts.slice(0, data ? -3 : -2).join("."),
    address,
    maybe: false,
    tainted: false,
    ...more,
  };
}

/** An origin in a live system, by the names from the outside in. */
export function live(path: readonly string[], more: Partial<LiveOrigin> = {}): LiveOrigin {
  return { kind: "live", path, ...more };
}

/** A view of which only the given values are set: without any, of an OCI key in a Terraform configuration. */
export function view(given: Partial<View> = {}): View {
  const { type = "oci/api-key", origin = terraform("oci_identity_api_key.ci") } = given;
  const system = systemOfType(type);
  const inFiles = origin.kind === "terraform";
  return {
    ...unsetKey,
    system,
    type,
    owner: { kind: "user", id: undefined, name: undefined },
    credential: keyPair({}),
    source: inFiles ? "infra" : `${system}:acme`,
    origin,
    existence: inFiles && origin.document === "configuration" ? "declared" : "exists",
    moment: !inFiles ? "current" : origin.document === "configuration" ? "declared" : "recorded",
    comments: [],
    location: inFiles
      ? { uri: "infra/main.tf" }
      : { uri: `${[system, ...origin.path].join("/")}.apikey`, virtual: true },
    places: new Map(),
    ...given,
  };
}

/** The key that {@link view} of the same values makes. */
export function key(given: Partial<View> = {}): ApiKey {
  return keyOfView(view(given));
}

/** Keys of one OCI user that could not be listed. */
export function gap(given: Partial<Gap> = {}): Gap {
  const { type = "oci/api-key", path = ["acme", "Default", "alice"] } = given;
  const system = systemOfType(type);
  return {
    system,
    type,
    source: `${system}:acme`,
    account: "acme",
    realm: undefined,
    owner: { kind: "user", id: "alice-id", name: "alice" },
    reason: unknown("the keys of alice could not be listed"),
    path,
    location: { uri: [system, ...path].join("/"), virtual: true },
    ...given,
  };
}

/** A listed user of whom only the given values are set. */
export function owner(given: Partial<Owner> = {}): Owner {
  const { system = "oci" } = given;
  return {
    system,
    kind: "user",
    source: `${system}:acme`,
    id: undefined,
    realmId: undefined,
    name: undefined,
    account: undefined,
    realm: undefined,
    active: undefined,
    admin: undefined,
    canUseApiKeys: undefined,
    timeLastLogin: undefined,
    canUseConsole: undefined,
    ...given,
  };
}

/** A comment on a line of infra/main.tf. */
export function comment(text: string, line = 1): KeylintComment {
  const region = { startLine: line, startColumn: 1, endLine: line, endColumn: text.length + 3 };
  return { text, location: { uri: "infra/main.tf", region } };
}
