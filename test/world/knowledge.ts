import { isDeepStrictEqual } from "node:util";
import type { Attributes, Change, Stored } from "./model.ts";
import { addressOf, placeOf } from "./places.ts";
import { realName, type Scene, type ViewName } from "./views.ts";

/** What one view tells of a key. */
interface Observation {
  readonly view: ViewName;
  readonly exists: boolean;
  readonly active?: boolean;
  readonly userActive?: boolean;
}

/** A truth that the given views decide; `undecided` where they contradict each other and none is newer, or tell nothing. */
export type Told = boolean | "undecided";

/**
 * What will become of a key, as far as the views tell. `exists`: it is there and stays. `declared`: wanted, by configuration alone. `loose`: it is
 * there, and only a plan would tell whether it stays. `void`: a plan that is past wanted it.
 */
export type Fate = "exists" | "removed" | "planned" | "declared" | "loose" | "gone" | "void" | "undecided";

/** What a judge who knows which place shows which key, and when each file was written, can tell from some views of a world. */
export interface Knowledge {
  readonly scene: Scene;
  readonly views: ReadonlySet<ViewName>;
  /** Keys that the views show, by name of the world. */
  readonly keys: readonly string[];
  fateOf(key: string): Fate;
  activeOf(key: string): Told;
  userActiveOf(key: string): Told;
  userOf(key: string): string | undefined;
  /** Name of the pair; undefined where it is still to be made. */
  pairOf(key: string): string | undefined;
  createdOf(key: string): number | undefined;
  /** The plan, where nothing given shows that it is past. */
  readonly inForce: boolean;
  /** Configuration that was changed since the plan. */
  readonly muddled: boolean;
  readonly changeOf: (key: string) => Change | undefined;
  /** Whether configuration alone declares it and ignores changes: then nothing given tells whether its pair is the one that stands there. */
  isIgnored(key: string): boolean;
  /** Whether configuration that is given disables it: it will be inactive, whatever it is now. */
  isDisabled(key: string): boolean;
}

