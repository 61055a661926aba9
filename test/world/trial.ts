import { nameOf } from "../../src/model/key-name.ts";
import { check, type Checked, type Fault } from "./check.ts";
import { type Demands, demandsOf } from "./demands.ts";
import type { Event } from "./model.ts";
import { play } from "./play.ts";
import type { Random } from "./random.ts";
import { openFolder, type Scanned } from "./scanning.ts";
import { type Scene, sceneOf, sourceOf, type ViewName } from "./views.ts";

/** A fault of a world, and the views that showed it, in their order. */
export interface Found extends Fault {
  readonly views: readonly ViewName[];
}

export interface Tried {
  readonly found: readonly Found[];
  readonly scans: number;
  readonly verdicts: number;
}

/** How probably a choice is scanned in twenty orders, where it has so many. */
const thorough = 0.02;

/** What is tried of a world: choices of views, each in some orders. */
export interface Extent {
  /** The most choices of views; all of them where there are no more. */
  readonly choices: number;
  readonly orders: number;
  /** How probably a choice is also scanned as one folder, and as inventories that are merged: from 0 to 1. */
  readonly forms: number;
}

/** Plays a history and scans choices of the views of where it ends, in several orders. */
export async function tryWorld(events: readonly Event[], extent: Extent, random: Random): Promise<Tried> {
  const scene = sceneOf(play(events));
  return tryChoices(scene, choicesOf(scene, extent, random), extent.orders, extent.forms, random);
}

export async function tryChoices(
  scene: Scene,
  choices: readonly (readonly ViewName[])[],
  orders: number,
  forms: number,
  random: Random,
): Promise<Tried> {
  const folder = openFolder(scene);
  const found: Found[] = [];
  const done: Done[] = [];
  let scans = 0;
  let verdicts = 0;
  try {
    for (const views of choices) {
      const demands = demandsOf(scene, new Set(views));
      let first: string | undefined;
      for (const order of ordersOf(views, random.chance(thorough) ? 20 : orders, random)) {
        const scanned = await folder.scan(order.map((view) => sourceOf[view]));
        scans += 1;
        const checked = check(demands, scanned);
        verdicts += checked.verdicts;
        const signature = signatureOf(scanned);
        if (first === undefined) {
          first = signature;
          found.push(...checked.faults.map((fault) => ({ ...fault, views: order })));
          done.push({ views, checked, demands });
        } else if (signature !== first) {
          found.push({ kind: "depends on the order", detail: difference(first, signature), views: order });
          break;
        }
      }
      if (!random.chance(forms)) continue;
      const sources = views.map((view) => sourceOf[view]);
      const [half, rest] = [sources.slice(0, sources.length / 2), sources.slice(sources.length / 2)];
      for (const groups of [[sources], [half, rest], [rest, half]]) {
        if (groups.some(({ length }) => length === 0)) continue;
        const merged = signatureOf(await folder.merge(groups));
        scans += 1;
        if (first === undefined || merged === first) continue;
        found.push({
          kind: groups.length === 1 ? "an inventory says something else" : "merged says something else",
          detail: difference(first, merged),
          views,
        });
        break;
      }
      const told = new Set(done.at(-1)?.checked.faults.map(({ kind }) => kind));
      const checked = check(demands, await folder.scanTogether(views));
      scans += 1;
      verdicts += checked.verdicts;
      for (const { kind, detail } of checked.faults)
        if (!told.has(kind)) found.push({ kind: `in one folder: ${kind}`, detail, views });
    }
  } finally {
    folder.close();
  }
  return { found: [...found, ...weakened(done)], scans, verdicts };
}

/** What a run says, whatever order its sources had. */
export function signatureOf({ run, results }: Scanned): string {
  const lines = results.map(({ rule, subject, kind, message }) => `${rule.id} ${nameOf(subject)} ${kind} ${message}`);
  return [`keys ${run.keys.length}`, ...lines.sort()].join("\n");
}

export function difference(first: string, second: string): string {
  const [one, two] = [new Set(first.split("\n")), new Set(second.split("\n"))];
  const only = (from: Set<string>, other: Set<string>): readonly string[] =>
    [...from].filter((line) => !other.has(line)).slice(0, 4);
  return `${only(one, two).join(" | ")}  <>  ${only(two, one).join(" | ")}`;
}

/** A choice of views that was scanned. */
interface Done {
  readonly views: readonly ViewName[];
  readonly checked: Checked;
  readonly demands: Demands;
}

/** A true failure that is a pass, or open, once there is one more view. */
function weakened(done: readonly Done[]): readonly Found[] {
  const found: Found[] = [];
  for (const before of done)
    for (const after of done) {
      const [less, more] = [before.views, after.views];
      if (more.length !== less.length + 1 || !less.every((view) => more.includes(view))) continue;
      for (const { rule, key, must } of before.demands.rules) {
        const slot = `${rule} ${key}`;
        const stillMust = after.demands.rules.some(
          (demand) => demand.rule === rule && demand.key === key && demand.must === "fail",
        );
        if (must !== "fail" || before.checked.kinds.get(slot) !== "fail" || !stillMust) continue;
        const now = after.checked.kinds.get(slot);
        if (now === "fail" || now === undefined) continue;
        const added = more.find((view) => !less.includes(view));
        found.push({
          kind: `failure weakened to ${now} by ${added}: ${rule}`,
          detail: `${slot}: fails with ${less.join("+")}`,
          views: more,
        });
      }
    }
  return found;
}

function choicesOf(scene: Scene, { choices }: Extent, random: Random): readonly (readonly ViewName[])[] {
  const names = [...scene.files.keys()];
  const all: ViewName[][] = [];
  for (let bits = 1; bits < 1 << names.length; bits++) all.push(names.filter((_, at) => (bits & (1 << at)) !== 0));
  if (all.length <= choices) return all;
  // A chain of choices, each with one view more, shows what a view takes away.
  const chosen = new Map<string, readonly ViewName[]>();
  while (chosen.size < choices) {
    const order = random.shuffle(names);
    for (let length = 1; length <= order.length && chosen.size < choices; length++) {
      const views = names.filter((name) => order.slice(0, length).includes(name));
      chosen.set(views.join(), views);
    }
  }
  return [...chosen.values()];
}

function ordersOf(views: readonly ViewName[], most: number, random: Random): readonly (readonly ViewName[])[] {
  const orders = new Map([[views.join(), views]]);
  for (let tries = 0; orders.size < most && tries < 3 * most; tries++) {
    const order = random.shuffle(views);
    orders.set(order.join(), order);
  }
  return [...orders.values()];
}
