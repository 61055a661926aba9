import type { Knowledge } from "./knowledge.ts";
import { addressOf, placeOf, tellsNoPair } from "./places.ts";
import type { Sight, ViewName } from "./views.ts";

const ofRoot: ReadonlySet<ViewName> = new Set(["configuration", "plan", "state", "shown", "backup"]);

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

/** Whether the view shows the id that the service has for the key, or all that the id is made of. */
function hasId({ scene }: Knowledge, { view, role, place, key }: Sight): boolean {
  const { configuration, plan } = scene.world;
  if (view === "configuration") {
    const block = configuration.blocks.find((one) => addressOf(placeOf(one)) === place.trim());
    if (block === undefined || !scene.world.keys.has(key)) return false;
    const isPasted = block.service === "classic" && !block.byReference && !tellsNoPair(block);
    return isPasted || configuration.imports.some(({ to }) => addressOf(to) === place.trim());
  }
  if (view !== "plan" || role === "before") return true;
  const change = plan?.changes.find((one) => one.deposed === undefined && addressOf(one) === place.trim());
  return typeof change?.after?.["user_id"] === "string" && typeof change.after["key_value"] === "string";
}

/** The address that the object has after all moves that the given views tell. */
function canonical({ scene, views }: Knowledge, { view, place }: Sight): string {
  const address = place.trim();
  if (place !== `${address} `) return place;
  const { world } = scene;
  const moves = [
    ...(views.has("configuration") ? world.configuration.moved : []),
    ...(views.has("plan") && (view === "plan" || world.plan?.serial === world.state.serial)
      ? (world.plan?.configuration.moved ?? [])
      : []),
  ];
  let [name = "", index = ""] = /^([^[]*)(\[.*)?$/.exec(address)?.slice(1) ?? [];
  for (const { from, to } of moves) if (name === addressOf(from)) name = addressOf(to);
  // Between `k` and `k[0]` Terraform moves by itself.
  if (index === "[0]") index = "";
  return `${name}${index}`;
}
