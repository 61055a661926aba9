import type { Configuration, World } from "./model.ts";
import { pairOf } from "./pairs.ts";
import { addressOf } from "./places.ts";
import { endpoint, keyTypes, specText, userTypes } from "./values.ts";

const quoted = (text: string): string => JSON.stringify(text);

/** The root module as people write it. */
export function mainTf(world: World): string {
  const { configuration } = world;
  return [
    `terraform {
  required_providers {
    oci        = { source = "oracle/oci" }
    tls        = { source = "hashicorp/tls" }
    intersight = { source = "ciscodevnet/intersight" }
  }
}`,
    ...configuration.users.map(({ user, service }) =>
      service === "domain"
        ? `resource "${userTypes.domain}" ${quoted(user)} {
  idcs_endpoint = ${quoted(endpoint)}
  schemas       = ["urn:ietf:params:scim:schemas:core:2.0:User"]
  user_name     = ${quoted(user)}

  name {
    family_name = ${quoted(user)}
  }
}`
        : `resource "${userTypes.classic}" ${quoted(user)} {
  name        = ${quoted(user)}
  description = "world"
}`,
    ),
    ...configuration.pairs.map(
      ({ name, bits }) => `resource "tls_private_key" ${quoted(name)} {
  algorithm = "RSA"
  rsa_bits  = ${bits}
}`,
    ),
    ...configuration.blocks.map((block) => keyBlock(world, block)),
    ...configuration.moved.map(({ from, to }) => `moved {\n  from = ${addressOf(from)}\n  to   = ${addressOf(to)}\n}`),
    ...configuration.removed.map(
      (from) => `removed {\n  from = ${addressOf(from)}\n\n  lifecycle {\n    destroy = false\n  }\n}`,
    ),
    ...configuration.imports.map(
      ({ to, key }) => `import {\n  to = ${addressOf(to)}\n  id = ${quoted(importId(world, key))}\n}`,
    ),
    "",
  ].join("\n\n");
}

/** The id that the provider imports a key by: not the one of its state. */
export function importId(world: World, name: string): string {
  const key = world.keys.get(name);
  const user = key && world.users.get(key.user);
  if (key === undefined || user === undefined) return "";
  if (key.service === "classic") return `users/${user.id}/apiKeys/${pairOf(key.pair).fingerprint}`;
  return key.service === "domain" ? `idcsEndpoint/${endpoint}/apiKeys/${key.id}` : key.id;
}

function keyBlock(world: World, block: Configuration["blocks"][number]): string {
  const lines = [`resource "${keyTypes[block.service]}" ${quoted(block.name)} {`];
  const user = world.users.get(block.user);
  const pem = block.pair.startsWith("tls:") ? `tls_private_key.${block.pair.slice(4)}.public_key_pem` : undefined;
  if (block.count) lines.push("  count = 1");
  if (block.service === "classic") {
    lines.push(`  user_id = ${block.byReference ? `${userTypes.classic}.${block.user}.id` : quoted(user?.id ?? "")}`);
    lines.push(`  key_value = ${pem ?? quoted(pairOf(block.pair).pem)}`);
  } else if (block.service === "domain") {
    lines.push(
      `  idcs_endpoint = ${quoted(endpoint)}`,
      `  schemas = ["urn:ietf:params:scim:schemas:oracle:idcs:apikey"]`,
    );
    lines.push(`  key = ${pem ?? quoted(pairOf(block.pair).pem)}`, "");
    lines.push(
      "  user {",
      `    value = ${block.byReference ? `${userTypes.domain}.${block.user}.id` : quoted(user?.scimId ?? "")}`,
      "  }",
    );
  } else {
    lines.push(`  purpose = "world"`, `  hash_algorithm = ${quoted(block.hash)}`);
    lines.push(`  admin_status = "${block.disabled ? "disable" : "enable"}"`);
    lines.push(
      "",
      "  key_spec {",
      `    object_type = "pkix.RsaAlgorithm"`,
      `    additional_properties = ${quoted(specText(block.pair))}`,
      "  }",
    );
  }
  const lifecycle = [
    ...(block.createBeforeDestroy ? ["create_before_destroy = true"] : []),
    ...(block.ignoreChanges ? [`ignore_changes = [${block.service === "classic" ? "key_value" : "key"}]`] : []),
  ];
  if (lifecycle.length > 0) lines.push("", "  lifecycle {", ...lifecycle.map((line) => `    ${line}`), "  }");
  return [...lines, "}"].join("\n");
}
