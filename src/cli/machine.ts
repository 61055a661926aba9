import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { WriteError } from "../errors.ts";
import type { Environment } from "../scan/environment.ts";
import type { Output, Streams } from "./streams.ts";

/** What a command line runs on. */
export interface Machine extends Omit<Environment, "concurrency" | "progress">, Streams {
  /** Writes a new file and the folders above it. Rejects with the code `EEXIST` when it is there already. */
  readonly createFile: (path: string, text: string) => Promise<void>;
}

/** What a scan takes from the real machine, without where a command writes. */
export function host(): Omit<Environment, "concurrency" | "progress"> {
  return {
    cwd: process.cwd(),
    env: process.env,
    home: homedir(),
    // Opened when it is read.
    stdin: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
    readFile: (path) => readFile(path, "utf8"),
    readFolder: (path) => readdir(path),
    clock: () => Date.now(),
    random: () => Math.random(),
    sleep: async (milliseconds) => {
      await wait(milliseconds);
    },
  };
}

/** The real machine: the process, its streams, its clock. */
export function machine(): Machine {
  return {
    ...host(),
    stdout: outputOf(process.stdout, "standard output"),
    stderr: outputOf(process.stderr, "standard error"),
    createFile: async (path, text) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { flag: "wx" });
    },
  };
}

function outputOf(stream: NodeJS.WriteStream, name: string): Output {
  let closed = false;
  // What is wrong is told by the write that it happened to.
  stream.on("error", () => undefined);
  return {
    isTerminal: stream.isTTY,
    ...(stream.columns === undefined ? {} : { columns: stream.columns }),
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed) return resolve();
        stream.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
          // A reader that went away (`keylint scan | head`) is no error of ours.
          closed ||= error?.code === "EPIPE";
          if (closed || !error) resolve();
          else reject(new WriteError(`${name} can't be written: ${error.message}`));
        });
      }),
  };
}
