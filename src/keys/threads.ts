import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

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

/**
 * Runs a script in a thread until `onMessage` gives a result.
 * @param data what the script finds as its `workerData`
 * @param work what the thread does, for the message of an error: "the search for shared primes"
 */
export async function inThread<Message, Result>(
  script: URL,
  data: unknown,
  work: string,
  onMessage: (message: Message) => Result | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: data });
    worker.on("message", (message: Message) => {
      const result = onMessage(message);
      if (result !== undefined) resolve(result);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`${work} ended early (exit code ${code})`)));
  });
}
