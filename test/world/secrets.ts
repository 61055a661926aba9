import type { Fate, Knowledge } from "./knowledge.ts";
import type { Expected } from "./expect.ts";
import type { Attributes, Thing } from "./model.ts";
import { placeOf, addressOf } from "./places.ts";

/** Whether a view that is given holds the private half of the key, or the apply will write it. */
export function secretIn(knowledge: Knowledge, key: string, fate: Fate): Expected {
  if (fate === "gone" || fate === "removed" || fate === "void" || fate === "undecided") return "either";
  if (isHeld(knowledge, key)) return "fail";
  const { scene, views } = knowledge;
  const isManaged = scene.sights.some(
    (sight) => sight.key === key && views.has(sight.view) && sight.view !== "data" && sight.view !== "listing",
  );
  const real = scene.world.keys.get(key);
  const service = real?.service ?? (key.includes("intersight") ? "intersight" : "oci");
  if (!isManaged) return "not fail";
  if (service === "intersight") return fate === "planned" ? "fail" : fate === "declared" ? "fail" : "either";
  if (!isGenerated(knowledge, key)) return "not fail";
  return isGeneratorShown(knowledge, key) && !knowledge.muddled ? "fail" : "either";
}

function isHeld({ scene, views }: Knowledge, key: string): boolean {
  const { world } = scene;
  const has = (attributes: Attributes | undefined): boolean =>
    typeof attributes?.["private_key"] === "string" && attributes["private_key"] !== "";
  const holds = (
    objects: readonly { readonly thing: { readonly name: string }; readonly attributes: Attributes }[],
  ): boolean => objects.some(({ thing, attributes }) => thing.name === key && has(attributes));
  if ((views.has("state") || views.has("shown")) && holds(world.state.objects)) return true;
  if (views.has("backup") && holds(world.backup?.objects ?? [])) return true;
  if (!views.has("plan") || world.plan === undefined) return false;
  const { changes, drift } = world.plan;
  return (
    changes.some(({ from, before }) => from?.name === key && has(before)) ||
    drift.some(({ thing, before }) => thing.name === key && has(before))
  );
}

/** Whether Terraform makes, or made, the key's pair. */
function isGenerated({ scene }: Knowledge, key: string): boolean {
  const { world } = scene;
  const real = world.keys.get(key);
  if (real !== undefined) return real.pair.startsWith("tls");
  const configurations = [world.configuration, world.plan?.configuration];
  return configurations.some((one) =>
    one?.blocks.some((block) => key.endsWith(` ${addressOf(placeOf(block))}`) && block.pair.startsWith("tls:")),
  );
}

/** Whether a view that is given has the generator of the key's pair: then the private half is there too. */
function isGeneratorShown({ scene, views, inForce }: Knowledge, key: string): boolean {
  const { world } = scene;
  const pair = world.keys.get(key)?.pair;
  const has = (objects: readonly { readonly thing: Thing }[] = []): boolean =>
    pair !== undefined && objects.some(({ thing }) => thing.kind === "pair" && thing.name === pair);
  if ((views.has("state") || views.has("shown")) && has(world.state.objects)) return true;
  if (views.has("plan") && has(world.plan?.prior)) return true;
  return pair === undefined && (views.has("configuration") || (views.has("plan") && inForce));
}
