import { aws } from "./aws/system.ts";
import { google } from "./google/system.ts";
import { intersight } from "./intersight/system.ts";
import { oci } from "./oci/system.ts";
import type { KeyType, System } from "./system.ts";
import { tls } from "./tls/system.ts";

/** Every system that keylint knows. A new one is a folder beside these and a line here. */
export const systems: readonly System[] = [oci, intersight, aws, google, tls];

const keyTypes: ReadonlyMap<string, KeyType> = new Map(
  systems.flatMap((system) => system.keyTypes.map((keyType) => [keyType.id, keyType])),
);

/** The description of a key's type. @throws {RangeError} for a type that no system has: readers make no such keys */
export function keyTypeOf(id: string): KeyType {
  const found = keyTypes.get(id);
  if (found === undefined) throw new RangeError(`no system has keys of the type ${id}`);
  return found;
}

/** The system of a key. @throws {RangeError} for one that is not registered */
export function systemOf(id: string): System {
  const found = systems.find((system) => system.id === id);
  if (found === undefined) throw new RangeError(`no system is called ${id}`);
  return found;
}
