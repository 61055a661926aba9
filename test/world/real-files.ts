import type { Attributes, Change, Drift, Place, Plan, PlanMode, State, Stored, Thing, World } from "./model.ts";
import { generatedPairs, pairOf } from "./pairs.ts";
import { addressOf } from "./places.ts";
import { classicId } from "./values.ts";

/** What an object of Terraform's is in the world, by the ids that it has. */
export function thingOf(world: World, type: string, attributes: Attributes): Thing {
  const { id } = attributes;
  if (type === "tls_private_key") {
    const pair = generatedPairs.find((name) => pairOf(name).pem === attributes["public_key_pem"]);
    return { kind: "pair", name: pair ?? "" };
  }
  if (type.endsWith("_user")) {
    const user = [...world.users.values()].find(
      (one) => one.id === id || (one.scimId !== undefined && one.scimId === id),
    );
    return { kind: "user", name: user?.name ?? "" };
  }
  const keys = [...world.keys.values()].filter((key) => {
    const user = world.users.get(key.user);
    return key.service === "classic" ? user !== undefined && classicId(key, user) === id : key.id === id;
  });
  // The classic service gives a key that is made again the id that it had.
  const key = keys.find(({ gone }) => gone === undefined) ?? keys.at(-1);
  return { kind: "key", name: key?.name ?? "" };
}

/** A state that Terraform wrote. */
export function readState(world: World, text: string, at: number): State {
  const { serial, resources } = JSON.parse(text);
  const objects: Stored[] = [];
  for (const { mode, type, name, instances } of resources)
    for (const { index_key, deposed, status, attributes } of mode === "managed" ? instances : [])
      objects.push({
        type,
        name,
        ...(index_key === undefined ? {} : { index: index_key }),
        thing: thingOf(world, type, attributes),
        attributes,
        ...(deposed === undefined ? {} : { deposed }),
        ...(status === "tainted" ? { tainted: true } : {}),
      });
  return { serial, at, objects };
}

const place = (address: string): Place => {
  const [, type = "", name = "", index] = /^(\w+)\.([\w-]+)(?:\[(\d+)\])?$/.exec(address) ?? [];
  return { type, name, ...(index === undefined ? {} : { index: Number(index) }) };
};

interface Entry extends Place {
  readonly address: string;
  readonly deposed?: string;
  readonly previous_address?: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Attributes | null;
    readonly after: Attributes | null;
    readonly after_unknown: Attributes | boolean;
    readonly importing?: { readonly id: string };
  };
}

export interface PlanFile {
  readonly resource_changes?: readonly Entry[];
  readonly resource_drift?: readonly Entry[];
  readonly prior_state?: {
    readonly values?: {
      readonly root_module?: { readonly resources?: readonly (Entry & { readonly values: Attributes })[] };
    };
  };
}

/** A plan that Terraform wrote, as the model has it. */
export function readPlan(
  world: World,
  json: PlanFile,
  { number, mode }: { readonly number: number; readonly mode: PlanMode },
): Plan {
  const changes = (json.resource_changes ?? []).map((entry): Change => {
    const { change, deposed, previous_address: previous, action_reason: reason } = entry;
    const own = place(entry.address);
    const { actions, before, after, importing } = change;
    const from = before === null ? undefined : thingOf(world, own.type, before);
    const isMade = actions.includes("create");
    const name = own.type.endsWith("_user") ? own.name : `future ${number} ${addressOf(own)}`;
    const kind = own.type.endsWith("_user") ? "user" : own.type === "tls_private_key" ? "pair" : "key";
    const to = isMade ? ({ kind, name } as const) : after === null ? undefined : from;
    const unknown = typeof change.after_unknown === "boolean" ? {} : change.after_unknown;
    return {
      ...own,
      actions,
      unknown,
      ...(deposed === undefined ? {} : { deposed }),
      ...(before === null ? {} : { before }),
      ...(after === null ? {} : { after }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(previous === undefined ? {} : { previous: place(previous) }),
      ...(importing === undefined ? {} : { importing: importing.id }),
      ...(reason === undefined ? {} : { reason }),
    };
  });
  const drift = (json.resource_drift ?? []).map((entry): Drift => {
    const { change, deposed, previous_address: previous } = entry;
    const own = place(entry.address);
    const before = change.before ?? {};
    return {
      ...own,
      before,
      thing: thingOf(world, own.type, before),
      ...(deposed === undefined ? {} : { deposed }),
      ...(change.after === null ? {} : { after: change.after }),
      ...(previous === undefined ? {} : { previous: place(previous) }),
    };
  });
  const prior = (json.prior_state?.values?.root_module?.resources ?? []).map(
    ({ address, values }): Stored => ({
      ...place(address),
      thing: thingOf(world, place(address).type, values),
      attributes: values,
    }),
  );
  // Terraform prints no deposed object of the prior state; its change does.
  const deposed = changes.flatMap((change): readonly Stored[] =>
    change.deposed === undefined || change.before === undefined || change.from === undefined
      ? []
      : [{ ...place(addressOf(change)), deposed: change.deposed, thing: change.from, attributes: change.before }],
  );
  const configuration = structuredClone(world.configuration);
  return {
    number,
    at: world.now,
    serial: world.state.serial,
    changes,
    drift,
    prior: [...prior, ...deposed],
    configuration,
    mode,
    applied: false,
  };
}

/** Gives what the plan was to make the names that it has now. */
export function nameMade(world: World, { changes, prior }: Plan): void {
  const before = new Set(prior.map(({ thing }) => thing.name));
  for (const change of changes) {
    if (change.to === undefined || !change.to.name.startsWith("future")) continue;
    const object = world.state.objects.find((one) => one.deposed === undefined && addressOf(one) === addressOf(change));
    if (object !== undefined && (!before.has(object.thing.name) || object.thing.kind === "pair"))
      world.made.set(change.to.name, object.thing.name);
  }
}
