import { isAbsolute, join } from "node:path";
import type { Environment } from "../scan/environment.ts";

/** What a scan takes from the machine; relative paths start at the working folder. */
export function environmentOf(
  machine: Omit<Environment, "concurrency" | "progress">,
  concurrency: number,
  watch: Pick<Environment, "progress" | "primesProgress"> = {},
): Environment {
  return {
    cwd: machine.cwd,
    env: machine.env,
    home: machine.home,
    stdin: machine.stdin,
    readFile: (path) => machine.readFile(isAbsolute(path) ? path : join(machine.cwd, path)),
    readFolder: (path) => machine.readFolder(isAbsolute(path) ? path : join(machine.cwd, path)),
    clock: machine.clock,
    random: machine.random,
    sleep: machine.sleep,
    concurrency,
    ...(machine.timeout === undefined ? {} : { timeout: machine.timeout }),
    ...watch,
  };
}
