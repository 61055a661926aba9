import type { EnvironmentVariables } from "./modules/environment-variables.ts";
import type { SyntaxGate } from "./syntax/gate.ts";

/** The configuration files of the scanned folders. */
export interface ConfigurationFiles {
  /** folder (uri) -> its .tf/.tf.json/.tfvars file paths */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

export interface ConfigurationOptions {
  /** The source, as the user gave it. */
  readonly source: string;
  /** Absolute path that `file()` may not leave. */
  readonly root: string;
  /** Resource types to yield. */
  readonly wantedTypes: ReadonlySet<string>;
  /** `--var-file`, in the order given; for every root module. */
  readonly varFiles: readonly string[];
  /** Where `TF_VAR_name` gives a value to a variable of a root module that no file gives one. */
  readonly environment?: EnvironmentVariables;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly realPath: (path: string) => Promise<string>;
  /** All files below a folder, as paths relative to it with forward slashes, for `fileset()`; links to folders are not followed. */
  readonly listFiles?: (folder: string) => Promise<readonly string[]>;
  readonly uriOf: (path: string) => string;
  /** The largest file that is read, in bytes. */
  readonly sizeLimit: number;
  /** Opens the gate that files must pass to count as HCL; hcl2json unless given. */
  readonly openSyntaxGate?: () => Promise<SyntaxGate>;
}
