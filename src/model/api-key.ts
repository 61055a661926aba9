import { publicKeyOf } from "./credential.ts";
import type { Existence, KeyValues, LiveOrigin, TerraformOrigin, View } from "./view.ts";
import { known } from "./unknown.ts";

/** One key of one system, with all views of it joined: the noun that every rule judges. */
export interface ApiKey extends KeyValues {
  readonly existence: Existence;
  /** Where Terraform has it; absent for a key that only a live system shows. */
  readonly terraform?: TerraformOrigin;
  /** Where a live system lists it. */
  readonly live?: LiveOrigin;
  /** What each source shows of it; the first is the one whose place names the key, the declaring one where there is one. */
  readonly views: readonly [View, ...View[]];
}

/** What a view says of the key itself, without where it says so. */
export function valuesOf(view: View): KeyValues {
  const { system, type, id, aliases, account, realm, owner, credential, active, tags, attributes } = view;
  const { secretAt, secretWritten } = view;
  const { timeCreated, timeStarted, timeExpires, timeLastUsed } = view;
  return {
    system,
    type,
    id,
    ...(aliases === undefined ? {} : { aliases }),
    account,
    realm,
    owner,
    credential,
    timeCreated,
    timeStarted,
    timeExpires,
    timeLastUsed,
    active,
    secretAt,
    tags,
    attributes,
    ...(secretWritten === undefined ? {} : { secretWritten }),
  };
}

/** The key that one view alone makes. */
export function keyOfView(view: View): ApiKey {
  const { existence, origin } = view;
  const place = origin.kind === "live" ? { live: origin } : { terraform: origin };
  return { ...valuesOf(view), existence, ...place, views: [view] };
}

/** Whether the key is there after the plan, as far as is known: what the plan destroys and what is gone is not. */
export function isLasting({ existence }: Pick<ApiKey, "existence">): boolean {
  return existence !== "removed" && existence !== "absent";
}

/** The sources that show the key, each once. */
export function sourcesOf({ views }: ApiKey): readonly string[] {
  return [...new Set(views.map(({ source }) => source))];
}

/** The identity of a key's mathematics (`KeyIdentity.keyId`), where the public key is known. */
export function keyIdOf(key: Pick<ApiKey, "credential">): string | undefined {
  const reading = known(publicKeyOf(key));
  return reading?.kind === "key" ? reading.key.keyId : undefined;
}
