/**
 * What an error may quote of a line of policy.
 * @param end offset in the line at which what is wrong ends
 * @param withheld `secret`: the line may hold a secret, put there by mistake; `cut`: what follows can be anything
 * @returns `undefined` when nothing may be quoted
 */
export function quotedLine(
  line: string,
  end: number,
  { secret, cut }: { readonly secret?: true; readonly cut?: true },
): string | undefined {
  if (secret === true) return undefined;
  return cut === true ? line.slice(0, end) : line;
}
