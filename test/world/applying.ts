import type { Attributes, Change, Place, Plan, RealKey, Stored, Thing, World } from "./model.ts";
import { generatedPairs } from "./pairs.ts";
import { slotOf } from "./places.ts";
import { keyAttributes, keyTypes, pairAttributes, secretMark, userAttributes } from "./values.ts";

/** The most keys of a user that the services take. */
const mostKeys = 3;

/** A service takes no more, or fails. */
export class Refused extends Error {}

/**
 * `terraform apply` of a plan that fits the state. What a service refuses stops it: what was done stays done. At a step that fails by itself a key
 * that is made stays tainted at every second one, and one that should go stays.
 */
export function apply(world: World, plan: Plan, failAt?: number): void {
  const objects = new Map<string, Stored>(plan.prior.map((object) => [slotOf(object), object]));
  let step = 0;
  const fails = (): boolean => ++step === failAt;
  try {
    for (const change of inOrder(plan.changes)) applyChange(world, change, objects, fails);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  plan.applied = true;
  world.backup = world.state;
  world.state = {
    serial: world.state.serial + 1,
    at: world.now,
    objects: [...objects.values()].sort((a, b) => (slotOf(a) < slotOf(b) ? -1 : 1)),
  };
}

/** Users and pairs come before the keys that refer to them. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  const isKey = ({ type }: Change): boolean => Object.values<string>(keyTypes).includes(type);
  return [...changes.filter((change) => !isKey(change)), ...changes.filter(isKey)];
}

function applyChange(world: World, change: Change, objects: Map<string, Stored>, fails: () => boolean): void {
  const { actions, from, to } = change;
  const slot = slotOf(change);
  if (actions[0] === "forget" || (change.deposed !== undefined && actions[0] === "no-op")) {
    objects.delete(slot);
    return;
  }
  if (actions[0] === "no-op") return;
  if (actions[0] === "update") {
    if (fails()) throw new Refused();
    const key = from && world.keys.get(from.name);
    const user = key && world.users.get(key.user);
    const object = objects.get(slot);
    if (key === undefined || user === undefined || object === undefined) return;
    key.active = change.after?.["admin_status"] === "enable";
    objects.set(slot, { ...object, attributes: keyAttributes(key, user) });
    return;
  }
  for (const action of actions) {
    if (action === "create") {
      const old = objects.get(slot);
      if (to !== undefined) objects.set(slot, create(world, change, to, fails, objects));
      if (old !== undefined) {
        const deposed = deposedKey(world);
        const [was, now] = [{ ...old, deposed }, objects.get(slot)];
        objects.set(slotOf(was), was);
        if (now?.tainted === true) throw new Refused();
        destroy(world, old, slotOf(was), objects, fails);
        return;
      }
      if (objects.get(slot)?.tainted === true) throw new Refused();
    } else if (from !== undefined) {
      const object = objects.get(slot);
      if (object !== undefined) destroy(world, object, slot, objects, fails);
    }
  }
}

function deposedKey(world: World): string {
  return (0xabc00000 + ++world.count).toString(16);
}

function destroy(
  world: World,
  { thing }: Stored,
  slot: string,
  objects: Map<string, Stored>,
  fails: () => boolean,
): void {
  if (fails()) throw new Refused();
  if (thing.kind === "key") {
    const key = world.keys.get(thing.name);
    if (key !== undefined && key.gone === undefined) key.gone = world.now;
  }
  objects.delete(slot);
}

function create(
  world: World,
  change: Change,
  to: Thing,
  fails: () => boolean,
  objects: ReadonlyMap<string, Stored>,
): Stored {
  const { type, name, index } = change;
  const place: Place = { type, name, ...(index === undefined ? {} : { index }) };
  if (to.kind === "user") {
    const user = world.users.get(to.name);
    if (user === undefined || fails()) throw new Refused();
    user.exists = true;
    return { ...place, thing: to, attributes: userAttributes(user) };
  }
  if (to.kind === "pair") {
    if (fails()) throw new Refused();
    const pair = freshPair(world);
    world.made.set(to.name, pair);
    return {
      ...place,
      thing: { kind: "pair", name: pair },
      attributes: pairAttributes(pair, Number(change.after?.["rsa_bits"])),
    };
  }
  const key = newKey(world, change, to, objects);
  const user = world.users.get(key.user);
  if (user === undefined) throw new Refused();
  const isFailing = fails();
  if (isFailing && world.count % 2 === 0) throw new Refused();
  world.keys.set(key.name, key);
  world.made.set(to.name, key.name);
  const attributes: Attributes = {
    ...keyAttributes(key, user),
    ...(key.service === "intersight" ? { private_key: secretMark } : {}),
  };
  return { ...place, thing: { kind: "key", name: key.name }, attributes, ...(isFailing ? { tainted: true } : {}) };
}

/** A pair that the world has not seen yet, as long as there is one. */
export function freshPair(world: World): string {
  const used = new Set([...world.made.values(), ...[...world.keys.values()].map(({ pair }) => pair)]);
  for (const { thing } of world.state.objects) used.add(thing.name);
  return generatedPairs.find((name) => !used.has(name)) ?? "tls0";
}

function newKey(world: World, change: Change, to: Thing, objects: ReadonlyMap<string, Stored>): RealKey {
  const block = blockAt(world, change);
  const pair = block.pair.startsWith("tls:")
    ? objects.get(slotOf({ type: "tls_private_key", name: block.pair.slice(4) }))?.thing.name
    : block.pair;
  if (pair === undefined || !to.name.startsWith("future")) throw new Refused();
  return makeKey(world, { service: block.service, user: block.user, pair, active: !block.disabled, hash: block.hash });
}

function blockAt(world: World, change: Change): World["configuration"]["blocks"][number] {
  const block = world.configuration.blocks.find(
    ({ name, service }) => keyTypes[service] === change.type && name === change.name,
  );
  if (block === undefined) throw new Refused();
  return block;
}

/** Makes a key as its service does. @throws {Refused} for one too many, and for a pair that the user has already */
export function makeKey(world: World, wanted: Pick<RealKey, "service" | "user" | "pair" | "active" | "hash">): RealKey {
  const { service, user, pair } = wanted;
  const own = [...world.keys.values()].filter((key) => key.user === user && key.gone === undefined);
  if (own.length >= mostKeys || (service !== "intersight" && own.some((key) => key.pair === pair))) throw new Refused();
  const number = ++world.count;
  const id =
    service === "domain"
      ? `a0a0a0a0${number.toString(16).padStart(24, "0")}`
      : `5e${number.toString(16).padStart(22, "0")}`;
  return { ...wanted, name: `K${number}`, id, created: world.now };
}

/** A key that is made outside of Terraform; undefined where the service refuses. */
export function makeByHand(world: World, wanted: Pick<RealKey, "service" | "user" | "pair">): RealKey | undefined {
  try {
    const key = makeKey(world, { ...wanted, active: true, hash: "SHA256" });
    world.keys.set(key.name, key);
    return key;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
