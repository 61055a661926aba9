import type { Knowledge } from "./knowledge.ts";
import { addressOf } from "./places.ts";
import type { Sight, ViewName } from "./views.ts";

const ofRoot: ReadonlySet<ViewName> = new Set(["configuration", "plan", "state", "shown", "backup"]);
const withIds: ReadonlySet<ViewName> = new Set(["state", "shown", "backup", "data", "listing"]);

/** Two of these places of one key of which the views tell that they are of one: by an id, or by the address within the root. */
export function linkOf(
  knowledge: Knowledge,
  some: readonly Sight[],
  others: readonly Sight[],
): readonly [Sight, Sight] | undefined {
  const links: [Sight, Sight][] = [];
  for (const one of some) for (const other of others) if (areLinked(knowledge, one, other)) links.push([one, other]);
  return links.find(([one, other]) => one.view !== other.view) ?? links[0];
}

function areLinked(knowledge: Knowledge, one: Sight, other: Sight): boolean {
  if (hasId(knowledge, one) && hasId(knowledge, other)) return true;
  if (!ofRoot.has(one.view) || !ofRoot.has(other.view)) return false;
  const address = canonical(knowledge, one);
  return address === canonical(knowledge, other);
}

function hasId({ scene }: Knowledge, { view, role, key }: Sight): boolean {
  if (withIds.has(view)) return true;
  if (view !== "plan") return false;
  if (role === "before") return true;
  const change = scene.world.plan?.changes.find(({ to }) => to?.name === key);
  return change !== undefined;
}

/** The address that the object has after all moves that the given views tell. */
function canonical({ scene, views }: Knowledge, { view, place }: Sight): string {
  const address = place.trim();
  if (place !== `${address} `) return place;
  const { world } = scene;
  const moves = [
    ...(views.has("configuration") ? world.configuration.moved : []),
    ...(views.has("plan") && (view === "plan" || world.plan?.serial === world.state.serial) ? (world.plan?.configuration.moved ?? []) : []),
  ];
  let [name = "", index = ""] = /^([^[]*)(\[.*)?$/.exec(address)?.slice(1) ?? [];
  for (const { from, to } of moves) if (name === addressOf(from)) name = addressOf(to);
  // Between `k` and `k[0]` Terraform moves by itself.
  if (index === "[0]") index = "";
  return `${name}${index}`;
}
