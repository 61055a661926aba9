import type { ApiKey, TerraformOrigin } from "../../src/model/api-key.ts";
import type { KeylintComment } from "../../src/model/terraform.ts";
import { unset } from "../../src/systems/terraform-key.ts";

const origin: TerraformOrigin = {
  kind: "terraform",
  document: "configuration",
  root: "infra",
  mode: "managed",
  type: "oci_identity_api_key",
  name: "ci",
  module: "",
  address: "oci_identity_api_key.ci",
  maybe: false,
  tainted: false,
};

/** An OCI key of a Terraform configuration of which only the given attributes are set. */
export function makeKey(given: Partial<ApiKey> = {}, address = origin.address): ApiKey {
  return {
    ...unset,
    system: "oci",
    source: "infra",
    origin: { ...origin, address },
    existence: "declared",
    comments: [],
    location: { uri: "infra/main.tf" },
    places: new Map(),
    alsoAt: [],
    ...given,
  };
}

/** A comment on a line of infra/main.tf. */
export function comment(text: string, line = 1): KeylintComment {
  const region = { startLine: line, startColumn: 1, endLine: line, endColumn: text.length + 3 };
  return { text, location: { uri: "infra/main.tf", region } };
}
