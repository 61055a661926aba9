import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace, type Workspace } from "../terraform/oracle/terraform.ts";
import { freshPair, makeKey, Refused } from "./applying.ts";
import type { Attributes, Event, Place, Plan, PlanMode, RealKey, RealUser, World } from "./model.ts";
import { generatedPairs, pairNames, pairOf } from "./pairs.ts";
import { addressOf, placeOf } from "./places.ts";
import { planOf } from "./planning.ts";
import { askedPlan, blockAt, emptyWorld, happen } from "./play.ts";
import { nameMade, type PlanFile, readPlan, readState, thingOf } from "./real-files.ts";
import { fitted, worldProviders } from "./real-schemas.ts";
import { keyAttributes, keyTypes, pairAttributes, secretMark, specText, userAttributes } from "./values.ts";
import { type Scene, sceneOf, type ViewName } from "./views.ts";
import { importId, mainTf } from "./write-hcl.ts";

/** A world whose plans and states Terraform itself made. */
export interface RealScene {
  readonly scene: Scene;
  /** What Terraform planned and the model did not, or the other way round. */
  readonly differences: readonly string[];
}

/**
 * Plays a history with Terraform and stand-in providers, which ask the world what there is.
 * @throws what Terraform says where it takes the configuration for wrong
 */
export async function playForReal(events: readonly Event[]): Promise<RealScene> {
  const world = emptyWorld();
  const failing = { step: 0, at: 0 };
  const workspace = await openWorkspace(undefined, realityOf(world, failing), worldProviders);
  const { folder, terraform, close } = workspace;
  const texts = new Map<ViewName, string>();
  const differences: string[] = [];
  const file = (name: string): string => join(folder, "configuration", name);
  try {
    const write = (): void => writeFileSync(file("main.tf"), mainTf(world));
    write();
    await terraform("init", "-input=false", "-no-color");
    const read = (): void => {
      for (const [view, name] of [
        ["state", "terraform.tfstate"],
        ["backup", "terraform.tfstate.backup"],
      ] as const)
        if (existsSync(file(name))) texts.set(view, readFileSync(file(name), "utf8"));
    };
    for (const event of events) {
      world.now += 60_000;
      write();
      if (event.kind === "plan") {
        const asked = askedPlan(world, event);
        if (asked === undefined) continue;
        const { mode, target: place } = asked;
        const number = ++world.count;
        const model = planOf(world, number, mode, place);
        const json = await planned(workspace, "plan.out", mode, place && `${place.type}.${place.name}`);
        // The world has a clock of its own.
        const dated = { ...json, timestamp: new Date(world.now).toISOString().replace(/\.\d+Z$/, "Z") };
        texts.set("plan", JSON.stringify(dated, undefined, 1));
        world.plan = readPlan(world, dated, { number, mode });
        differences.push(...differencesOf(linesOf(model), linesOf(world.plan)));
      } else if (event.kind === "apply") {
        const saved = event.saved ? world.plan : undefined;
        if (event.saved && (saved === undefined || saved.applied || saved.serial !== world.state.serial)) continue;
        const number = ++world.count;
        const plan =
          saved ?? readPlan(world, await planned(workspace, "now.out", "normal"), { number, mode: "normal" });
        Object.assign(failing, { step: 0, at: event.failAt ?? 0 });
        const name = saved === undefined ? "now.out" : "plan.out";
        await terraform("apply", "-parallelism=1", "-input=false", "-no-color", join(folder, name)).catch(
          () => undefined,
        );
        Object.assign(failing, { step: 0, at: 0 });
        plan.applied = true;
        read();
        // The service may give a key that is made again the id that it had: only the state of before tells which one it was.
        if (texts.has("backup")) world.backup = world.state;
        if (texts.has("state")) world.state = readState(world, texts.get("state") ?? "", world.now);
        nameMade(world, plan);
      } else if (event.kind === "taint") {
        const block = blockAt(world, event.block);
        const object =
          block &&
          world.state.objects.find((one) => addressOf(one) === addressOf(placeOf(block)) && one.deposed === undefined);
        if (object === undefined) continue;
        await terraform("taint", addressOf(object));
        read();
        world.backup = world.state;
        world.state = readState(world, texts.get("state") ?? "", world.now);
      } else happen(world, event);
    }
    world.now += 60_000;
    if (world.state.serial > 0) texts.set("shown", await terraform("show", "-json"));
    const scene = sceneOf(world);
    const files = new Map([...scene.files].map(([view, text]) => [view, texts.get(view) ?? text]));
    return { scene: { ...scene, files }, differences };
  } finally {
    await close();
  }
}

async function planned(
  { folder, terraform }: Workspace,
  name: string,
  mode: PlanMode,
  target?: string,
): Promise<PlanFile> {
  const options =
    mode === "refresh"
      ? ["-refresh-only"]
      : mode === "destroy"
        ? ["-destroy"]
        : target === undefined
          ? []
          : [`-target=${target}`];
  await terraform("plan", ...options, "-parallelism=1", "-input=false", "-no-color", "-out", join(folder, name));
  return JSON.parse(await terraform("show", "-json", join(folder, name)));
}

interface Failing {
  step: number;
  /** The step that fails; 0 for none. */
  readonly at: number;
}

