import type { Instant } from "../../../model/instant.ts";

/** Loads a value again once it is a minute old: tokens in files are renewed while a long listing runs. */
export function renewed<T>(load: () => Promise<T>, clock: () => Instant): () => Promise<T> {
  let loaded: { readonly at: Instant; readonly value: Promise<T> } | undefined;
  return () => {
    const now = clock();
    if (loaded === undefined || now - loaded.at >= 60_000) loaded = { at: now, value: load() };
    return loaded.value;
  };
}
