import type { RE2JS } from "re2js";

interface Available {
  readonly regularExpressions: typeof RE2JS;
  readonly yaml: YamlLibrary;
}

/** What of js-yaml reads the events of a document. */
export type YamlLibrary = Pick<
  typeof import("js-yaml"),
  "parseEvents" | "getScalarValue" | "EVENT_ID" | "SCALAR_STYLE"
>;

const loaders: { readonly [Name in keyof Available]: () => Promise<Available[Name]> } = {
  regularExpressions: async () => (await import("re2js")).RE2JS,
  yaml: () => import("js-yaml"),
};

/** Libraries that few configurations need. Evaluation does not wait: one that is missing is there for the next pass. */
export class Libraries {
  readonly #loaded: Partial<Available> = {};
  readonly #missing = new Set<() => Promise<void>>();
  readonly #asked = new Set<keyof Available>();

  /** The library, or `undefined` when it has to be loaded first. */
  get<Name extends keyof Available>(name: Name): Available[Name] | undefined {
    const library = this.#loaded[name];
    if (library === undefined && !this.#asked.has(name)) {
      this.#asked.add(name);
      this.#missing.add(async () => {
        this.#loaded[name] = await loaders[name]();
      });
    }
    return library;
  }

  /** Loads what was missed; tells whether anything was. */
  async load(): Promise<boolean> {
    const missing = [...this.#missing];
    this.#missing.clear();
    for (const load of missing) await load();
    return missing.length > 0;
  }
}
