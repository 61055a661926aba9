import { hasSubject, type AnyResult } from "./reported.ts";
import { place } from "./place.ts";
import { plainLine, sentence } from "./plain-text.ts";

/** Reports for people name no more other places of one result than this. */
const mostLinks = 5;

/** The other places of a result, each as a clause: `see NAME: keys.tf:20:3`. */
export function relatedLinks(result: AnyResult): readonly string[] {
  return (hasSubject(result) ? result.related : []).map(
    ({ location, message }) => `see ${plainLine(message)}${location.virtual === true ? "" : `: ${place(location)}`}`,
  );
}

/** The same as sentences, and how many more there are. */
export function relatedSentences(result: AnyResult): readonly string[] {
  const links = relatedLinks(result);
  const left = links.length - mostLinks + (hasSubject(result) ? (result.relatedLeft ?? 0) : 0);
  const named = links.slice(0, mostLinks).map(sentence);
  return left > 0 ? [...named, `And ${left} more.`] : named;
}
