import type { FactGroup } from "./facts.ts";
import type { FactGroupName } from "./schema.ts";

/** How each fact of a group is derived from its subject. */
export type Derivations<G extends FactGroupName, S> = {
  readonly [F in keyof FactGroup<G>]: (subject: S) => FactGroup<G>[F];
};

/**
 * Makes groups whose facts are derived only when a rule reads them: a run over a million keys pays for what its rules ask.
 * @param more facts beside those that the group always has
 */
export function lazyGroup<G extends FactGroupName, S>(
  derivations: Derivations<G, S>,
  more: Readonly<Record<string, (subject: S) => unknown>> = {},
): (subject: S) => FactGroup<G> {
  const subjectOf = Symbol("subject");
  type Group = FactGroup<G> & { [subjectOf]: S };
  const all = { ...more, ...derivations };
  const prototype: object = Object.defineProperties(
    {},
    Object.fromEntries(
      Object.entries<(subject: S) => unknown>(all).map(([name, derive]) => [
        name,
        {
          enumerable: true,
          get(this: Group) {
            return derive(this[subjectOf]);
          },
        },
      ]),
    ),
  );
  return (subject) => {
    const group: Group = Object.create(prototype);
    group[subjectOf] = subject;
    return group;
  };
}
