import type { Run } from "../model/run.ts";

/** What a reporter may need beside the run. */
export interface ReporterOptions {
  /** Whether the output may hold ANSI colour. */
  readonly color: boolean;
  /** Width of the terminal in columns; 100 where there is none. */
  readonly width: number;
  /** Code-scanning category; becomes `runAutomationDetails.id` with a final slash. */
  readonly category?: string;
  /** Reads a text file that a location names, for snippets and line hashes; `undefined` when it can't be read or is too large to hold. */
  readonly readText: (uri: string) => string | undefined;
  /** Facts on the checkout, for `versionControlProvenance`. */
  readonly checkout?: {
    readonly repositoryUri: string;
    readonly revisionId?: string;
    readonly branch?: string;
    /** The checkout's top folder: absolute, with forward slashes. Paths of SARIF are relative to it; without it to the run's root. */
    readonly path?: string;
  };
  /** Reports of what is to be done hold only results that the baseline did not have; records of everything (`sarif-full`, `json`, `csv`) hold all. */
  readonly newOnly: boolean;
  /** Report failing results even when the run is incomplete (it would close real alerts in code scanning). */
  readonly allowIncomplete: boolean;
  /** The status that the process leaves with; left out of the reports when it is not given. */
  readonly exitStatus?: 0 | 1 | 3;
}

/** Turns a run into text, piece by piece: the pieces joined are the report. */
export type Reporter = (run: Run, options: ReporterOptions) => Iterable<string>;
