/** Regular expressions that run in linear time (RE2 syntax): no pattern of a rule can hang a run. */
export interface Matcher {
  /** Whether any part of the text matches; `^` and `$` anchor. */
  matches(text: string, pattern: string): boolean;
  /** What is wrong with a pattern, if anything is. */
  problem(pattern: string): string | undefined;
}

/** Loads RE2, which only rules with `matchesRe()` need. */
export async function loadMatcher(): Promise<Matcher> {
  const { RE2JS, RE2JSSyntaxException } = await import("re2js");
  const compiled = new Map<string, InstanceType<typeof RE2JS>>();
  const compile = (pattern: string): InstanceType<typeof RE2JS> => {
    const known = compiled.get(pattern);
    if (known !== undefined) return known;
    const made = RE2JS.compile(pattern);
    compiled.set(pattern, made);
    return made;
  };
  return {
    matches: (text, pattern) => compile(pattern).matcher(text).find(),
    problem: (pattern) => {
      try {
        compile(pattern);
        return undefined;
      } catch (error) {
        if (error instanceof RE2JSSyntaxException) return `not a regular expression of RE2: ${error.message}`;
        throw error;
      }
    },
  };
}
