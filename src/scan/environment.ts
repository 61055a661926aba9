import type { LiveEnvironment } from "../http/environment.ts";

/** All that a run takes from the machine: injected, so that the same input gives the same bytes. */
export interface Environment extends LiveEnvironment {
  /** Absolute path that relative paths start at. */
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Told how far the search for shared primes has come, in steps of its own. */
  readonly primesProgress?: (done: number, total: number) => void;
  /** Names of the entries of a folder. */
  readonly readFolder: (path: string) => Promise<readonly string[]>;
}
