import type { ApiKey } from "../model/api-key.ts";
import { known } from "../model/unknown.ts";
import { type AnyResult, isKeyResult } from "./reported.ts";
import { plainLine } from "./plain-text.ts";

/** What people call the key: its Terraform address, or the live system's names from the outside in. */
export function keyName(key: ApiKey): string {
  const { origin } = key;
  if (origin.kind === "live") return origin.path.map(plainLine).join("/");
  const deposed = origin.deposed === undefined ? "" : ` (deposed ${origin.deposed})`;
  return plainLine(`${origin.address}${deposed}`);
}

/** What a result is about: its key, or the exception at its place. */
export function subjectName(result: AnyResult): string {
  if (isKeyResult(result)) return keyName(result.key);
  const { uri, region } = result.location;
  return `exception in ${plainLine(uri)}${region === undefined ? "" : ` line ${region.startLine}`}`;
}

/** The user that the key belongs to, by name where it is known; `undefined` when neither name nor id is. */
export function keyUser(key: ApiKey): string | undefined {
  const user = known(key.userName) ?? known(key.user);
  return user === undefined ? undefined : plainLine(user);
}
