import { isDeepStrictEqual } from "node:util";
import type { Attributes, Block, Change, Configuration, Drift, Place, Plan, PlanMode, Stored, World } from "./model.ts";
import { pairOf } from "./pairs.ts";
import { addressOf, placeOf, slotOf } from "./places.ts";
import { type Asked, askedOf, marks, pairComputed, userComputed } from "./asked.ts";
import { keyAttributes, keyTypes, userAttributes, userTypes } from "./values.ts";

/** What a read of the object gives now; undefined when it is gone. */
function readNow(world: World, { thing, attributes }: Stored): Attributes | undefined {
  if (thing.kind === "pair") return attributes;
  if (thing.kind === "user") {
    const user = world.users.get(thing.name);
    return user && userAttributes(user);
  }
  const key = world.keys.get(thing.name);
  const user = key && world.users.get(key.user);
  if (key === undefined || user === undefined || key.gone !== undefined) return undefined;
  return keyAttributes(key, user);
}

/** `terraform plan`: refreshes, follows moves, imports and removals, and compares with what is declared. */
export function planOf(world: World, number: number, mode: PlanMode = "normal", target?: Place): Plan {
  const configuration = mode === "destroy" ? nothing : world.configuration;
  const { state } = world;
  // Terraform moves first, and reads then what is at the new addresses.
  const { moved, previous } = withMoves(state.objects, world.configuration);
  const targeted = target === undefined ? undefined : slotsOf(world.configuration, target);
  const drift: Drift[] = [];
  const prior: Stored[] = [];
  const gone: Stored[] = [];
  for (const object of moved) {
    // What is not targeted, and what is forgotten, is not read.
    const isLeft = targeted?.has(`${object.type}.${object.name}`) === false || isForgotten(configuration, object);
    const now = isLeft ? object.attributes : readNow(world, object);
    const { thing, attributes: before, tainted: _, ...place } = object;
    const from = object.deposed === undefined ? previous.get(addressOf(object)) : undefined;
    const entry = { ...place, thing, before, ...(from === undefined ? {} : { previous: from }) };
    if (now === undefined) {
      drift.push(entry);
      gone.push(object);
      continue;
    }
    // A provider may keep less than the services tell.
    const after = Object.fromEntries(Object.entries(now).filter(([name]) => name in before));
    // A plan that only refreshes tells of moves there too.
    if (!isDeepStrictEqual(after, before) || (mode === "refresh" && from !== undefined))
      drift.push({ ...entry, after });
    prior.push({ ...object, attributes: after });
  }
  const imported = new Map<string, string>();
  for (const { to, key: name } of configuration.imports) {
    const key = world.keys.get(name);
    const user = key && world.users.get(key.user);
    if (key === undefined || user === undefined || key.gone !== undefined) continue;
    if (prior.some((object) => slotOf(object) === slotOf(to))) continue;
    prior.push({ ...to, thing: { kind: "key", name }, attributes: keyAttributes(key, user) });
    const inDomain = `idcsEndpoint/https://idcs-world.identity.example.com:443/apiKeys/${key.id}`;
    imported.set(
      addressOf(to),
      key.service === "classic"
        ? `users/${user.id}/apiKeys/${pairOf(key.pair).fingerprint}`
        : key.service === "domain"
          ? inDomain
          : key.id,
    );
  }
  const all = changesOf({ ...world, configuration }, number, prior, previous, imported).map((change) =>
    mode === "destroy" ? withoutReason(change) : change,
  );
  const changes = mode === "refresh" ? [] : all.filter(({ type, name }) => targeted?.has(`${type}.${name}`) !== false);
  for (const { type, name, index, deposed, thing } of gone) {
    if (deposed === undefined || mode === "refresh" || targeted?.has(`${type}.${name}`) === false) continue;
    // A deposed object that is gone has nothing left to be destroyed.
    changes.push({
      type,
      name,
      ...(index === undefined ? {} : { index }),
      deposed,
      actions: ["no-op"],
      unknown: {},
      from: thing,
    });
  }
  changes.sort((a, b) => (slotOf(a) < slotOf(b) ? -1 : 1));
  return {
    number,
    at: world.now,
    serial: state.serial,
    changes,
    drift,
    prior,
    configuration: structuredClone(world.configuration),
    mode,
    applied: false,
  };
}

