import { dirname } from "node:path/posix";
import { nameOf } from "../model/key-name.ts";
import { compareLocations, type Location } from "../model/location.ts";
import type { ProviderSecret } from "../model/provider-secret.ts";

/**
 * A secret is one where configuration, its plan and inventories of them show the same argument of one root module, and where several instances of
 * a module take it from one place. What configuration tells comes first.
 */
export function distinctSecrets(
  secrets: readonly ProviderSecret[],
  rootOf: (root: string) => string,
): readonly ProviderSecret[] {
  const configurationFirst = secrets.toSorted((a, b) => Number(a.document === "plan") - Number(b.document === "plan"));
  const byArgument = new Map<string, ProviderSecret>();
  for (const secret of configurationFirst) {
    // A plan without keys is placed by its folder alone.
    const names = [rootOf(secret.root), dirname(secret.root)].map((root) => `${root} ${nameOf(secret)}`);
    const [own = ""] = names;
    joinInto(byArgument, (secret.document === "plan" && names.find((name) => byArgument.has(name))) || own, secret);
  }
  const byPlace = new Map<string, ProviderSecret>();
  for (const secret of byArgument.values()) joinInto(byPlace, placeOf(secret), secret);
  return [...byPlace.values()];
}

function placeOf({ location: { uri, region }, argument }: ProviderSecret): string {
  return JSON.stringify([uri, region?.startLine, region?.startColumn, argument]);
}

function joinInto(found: Map<string, ProviderSecret>, name: string, secret: ProviderSecret): void {
  const first = found.get(name) ?? secret;
  const places = [first, secret].flatMap(placesOf);
  const others = places.filter((place) => compareLocations(place, first.location) !== 0);
  const alsoAt = others.filter((place, index) => others.findIndex((other) => isSame(place, other)) === index);
  found.set(name, { ...first, alsoAt });
}

function placesOf({ location, alsoAt }: ProviderSecret): readonly Location[] {
  return [location, ...alsoAt];
}

function isSame(a: Location, b: Location): boolean {
  return compareLocations(a, b) === 0;
}
