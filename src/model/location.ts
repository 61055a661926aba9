/** A stretch of text. Lines and columns count from 1, columns in UTF-16 code units, the end column is exclusive (SARIF 2.1.0, 3.30). */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A stretch of text by offsets, in UTF-16 code units: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a file that the user gave, or the stable virtual path of a live key. */
export interface Location {
  /** Relative to the working folder where the file is below it, with forward slashes, not yet percent-encoded; `-` is standard input. */
  readonly uri: string;
  /** Absent when the place is the whole file. */
  readonly region?: Region;
  /** A live key has no file: its path is virtual (`SYSTEM/ACCOUNT/...`) and must not be opened. */
  readonly virtual?: true;
}

/** Orders locations by path, line and column: the order of every report. */
export function compareLocations(a: Location, b: Location): number {
  return (
    compareText(a.uri, b.uri) ||
    (a.region?.startLine ?? 0) - (b.region?.startLine ?? 0) ||
    (a.region?.startColumn ?? 0) - (b.region?.startColumn ?? 0)
  );
}

/** Orders text by code unit: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
