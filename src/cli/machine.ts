import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Environment } from "../scan/environment.ts";
import type { Output, Streams } from "./streams.ts";

/** What a command line runs on. */
export type Machine = Omit<Environment, "concurrency" | "progress"> & Streams;

/** The real machine: the process, its streams, its clock. */
export function machine(): Machine {
  return {
    cwd: process.cwd(),
    env: process.env,
    home: homedir(),
    stdin: process.stdin,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    readFile: (path) => readFile(path, "utf8"),
    readFolder: (path) => readdir(path),
    clock: () => Date.now(),
    random: () => Math.random(),
    sleep: async (milliseconds) => {
      await wait(milliseconds);
    },
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  // A reader that went away (`keylint scan | head`) is no error of ours.
  let closed = false;
  stream.on("error", () => {
    closed = true;
  });
  return {
    isTerminal: stream.isTTY,
    ...(stream.columns === undefined ? {} : { columns: stream.columns }),
    write: (text) =>
      new Promise((resolve) => {
        if (closed) resolve();
        else stream.write(text, () => resolve());
      }),
  };
}