function withoutReason(change: Change): Change {
  const { reason: _, ...rest } = change;
  return rest;
}

const nothing: Configuration = { blocks: [], users: [], pairs: [], moved: [], removed: [], imports: [] };

/** What `-target` of a block of a key takes with it: the user and the pair that the block refers to. */
function slotsOf({ blocks }: Configuration, { type, name }: Place): ReadonlySet<string> {
  const block = blocks.find((one) => keyTypes[one.service] === type && one.name === name);
  const slots = new Set([`${type}.${name}`]);
  if (block?.byReference === true && block.service !== "intersight")
    slots.add(`${userTypes[block.service]}.${block.user}`);
  if (block?.pair.startsWith("tls:") === true) slots.add(`tls_private_key.${block.pair.slice(4)}`);
  return slots;
}

/** Whether Terraform plans a target at all: not where it would leave out something that is to be moved. */
export function canTarget({ configuration, state }: World, target: Place): boolean {
  const slots = slotsOf(configuration, target);
  const { moved, previous } = withMoves(state.objects, configuration);
  return moved.every((object) => !previous.has(addressOf(object)) || slots.has(`${object.type}.${object.name}`));
}

function isForgotten({ removed }: Configuration, { type, name }: Place): boolean {
  return removed.some((one) => one.type === type && one.name === name);
}

/** Objects at the addresses that `moved` blocks and the implicit move between `k` and `k[0]` give them. */
function withMoves(
  objects: readonly Stored[],
  configuration: Configuration,
): { readonly moved: readonly Stored[]; readonly previous: ReadonlyMap<string, Place> } {
  const previous = new Map<string, Place>();
  let all = [...objects];
  const move = (from: Place, to: Place): void => {
    const taken = all.some((object) => object.deposed === undefined && addressOf(object) === addressOf(to));
    if (taken || !all.some((object) => addressOf(object) === addressOf(from))) return;
    all = all.map((object) => {
      if (addressOf(object) !== addressOf(from)) return object;
      const { index: _, ...rest } = object;
      return { ...rest, ...to };
    });
    previous.set(addressOf(to), previous.get(addressOf(from)) ?? from);
    previous.delete(addressOf(from));
  };
  // A resource is moved with all its instances.
  for (const { from, to } of configuration.moved)
    for (const index of [undefined, 0])
      move(
        { ...from, ...(index === undefined ? {} : { index }) },
        { ...to, ...(index === undefined ? {} : { index }) },
      );
  for (const block of configuration.blocks) {
    const to = placeOf(block);
    // Terraform does so only for what had this name before.
    if (!objects.some(({ type, name }) => type === to.type && name === to.name)) continue;
    move({ type: to.type, name: to.name, ...(block.count ? {} : { index: 0 }) }, to);
  }
  return { moved: all, previous };
}

