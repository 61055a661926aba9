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

/** The key that one view alone makes. */
export function keyOfView(view: View): ApiKey {
  const { source: _, origin, comments: __, location: ___, places: ____, ...values } = view;
  return { ...values, ...(origin.kind === "live" ? { live: origin } : { terraform: origin }), views: [view] };
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
