import { apply, makeByHand } from "./applying.ts";
import type { Block, Event, Place, Plan, PlanMode, RealKey, RealUser, Service, World } from "./model.ts";
import { addressOf, placeOf } from "./places.ts";
import { canTarget, planOf } from "./planning.ts";
import { keyTypes } from "./values.ts";

const day = 24 * 60 * 60 * 1000;

export function emptyWorld(): World {
  const now = Date.parse("2026-01-01T08:00:00.118Z");
  return {
    users: new Map(),
    keys: new Map(),
    configuration: { blocks: [], users: [], pairs: [], moved: [], removed: [], imports: [] },
    state: { serial: 0, at: now, objects: [] },
    made: new Map(),
    now,
    count: 0,
  };
}

/** The world after a history. */
export function play(events: readonly Event[]): World {
  const world = emptyWorld();
  for (const event of events) {
    world.now += 60_000;
    happen(world, event);
  }
  world.now += 60_000;
  return world;
}

function addUser(world: World, service: Service, exists: boolean): RealUser {
  const number = ++world.count;
  const name = `u${number}`;
  const id =
    service === "intersight" ? `5a${number.toString(16).padStart(22, "0")}` : `ocid1.user.oc1..aaaaaaaa${name}`;
  const scim = service === "domain" ? { scimId: `b0b0b0b0${number.toString(16).padStart(24, "0")}` } : {};
  const user: RealUser = { name, service, id, ...scim, active: true, exists };
  world.users.set(name, user);
  return user;
}

function userAt(world: World, service: Service, number: number): RealUser | undefined {
  const users = [...world.users.values()].filter((user) => user.service === service);
  return users[number % Math.max(users.length, 1)];
}

export function blockAt(world: World, number: number): Block | undefined {
  const { blocks } = world.configuration;
  return blocks[number % Math.max(blocks.length, 1)];
}

function livingKey(world: World, number: number): RealKey | undefined {
  const keys = [...world.keys.values()].filter(({ gone }) => gone === undefined);
  return keys[number % Math.max(keys.length, 1)];
}

/** What is no work of Terraform's, and its work as the model does it. */
export function happen(world: World, event: Event): void {
  const { configuration } = world;
  switch (event.kind) {
    case "user": {
      const user = addUser(world, event.service, !event.managed || event.service === "intersight");
      if (event.managed && event.service !== "intersight")
        configuration.users.push({ user: user.name, service: event.service });
      return;
    }
    case "declare":
      return declare(world, event);
    case "rotate": {
      const block = blockAt(world, event.block);
      if (block === undefined) return;
      block.createBeforeDestroy = event.createBeforeDestroy;
      const generator = configuration.pairs.find(({ name }) => block.pair === `tls:${name}`);
      if (generator !== undefined) generator.bits = generator.bits === 2048 ? 3072 : 2048;
      else if (block.service === "intersight") block.hash = block.hash === "SHA256" ? "SHA384" : "SHA256";
      else block.pair = event.pair;
      return;
    }
    case "rename":
      return rename(world, event);
    case "count":
    case "drop":
    case "forget":
    case "disable":
    case "taint":
      return ofBlock(world, event);
    case "import": {
      const key = livingKey(world, event.key);
      if (key === undefined || managed(world, key.name) || configuration.imports.some((one) => one.key === key.name))
        return;
      const block: Block = {
        name: nameIn(world),
        service: key.service,
        user: key.user,
        byReference: false,
        pair: key.pair,
        count: false,
        createBeforeDestroy: false,
        ignoreChanges: false,
        disabled: !key.active && key.service === "intersight",
        hash: key.hash,
      };
      configuration.blocks.push(block);
      configuration.imports.push({ to: placeOf(block), key: key.name });
      return;
    }
    case "deleteByHand": {
      const key = livingKey(world, event.key);
      if (key !== undefined) key.gone = world.now;
      return;
    }
    case "stateByHand": {
      const key = livingKey(world, event.key);
      if (key !== undefined && key.service !== "domain") key.active = !key.active;
      return;
    }
    case "makeByHand": {
      const user = userAt(world, event.service, event.user);
      if (user?.exists === true)
        makeByHand(world, {
          service: event.service,
          user: user.name,
          pair: event.service === "intersight" ? "2048" : event.pair,
        });
      return;
    }
    case "userState": {
      const users = [...world.users.values()].filter(({ exists }) => exists);
      const user = users[event.user % Math.max(users.length, 1)];
      if (user !== undefined) user.active = !user.active;
      return;
    }
    case "plan":
      return keepPlan(world, planned(world, event));
    case "apply": {
      const saved = event.saved ? world.plan : undefined;
      if (event.saved && (saved === undefined || saved.applied || saved.serial !== world.state.serial)) return;
      const plan = saved ?? planOf(world, ++world.count);
      // Terraform applies the configuration that the plan was made of.
      const current = { ...configuration };
      Object.assign(configuration, structuredClone(plan.configuration));
      apply(world, plan, event.failAt);
      Object.assign(configuration, current);
      return;
    }
    case "list":
      world.listing = listingOf(world);
      return;
    case "show":
      world.shown = listingOf(world);
      return;
    case "wait":
      world.now += event.days * day;
      return;
  }
}

