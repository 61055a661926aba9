import { fileURLToPath } from "node:url";
import { environmentOf } from "../src/cli/environment.ts";
import { machine } from "../src/cli/machine.ts";
import type { Environment } from "../src/scan.ts";

/** The project's own folder. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/** The real file system below a folder, and nothing else of this machine: no credentials, no environment, no input. */
export function filesBelow(cwd: string): Environment {
  return environmentOf({ ...machine(), cwd, env: {}, home: cwd, stdin: nothing() }, 4);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
