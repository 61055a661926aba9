import { member, nonEmptyTextOf } from "../../../http/json.ts";
import type { Instant } from "../../../model/instant.ts";
import type { Signer } from "./sign.ts";

/** Who calls, and where. */
export interface Caller {
  /** OCID. */
  readonly tenancy: string;
  /** Identifier, e.g. `us-phoenix-1`. */
  readonly region: string | undefined;
  /** The current key and token; a token may be renewed while a long listing runs. */
  readonly signer: () => Promise<Signer>;
}

/** Loads a value again once it is a minute old: tokens in files are renewed while a long listing runs. */
export function reloading<T>(load: () => Promise<T>, clock: () => Instant): () => Promise<T> {
  let loaded: { readonly at: Instant; readonly value: Promise<T> } | undefined;
  return () => {
    const now = clock();
    if (loaded === undefined || now - loaded.at >= 60_000) loaded = { at: now, value: load() };
    return loaded.value;
  };
}

/** A claim of a JSON web token, unverified: the token is our own. */
export function claimOf(token: string, claim: string): string | undefined {
  try {
    return nonEmptyTextOf(member(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()), claim));
  } catch {
    return undefined;
  }
}
