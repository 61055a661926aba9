/** The tests that a change can break first. */
export function testsOf(
  changed: readonly string[],
  tests: readonly string[],
): { readonly chosen: readonly string[]; readonly left: readonly string[] };
