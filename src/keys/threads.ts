import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";

/** How many threads of work the machine runs at once. */
export function threads(): number {
  return availableParallelism();
}

/** A thread's script: beside this file in the bundle, in `dist/` when this file runs from source; undefined where it is not built. */
export function threadScript(name: string): URL | undefined {
  const folder = import.meta.url.endsWith(".ts") ? "../../dist/" : "./";
  const script = new URL(`${folder}${name}.js`, import.meta.url);
  return existsSync(script) ? script : undefined;
}