/** The services of the world as a provider sees them. */
function realityOf(world: World, failing: Failing): NonNullable<Parameters<typeof openWorkspace>[1]> {
  const fails = (): boolean => ++failing.step === failing.at;
  return {
    read: (type, attributes) => {
      const thing = thingOf(world, type, attributes);
      if (thing.kind === "pair") return attributes;
      if (thing.kind === "user") {
        const user = world.users.get(thing.name);
        return user === undefined ? null : fitted(type, userAttributes(user));
      }
      const key = world.keys.get(thing.name);
      const user = key && world.users.get(key.user);
      if (key === undefined || user === undefined || key.gone !== undefined) return null;
      return stored(type, key, user, attributes);
    },
    letsGo: (type, attributes) => {
      if (fails()) return false;
      const key = world.keys.get(thingOf(world, type, attributes).name);
      if (key !== undefined) key.gone = world.now;
      return true;
    },
    finds: (type, id) => {
      const key = [...world.keys.values()].find((one) => one.gone === undefined && importId(world, one.name) === id);
      const user = key && world.users.get(key.user);
      if (key === undefined || user === undefined) return null;
      const asked = {
        additional_properties: specText(key.pair),
        class_id: null,
        name: null,
        object_type: "pkix.RsaAlgorithm",
      };
      return stored(type, key, user, key.service === "intersight" ? { key_spec: [asked] } : {});
    },
    makes: (type, planned, prior) => {
      try {
        return made(world, type, planned, prior, fails());
      } catch (error) {
        if (error instanceof Refused) return { state: prior, error: "The service refuses" };
        throw error;
      }
    },
  };
}

function stored(type: string, key: RealKey, user: RealUser, kept: Attributes): Record<string, unknown> {
  const values = keyAttributes(key, user);
  // What was asked for stays as it was asked for.
  return fitted(type, { ...values, ...(kept["key_spec"] === undefined ? {} : { key_spec: kept["key_spec"] }) });
}

function made(
  world: World,
  type: string,
  planned: Attributes,
  prior: Attributes | null,
  fails: boolean,
): { readonly state: Record<string, unknown> | null; readonly error?: string } {
  const broken = fails ? { error: "The service failed" } : {};
  if (type === "tls_private_key") {
    if (fails) throw new Refused();
    return { state: fitted(type, pairAttributes(freshPair(world), Number(planned["rsa_bits"]))) };
  }
  const service = Object.entries(keyTypes).find(([, name]) => name === type)?.[0];
  if (service === undefined) {
    const name = String(planned["user_name"] ?? planned["name"]);
    const user = world.users.get(name);
    if (user === undefined || fails) throw new Refused();
    user.exists = true;
    return { state: fitted(type, userAttributes(user)) };
  }
  const isActive = planned["admin_status"] !== "disable";
  const before = prior && world.keys.get(thingOf(world, type, prior).name);
  if (before !== null && before !== undefined) {
    const user = world.users.get(before.user);
    if (user === undefined || fails) throw new Refused();
    before.active = isActive;
    return { state: { ...stored(type, before, user, planned), private_key: prior?.["private_key"] ?? "" } };
  }
  if (fails && world.count % 2 === 0) throw new Refused();
  const [block] = Array.isArray(planned["user"]) ? planned["user"] : [];
  const user = [...world.users.values()].find((one) =>
    service === "intersight"
      ? one.service === service
      : one.id === planned["user_id"] || (one.scimId !== undefined && one.scimId === block?.value),
  );
  if (user === undefined) throw new Refused();
  const pem = planned["key_value"] ?? planned["key"];
  const pairs = [...pairNames, ...generatedPairs];
  const [spec] = Array.isArray(planned["key_spec"]) ? planned["key_spec"] : [];
  const pair =
    pem === undefined
      ? String(JSON.parse(String(spec?.additional_properties)).Modulus)
      : pairs.find((name) => pairOf(name).pem === pem);
  if (pair === undefined) throw new Refused();
  const hash = planned["hash_algorithm"] === "SHA384" ? "SHA384" : "SHA256";
  const key = makeKey(world, { service: user.service, user: user.name, pair, active: isActive, hash });
  world.keys.set(key.name, key);
  const secret = service === "intersight" ? { private_key: secretMark } : {};
  return { state: { ...stored(type, key, user, planned), ...secret }, ...broken };
}

/** What a plan does, in lines that can be compared. */
function linesOf({ changes, drift, prior, mode }: Plan): readonly string[] {
  const deposed = (one: { readonly deposed?: string }): string => (one.deposed === undefined ? "" : " deposed");
  const previous = (one: { readonly previous?: Place }): string =>
    one.previous === undefined ? "" : ` from ${addressOf(one.previous)}`;
  return [
    ...changes.map(
      (one) =>
        `${addressOf(one)}${deposed(one)} ${one.actions.join()}${previous(one)} ${one.importing ?? ""} ${one.reason ?? ""}`,
    ),
    // What Intersight fills in of a specification, the stand-in leaves as it was asked for.
    ...drift
      .filter((one) => mode !== "destroy" && (one.after === undefined || one.type !== keyTypes.intersight))
      .map(
        (one) =>
          `drift of ${addressOf(one)}${deposed(one)}${previous(one)}: ${one.after === undefined ? "gone" : "changed"}`,
      ),
    ...prior.map((one) => `prior ${addressOf(one)}${deposed(one)} ${one.thing.name}`),
  ];
}

function differencesOf(model: readonly string[], real: readonly string[]): readonly string[] {
  return [
    ...real.filter((line) => !model.includes(line)).map((line) => `Terraform: ${line}`),
    ...model.filter((line) => !real.includes(line)).map((line) => `the model: ${line}`),
  ];
}
