/** Where a command writes. */
export interface Output {
  /** Rejects with a `WriteError` when the text can't be written; a reader that went away is none. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Width in columns, where it is a terminal. */
  readonly columns?: number;
}

/** Standard output and error. */
export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Whether to colour what goes to an output: only on a terminal that can, unless the environment says otherwise (no-color.org). */
export function usesColor(output: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return output.isTerminal && env["TERM"] !== "dumb";
}
