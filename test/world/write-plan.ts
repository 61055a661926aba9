import { isDeepStrictEqual } from "node:util";
import type { Attributes, Change, Plan, Stored, World } from "./model.ts";
import { pairOf } from "./pairs.ts";
import { addressOf } from "./places.ts";
import { providerOf, shownObject, shownState } from "./write-state.ts";
import { endpoint, keyTypes, specText, userTypes } from "./values.ts";

/** `terraform show -json` of a plan. */
export function planJson(world: World, plan: Plan): object {
  const { drift, changes, prior } = plan;
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: plannedObjects(plan) } },
    ...(drift.length === 0
      ? {}
      : {
          resource_drift: drift.map((entry) => ({
            ...named(entry),
            ...(entry.deposed === undefined ? {} : { deposed: entry.deposed }),
            ...(entry.previous === undefined ? {} : { previous_address: addressOf(entry.previous) }),
            change: {
              actions: [
                entry.after === undefined
                  ? "delete"
                  : isDeepStrictEqual(entry.after, entry.before)
                    ? "no-op"
                    : "update",
              ],
              before: entry.before,
              after: entry.after ?? null,
              after_unknown: {},
              before_sensitive: {},
              after_sensitive: entry.after === undefined ? false : {},
            },
          })),
        }),
    ...(plan.mode === "refresh"
      ? {}
      : {
          resource_changes: changes.map((change) => ({
            ...named(change),
            ...(change.deposed === undefined ? {} : { deposed: change.deposed }),
            ...(change.previous === undefined ? {} : { previous_address: addressOf(change.previous) }),
            change: {
              actions: change.actions,
              before: change.before ?? null,
              after: change.after ?? null,
              after_unknown: change.unknown,
              before_sensitive: change.before === undefined ? false : {},
              after_sensitive: change.after === undefined ? false : {},
              ...(change.importing === undefined ? {} : { importing: { id: change.importing } }),
            },
            ...(change.reason === undefined ? {} : { action_reason: change.reason }),
          })),
        }),
    prior_state: shownState(prior.filter(({ deposed }) => deposed === undefined)),
    configuration: configurationOf(world, plan),
    timestamp: new Date(plan.at).toISOString().replace(/\.\d+Z$/, "Z"),
    applyable: plan.mode === "refresh" ? drift.length > 0 : changes.some(({ actions }) => actions[0] !== "no-op"),
    complete: plan.mode !== "target",
    errored: false,
  };
}

type Named = Pick<Stored, "type" | "name" | "index">;

function named({ type, name, index }: Named): object {
  return {
    address: addressOf({ type, name, ...(index === undefined ? {} : { index }) }),
    mode: "managed",
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name: providerOf(type),
  };
}

/** A plan that only refreshes leaves all as it is; a target leaves what it is not. */
function plannedObjects({ mode, changes, prior }: Plan): readonly object[] {
  const planned = changes.flatMap(plannedObject);
  const touched = new Set(changes.map(addressOf));
  const left =
    mode === "normal" || mode === "destroy"
      ? []
      : prior.filter((object) => object.deposed === undefined && !touched.has(addressOf(object)));
  return [...planned, ...left.map(shownObject)];
}

function plannedObject(change: Change): readonly object[] {
  if (change.deposed !== undefined || (change.actions[0] === "delete" && change.actions.length === 1)) return [];
  // What is forgotten stands there without values.
  if (change.actions[0] === "forget") return [{ ...named(change), schema_version: 0, sensitive_values: false }];
  const { type, name, index } = change;
  const place = { type, name, ...(index === undefined ? {} : { index }) };
  return [shownObject({ ...place, thing: { kind: "key", name: "" }, attributes: change.after ?? {} })];
}

function configurationOf(world: World, { configuration }: Plan): object {
  const constant = (value: unknown): object => ({ constant_value: value });
  const refers = (type: string, name: string, attribute: string): object => ({
    references: [`${type}.${name}.${attribute}`, `${type}.${name}`],
  });
  const resource = (type: string, name: string, expressions: Attributes, count = false): object => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_config_key: providerOf(type).split("/").at(-1),
    expressions,
    schema_version: 0,
    ...(count ? { count_expression: constant(1) } : {}),
  });
  return {
    provider_config: {
      intersight: { name: "intersight", full_name: providerOf("intersight_iam_api_key") },
      oci: { name: "oci", full_name: providerOf("oci") },
      tls: { name: "tls", full_name: providerOf("tls_private_key") },
    },
    root_module: {
      resources: [
        ...configuration.users.map(({ user, service }) =>
          service === "domain"
            ? resource(userTypes.domain, user, {
                idcs_endpoint: constant(endpoint),
                user_name: constant(user),
                name: [{ family_name: constant(user) }],
              })
            : resource(userTypes.classic, user, { description: constant("world"), name: constant(user) }),
        ),
        ...configuration.pairs.map(({ name, bits }) =>
          resource("tls_private_key", name, { algorithm: constant("RSA"), rsa_bits: constant(bits) }),
        ),
        ...configuration.blocks.map((block) => {
          const { name, service, pair, count } = block;
          const type = keyTypes[service];
          if (service === "intersight")
            return resource(
              type,
              name,
              {
                purpose: constant("world"),
                hash_algorithm: constant(block.hash),
                admin_status: constant(block.disabled ? "disable" : "enable"),
                key_spec: [
                  { object_type: constant("pkix.RsaAlgorithm"), additional_properties: constant(specText(pair)) },
                ],
              },
              count,
            );
          const user = world.users.get(block.user);
          const key = pair.startsWith("tls:")
            ? refers("tls_private_key", pair.slice(4), "public_key_pem")
            : constant(pairOf(pair).pem);
          const owner = block.byReference
            ? refers(userTypes[service], block.user, "id")
            : constant(service === "classic" ? user?.id : user?.scimId);
          return resource(
            type,
            name,
            service === "classic"
              ? { key_value: key, user_id: owner }
              : {
                  idcs_endpoint: constant(endpoint),
                  key,
                  schemas: constant(["urn:ietf:params:scim:schemas:oracle:idcs:apikey"]),
                  user: [{ value: owner }],
                },
            count,
          );
        }),
      ],
    },
  };
}