export function knowledgeOf(scene: Scene, views: ReadonlySet<ViewName>): Knowledge {
  const { world, fresh, listing } = scene;
  const plan = views.has("plan") ? world.plan : undefined;
  const hasState = views.has("state") || views.has("shown");
  const inForce = plan !== undefined && !(hasState && world.state.serial > plan.serial);
  const hasListing = views.has("listing");
  const muddled =
    views.has("configuration") && plan !== undefined && !isDeepStrictEqual(plan.configuration, world.configuration);

  const observations = new Map<string, Observation[]>();
  const observe = (key: string, observation: Observation): void => {
    const own = observations.get(key) ?? [];
    own.push(observation);
    observations.set(key, own);
  };
  const stored = (view: ViewName, objects: readonly Stored[]): void => {
    for (const { thing, attributes } of objects) {
      if (thing.kind !== "key") continue;
      observe(thing.name, { view, exists: true, ...activity(attributes), ...ofUser(objects, attributes) });
    }
  };
  if (hasState) stored("state", world.state.objects);
  if (views.has("backup") && world.backup !== undefined) stored("backup", world.backup.objects);
  if (plan !== undefined) {
    // What a target leaves out is as old as the state.
    const touched = new Set(plan.changes.map(({ from }) => from?.name));
    const isRead = ({ thing }: Stored): boolean => plan.mode !== "target" || touched.has(thing.name);
    stored("plan", plan.prior.filter(isRead));
    stored(
      plan.serial === world.state.serial ? "state" : "backup",
      plan.prior.filter((object) => !isRead(object)),
    );
    for (const { thing, after } of plan.drift)
      if (thing.kind === "key" && after === undefined) observe(thing.name, { view: "plan", exists: false });
    for (const { from, deposed, before } of plan.changes)
      if (deposed !== undefined && before === undefined && from !== undefined)
        observe(from.name, { view: "plan", exists: false });
  }
  if (hasListing) {
    for (const key of listing.keys)
      observe(key.name, { view: "listing", exists: true, active: key.active, ...userIn(listing.users, key.user) });
    for (const key of world.keys.values())
      if (key.created <= listing.at && !listing.keys.some(({ name }) => name === key.name))
        observe(key.name, { view: "listing", exists: false });
  }
  if (views.has("data"))
    for (const key of scene.shown.keys)
      if (key.service === "classic") observe(key.name, { view: "data", exists: true, active: key.active });

  const changes = plan?.changes ?? [];
  const changeOf = (key: string): Change | undefined =>
    changes.find(({ from }) => from?.name === key) ??
    changes.find(({ to }) => to !== undefined && realName(world, to.name) === key);
  // A plan that is past has been carried out where the state has no more what it was to destroy.
  if (plan !== undefined && !inForce && plan.applied) {
    const left = new Set(world.state.objects.map(({ thing }) => thing.name));
    for (const { from, actions } of changes)
      if (from?.kind === "key" && actions.includes("delete") && !left.has(from.name))
        observe(from.name, { view: "state", exists: false });
  }

  const isNewer = (a: ViewName, b: ViewName): boolean => {
    const [planAt, planSerial] = [world.plan?.at ?? 0, world.plan?.serial ?? -1];
    const backupSerial = world.backup?.serial ?? -1;
    switch (`${a} ${b}`) {
      case "listing plan":
        return listing.at >= planAt;
      case "plan listing":
        return planAt > listing.at;
      case "listing state":
        return listing.at >= world.state.at;
      case "listing backup":
        return listing.at >= (world.backup?.at ?? 0);
      case "listing data":
        return listing.at >= scene.shown.at;
      case "plan state":
        return planSerial >= world.state.serial;
      case "state plan":
        return world.state.serial > planSerial;
      case "state backup":
        return true;
      case "plan backup":
        return planSerial >= backupSerial;
      case "backup plan":
        return backupSerial > planSerial;
      default:
        return false;
    }
  };
  const toldBy = (key: string, read: (observation: Observation) => boolean | undefined): Told | undefined => {
    const telling = (observations.get(key) ?? []).filter((one) => read(one) !== undefined);
    const standing = telling.filter((one) => !telling.some((other) => isNewer(other.view, one.view)));
    const values = new Set(standing.map(read));
    const [value] = values;
    if (values.size > 1) return "undecided";
    return value;
  };

  const shownIn = (key: string): ReadonlySet<ViewName> =>
    new Set(scene.sights.filter((sight) => sight.key === key && views.has(sight.view)).map(({ view }) => view));
  const keys = [...new Set(scene.sights.filter(({ view }) => views.has(view)).map(({ key }) => key))];

  const fateOf = (key: string): Fate => {
    const exists = toldBy(key, (one) => one.exists);
    const change = changeOf(key);
    const isFuture = change?.to !== undefined && realName(world, change.to.name) === key && change.from?.name !== key;
    if (exists === false) return "gone";
    if (exists === "undecided") return "undecided";
    if (exists === undefined) {
      // Nothing shows it as being there: it is to be made.
      if (change !== undefined && isFuture)
        return inForce ? "planned" : shownIn(key).has("configuration") ? "declared" : "void";
      // What a plan destroys that nobody knows to be past is the key that the block declares.
      return plan?.mode === "destroy" ? "undecided" : "declared";
    }
    if (plan !== undefined && inForce && change?.from?.name === key) {
      if (change.actions.includes("delete")) return "removed";
      return "exists";
    }
    if (plan !== undefined && !inForce && !hasState && shownIn(key).size > 0) return "undecided";
    if (
      plan !== undefined &&
      !inForce &&
      !world.state.objects.some(({ thing }) => thing.name === key) &&
      shownIn(key).has("plan")
    )
      return hasListing ? "exists" : "undecided";
    if (shownIn(key).size === 1 && shownIn(key).has("backup") && (hasState || plan !== undefined)) return "undecided";
    if (!views.has("configuration")) return "exists";
    const kept = fresh.changes.find(({ from }) => from?.name === key);
    const isListedAlone = [...shownIn(key)].every((view) => view === "listing" || view === "data");
    // What configuration imports it speaks of, though no other view has it yet.
    if (isListedAlone && kept?.importing === undefined) return "exists";
    if (kept === undefined || kept.actions.includes("delete") || kept.actions[0] === "forget") return "loose";
    return "exists";
  };

  return {
    scene,
    views,
    keys,
    fateOf,
    activeOf: (key) => {
      const change = changeOf(key);
      if (inForce && change?.actions[0] === "update" && change.from?.name === key)
        return change.after?.["admin_status"] === "enable";
      return (
        toldBy(key, (one) => one.active) ??
        (world.keys.has(key) ? "undecided" : blockFor(scene, key)?.disabled !== true)
      );
    },
    userActiveOf: (key) => toldBy(key, (one) => one.userActive) ?? "undecided",
    userOf: (key) => world.keys.get(key)?.user ?? blockFor(scene, key)?.user,
    pairOf: (key) => {
      const pair = world.keys.get(key)?.pair ?? blockFor(scene, key)?.pair;
      return pair?.startsWith("tls:") === true ? generatedFor(scene, key, pair.slice(4)) : pair;
    },
    createdOf: (key) => {
      const telling = (observations.get(key) ?? []).some(({ exists }) => exists);
      return telling ? world.keys.get(key)?.created : undefined;
    },
    inForce,
    muddled,
    changeOf,
    isDisabled: (key) => {
      const place = scene.sights.find(({ view, key: own }) => view === "configuration" && own === key)?.place.trim();
      return (
        views.has("configuration") &&
        world.configuration.blocks.some((one) => one.disabled && addressOf(placeOf(one)) === place)
      );
    },
    isIgnored: (key) => {
      const own = scene.sights.filter((sight) => sight.key === key && views.has(sight.view));
      const place = own.find(({ view }) => view === "configuration")?.place.trim();
      const block = world.configuration.blocks.find((one) => addressOf(placeOf(one)) === place);
      return (
        block?.ignoreChanges === true &&
        !own.some(({ view }) => view === "state" || view === "shown" || view === "plan")
      );
    },
  };
}

