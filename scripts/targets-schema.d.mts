/** The schema of `targets` in keylint.yaml, as the folders of this checkout make it. */
export function targetsSchema(): unknown;
