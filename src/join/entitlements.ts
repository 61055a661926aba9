import type { Entitlement } from "../model/entitlement.ts";
import { isUnknown } from "../model/unknown.ts";

/**
 * What stands of all that Terraform says of who administers an account. Of one object in a root module the plan tells what will be, and whether it
 * stays; what the state has and what configuration asks for stand beside each other. What a newer document of the run tells anew does not count.
 */
export function defaultEntitlements(
  entitlements: readonly Entitlement[],
  rootOf: (root: string) => string,
  isSuperseded: (document: string) => boolean,
): readonly Entitlement[] {
  const objects = new Map<string, Entitlement[]>();
  for (const entitlement of entitlements) {
    if (isSuperseded(entitlement.root)) continue;
    const name = `${rootOf(entitlement.root)} ${entitlement.address}`;
    const records = objects.get(name);
    if (records === undefined) objects.set(name, [entitlement]);
    else records.push(entitlement);
  }
  return [...objects.values()].flatMap(newestOf);
}

function newestOf(records: readonly Entitlement[]): readonly Entitlement[] {
  const planned = records.filter((record) => record.moment === "planned" && tells(record));
  if (planned.length > 0) return planned;
  const current = records.filter(({ moment }) => moment === "current");
  return (current.length > 0 ? current : records).filter(({ removed }) => removed === undefined);
}

/** A policy of which the plan does not know all statements may grant what it granted before. */
function tells(record: Entitlement): boolean {
  return record.kind !== "grants" || !isUnknown(record.grants);
}
