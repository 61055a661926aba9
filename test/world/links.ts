import type { Knowledge } from "./knowledge.ts";
import { addressOf, placeOf, tellsNoPair } from "./places.ts";
import type { Sight, ViewName } from "./views.ts";

const ofRoot: ReadonlySet<ViewName> = new Set(["configuration", "plan", "state", "shown", "backup"]);
const withIds: ReadonlySet<ViewName> = new Set(["state", "shown", "backup", "data", "listing"]);

/** Whether something that the views tell shows that two places of one key are of one: an id, or the address within the root. */
export function areLinked(knowledge: Knowledge, one: Sight, other: Sight): boolean {
  if (hasId(knowledge, one) && hasId(knowledge, other)) return true;
  if (!ofRoot.has(one.view) || !ofRoot.has(other.view)) return false;
  if (knowledge.muddled && [one, other].some((sight) => isVague(knowledge, sight))) return false;
  const address = canonical(knowledge, one);
  return address === canonical(knowledge, other);
}

/** Whether configuration does not tell which key stands there: a plan that was made before it was changed may speak of another one. */
function isVague({ scene }: Knowledge, { view, place }: Sight): boolean {
  const block = scene.world.configuration.blocks.find((one) => addressOf(placeOf(one)) === place.trim());
  return view === "configuration" && block !== undefined && tellsNoPair(block);
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
