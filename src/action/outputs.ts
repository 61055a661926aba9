/**
 * Entries of the file that `GITHUB_OUTPUT` names, which later steps read as `steps.ID.outputs.NAME`.
 * @param delimiter ends each value, so it must not be guessable by who wrote one.
 */
export function outputEntries(outputs: Readonly<Record<string, string>>, delimiter: string): string {
  return Object.entries(outputs)
    .map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
    .join("");
}
