import type { Run } from "../model/run.ts";

/**
 * How public keys were tested, for people: a list that was not looked up, or a tier that did not run, has found nothing.
 * @param write how the name of a list, which may be a path, is written
 */
export function strengthSentence({ strength }: Run, write: (name: string) => string): string {
  const lists = strength.lists.map(write).join(", ");
  return `Public keys were tested in the ${strength.tier} tier, and looked up in ${lists === "" ? "no list" : lists}.`;
}