function keepPlan(world: World, plan: Plan | undefined): void {
  if (plan !== undefined) world.plan = plan;
}

function planned(world: World, event: Extract<Event, { kind: "plan" }>): Plan | undefined {
  const asked = askedPlan(world, event);
  return asked && planOf(world, ++world.count, asked.mode, asked.target);
}

/** What a plan is made of; undefined where Terraform would refuse. */
export function askedPlan(
  world: World,
  { mode = "normal", block: number = 0 }: Extract<Event, { kind: "plan" }>,
): { readonly mode: PlanMode; readonly target?: Place } | undefined {
  const block = mode === "target" ? blockAt(world, number) : undefined;
  if (block === undefined) return { mode: mode === "target" ? "normal" : mode };
  const target = placeOf(block);
  return canTarget(world, target) ? { mode, target } : undefined;
}

/** What the services show now. */
export function listingOf(world: World): NonNullable<World["listing"]> {
  const keys = [...world.keys.values()].filter(({ gone }) => gone === undefined);
  const users = [...world.users.values()].filter(({ exists }) => exists);
  return { at: world.now, keys: structuredClone(keys), users: structuredClone(users) };
}

function managed(world: World, key: string): boolean {
  return world.state.objects.some(({ thing }) => thing.kind === "key" && thing.name === key);
}

function nameIn(world: World): string {
  return `k${++world.count}`;
}

function declare(world: World, event: Extract<Event, { kind: "declare" }>): void {
  const { configuration } = world;
  const { service, createBeforeDestroy, ignoreChanges, count } = event;
  // The provider of Intersight signs as one user, whose keys all are.
  const user = userAt(world, service, service === "intersight" ? 0 : event.user);
  if (user === undefined) return;
  const name = nameIn(world);
  let { pair } = event;
  if (service === "intersight") pair = event.pair === "weak" ? "1024" : "2048";
  else if (event.generated) {
    pair = `tls:${name}`;
    configuration.pairs.push({ name, bits: 2048 });
  } else if (configuration.blocks.some((block) => block.user === user.name && block.pair === pair)) return;
  const byReference = configuration.users.some((block) => block.user === user.name);
  configuration.blocks.push({
    name,
    service,
    user: user.name,
    byReference,
    pair,
    count,
    createBeforeDestroy,
    ignoreChanges: ignoreChanges && service !== "intersight",
    disabled: false,
    hash: "SHA256",
  });
}

function rename(world: World, { block: number, moved }: Extract<Event, { kind: "rename" }>): void {
  const block = blockAt(world, number);
  if (block === undefined) return;
  const from: Place = { type: keyTypes[block.service], name: block.name };
  block.name = nameIn(world);
  for (const [at, one] of world.configuration.imports.entries())
    if (addressOf(one.to).startsWith(`${from.type}.${from.name}`))
      world.configuration.imports[at] = { ...one, to: placeOf(block) };
  if (moved) world.configuration.moved.push({ from, to: { type: from.type, name: block.name } });
}

function ofBlock(
  world: World,
  event: Extract<Event, { readonly block: number; readonly kind: "count" | "drop" | "forget" | "disable" | "taint" }>,
): void {
  const { configuration } = world;
  const block = blockAt(world, event.block);
  if (block === undefined) return;
  const { type, name } = placeOf(block);
  switch (event.kind) {
    case "count":
      block.count = !block.count;
      for (const [at, one] of configuration.imports.entries())
        if (one.to.type === type && one.to.name === name) configuration.imports[at] = { ...one, to: placeOf(block) };
      return;
    case "disable":
      if (block.service === "intersight") block.disabled = !block.disabled;
      return;
    case "taint": {
      const objects = world.state.objects.map((object) =>
        object.type === type && object.name === name && object.deposed === undefined
          ? { ...object, tainted: true }
          : object,
      );
      world.backup = world.state;
      world.state = { ...world.state, serial: world.state.serial + 1, objects };
      return;
    }
    case "drop":
    case "forget": {
      configuration.blocks.splice(configuration.blocks.indexOf(block), 1);
      const left = ({ to }: { readonly to: Place }): boolean => to.type !== type || to.name !== name;
      configuration.imports.splice(0, configuration.imports.length, ...configuration.imports.filter(left));
      const pairs = configuration.pairs.filter((pair) => block.pair !== `tls:${pair.name}`);
      configuration.pairs.splice(0, configuration.pairs.length, ...pairs);
      if (event.kind !== "forget") return;
      configuration.moved.splice(0, configuration.moved.length, ...configuration.moved.filter(left));
      configuration.removed.push({ type, name });
      return;
    }
  }
}