/** The block that a key of the future comes from: of the plan's configuration or of the present one. */
function blockFor({ world }: Scene, key: string): Scene["world"]["configuration"]["blocks"][number] | undefined {
  const address = key.replace(/^future \d+ /, "");
  const configurations = key.startsWith("future 0 ")
    ? [world.configuration]
    : [world.plan?.configuration, world.configuration];
  for (const configuration of configurations) {
    const block = configuration?.blocks.find(
      ({ name }) => address.endsWith(`.${name}`) || address.endsWith(`.${name}[0]`),
    );
    if (block !== undefined) return block;
  }
  return undefined;
}

/** The pair that a plan leaves as it is; undefined where it will make another one. */
function generatedFor({ world, fresh }: Scene, key: string, name: string): string | undefined {
  const plan = key.startsWith("future 0 ") ? fresh : world.plan;
  const change = plan?.changes.find((one) => one.type === "tls_private_key" && one.name === name);
  return change?.actions[0] === "no-op" ? change.from?.name : undefined;
}

function activity(attributes: Attributes): { readonly active?: boolean } {
  if (typeof attributes["state"] === "string") return { active: attributes["state"] === "ACTIVE" };
  if (typeof attributes["oper_status"] === "string") return { active: attributes["oper_status"] === "enabled" };
  return "delete_in_progress" in attributes ? { active: true } : {};
}

/** Whether the key's user is active, where the same document has the user. */
function ofUser(objects: readonly Stored[], attributes: Attributes): { readonly userActive?: boolean } {
  const [block] = Array.isArray(attributes["user"]) ? attributes["user"] : [];
  const id = attributes["user_id"] ?? block?.ocid;
  const user = objects.find(({ thing, attributes: own }) => thing.kind === "user" && (own["ocid"] ?? own["id"]) === id);
  if (user === undefined) return {};
  return { userActive: user.attributes["state"] === "ACTIVE" || user.attributes["active"] === true };
}

function userIn(users: Scene["listing"]["users"], name: string): { readonly userActive?: boolean } {
  const user = users.find((one) => one.name === name);
  return user === undefined ? {} : { userActive: user.active };
}
