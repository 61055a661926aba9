import type { Subject } from "../model/gap.ts";
import { nameOf } from "../model/key-name.ts";
import { known } from "../model/unknown.ts";
import { plainLine } from "./plain-text.ts";
import { type AnyResult, hasSubject } from "./reported.ts";

/** The name of a key or a gap, as one line that can't act. */
export function keyName(subject: Subject): string {
  return plainLine(nameOf(subject));
}

/** What a result is about: its key or gap, or the exception at its place. */
export function subjectName(result: AnyResult): string {
  if (hasSubject(result)) return keyName(result.subject);
  const { uri, region } = result.location;
  return `exception in ${plainLine(uri)}${region === undefined ? "" : ` line ${region.startLine}`}`;
}

/** Whose key it is, by name where it is known; `undefined` when neither name nor id is. */
export function ownerName({ owner }: Pick<Subject, "owner">): string | undefined {
  const name = known(owner.name) ?? known(owner.id);
  return name === undefined ? undefined : plainLine(name);
}
