/** The rules whose verdicts are compared with the world. */
export const judged = [
  "key-age",
  "inactive-key",
  "inactive-user-key",
  "key-count-limit",
  "single-active-key",
  "duplicate-key",
  "private-key-in-terraform",
  "replacement-without-overlap",
  "rotation-same-key",
  "missing-key",
  "unmanaged-key",
  "rsa-key-size",
  "key-platform-mismatch",
] as const;

export type Judged = (typeof judged)[number];

export function isJudged(id: string): id is Judged {
  return judged.some((rule) => rule === id);
}

/** Those that are judged of the keys of a user together. */
export const ofOwners: ReadonlySet<Judged> = new Set<Judged>([
  "key-count-limit",
  "single-active-key",
  "replacement-without-overlap",
]);