function changesOf(
  world: World,
  number: number,
  prior: readonly Stored[],
  previous: ReadonlyMap<string, Place>,
  imported: ReadonlyMap<string, string>,
): Change[] {
  const { configuration } = world;
  const changes: Change[] = [];
  const standing = new Map(
    prior.filter(({ deposed }) => deposed === undefined).map((object) => [addressOf(object), object]),
  );
  const future = (place: Place): string => `future ${number} ${addressOf(place)}`;
  const declared = new Set<string>();
  const note = (place: Place, change: Omit<Change, keyof Place>): void => {
    const address = addressOf(place);
    declared.add(address);
    const from = previous.get(address);
    const importing = imported.get(address);
    changes.push({
      ...place,
      ...(from === undefined ? {} : { previous: from }),
      ...(importing === undefined ? {} : { importing }),
      ...change,
    });
  };
  for (const { user: name, service } of configuration.users) {
    if (service === "intersight") continue;
    const place = { type: userTypes[service], name };
    const object = standing.get(addressOf(place));
    const user = world.users.get(name);
    if (user === undefined) continue;
    const thing = { kind: "user", name } as const;
    if (object !== undefined)
      note(place, {
        actions: ["no-op"],
        before: object.attributes,
        after: object.attributes,
        unknown: {},
        from: thing,
        to: thing,
      });
    else {
      const hidden = userComputed[service];
      const after = Object.fromEntries(
        Object.entries(userAttributes(user)).filter(([attribute]) => !hidden.includes(attribute)),
      );
      note(place, { actions: ["create"], after, unknown: marks(hidden), to: thing });
    }
  }
  const coming = new Set<string>();
  for (const { name, bits } of configuration.pairs) {
    const place = { type: "tls_private_key", name };
    const object = standing.get(addressOf(place));
    if (object !== undefined && object.attributes["rsa_bits"] === bits) {
      note(place, {
        actions: ["no-op"],
        before: object.attributes,
        after: object.attributes,
        unknown: {},
        from: object.thing,
        to: object.thing,
      });
      continue;
    }
    coming.add(name);
    const after = { algorithm: "RSA", ecdsa_curve: "P224", rsa_bits: bits };
    const made = { after, unknown: marks(pairComputed), to: { kind: "pair", name: future(place) } } as const;
    if (object === undefined) note(place, { actions: ["create"], ...made });
    else {
      // What is created first needs what it depends on to be created first too.
      const first = configuration.blocks.some((block) => block.pair === `tls:${name}` && block.createBeforeDestroy);
      note(place, {
        actions: first ? ["create", "delete"] : ["delete", "create"],
        before: object.attributes,
        from: object.thing,
        reason: "replace_because_cannot_update",
        ...made,
      });
    }
  }
  for (const block of configuration.blocks) {
    const place = placeOf(block);
    const object = standing.get(addressOf(place));
    const asked = askedOf(world, block, standing, coming);
    const to = { kind: "key", name: future(place) } as const;
    if (object === undefined) {
      note(place, { actions: ["create"], after: asked.values, unknown: asked.unknown, to });
      continue;
    }
    const before = object.attributes;
    const changed = changedBy(block, before, asked);
    if (object.tainted === true || changed.replaces) {
      note(place, {
        actions: block.createBeforeDestroy ? ["create", "delete"] : ["delete", "create"],
        before,
        after: asked.values,
        unknown: asked.unknown,
        from: object.thing,
        to,
        reason: object.tainted === true ? "replace_because_tainted" : "replace_because_cannot_update",
        ...(object.tainted === true ? { tainted: true } : {}),
      });
    } else if (changed.updates) {
      const after = { ...before, admin_status: block.disabled ? "disable" : "enable" };
      note(place, { actions: ["update"], before, after, unknown: {}, from: object.thing, to: object.thing });
    } else
      note(place, { actions: ["no-op"], before, after: before, unknown: {}, from: object.thing, to: object.thing });
  }
  for (const object of prior) {
    const { type, name, index, deposed, thing, attributes: before } = object;
    const place = { type, name, ...(index === undefined ? {} : { index }) };
    if (deposed !== undefined)
      changes.push({ ...place, deposed, actions: ["delete"], before, unknown: {}, from: thing });
    else if (!declared.has(addressOf(place))) {
      const forgotten = isForgotten(configuration, object);
      const from = previous.get(addressOf(place));
      changes.push({
        ...place,
        ...(from === undefined ? {} : { previous: from }),
        actions: [forgotten ? "forget" : "delete"],
        before,
        unknown: {},
        from: thing,
        reason: "delete_because_no_resource_config",
      });
    }
  }
  return changes;
}

function changedBy(
  block: Block,
  before: Attributes,
  { values }: Asked,
): { readonly replaces: boolean; readonly updates: boolean } {
  if (block.service === "intersight") {
    const updates = before["admin_status"] !== values["admin_status"];
    return { replaces: before["hash_algorithm"] !== values["hash_algorithm"], updates };
  }
  if (block.service === "classic") {
    const isOther = before["user_id"] !== values["user_id"];
    return {
      replaces: isOther || (!block.ignoreChanges && before["key_value"] !== values["key_value"]),
      updates: false,
    };
  }
  const [held] = Array.isArray(before["user"]) ? before["user"] : [];
  const [wanted] = Array.isArray(values["user"]) ? values["user"] : [];
  const isOther = held?.value !== wanted?.value;
  return { replaces: isOther || (!block.ignoreChanges && before["key"] !== values["key"]), updates: false };
}
